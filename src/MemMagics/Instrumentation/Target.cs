using Microsoft.CodeAnalysis;

namespace MemMagics.Instrumentation;

/// <summary>What the user asked to profile.</summary>
internal abstract record Target
{
    /// <summary>The measured cell's own code.</summary>
    public sealed record Cell : Target;

    /// <summary>A function whose source is in the session.</summary>
    /// <param name="Compilation">The submission.</param>
    /// <param name="Syntax">The function, or a type in place of its implicit constructor.</param>
    public sealed record Source(Microsoft.CodeAnalysis.Compilation Compilation, SyntaxNode Syntax) : Target
    {
        /// <summary>Of a type in place of its implicit constructor, whether the static one is meant.</summary>
        public bool IsStaticConstructor { get; init; }
    }

    /// <summary>A function of a referenced library.</summary>
    /// <param name="Path">The library's file.</param>
    /// <param name="Method">Its definition.</param>
    public sealed record Library(string Path, IMethodSymbol Method) : Target
    {
        /// <summary>Whether it was not named itself, but as one of all functions of its type.</summary>
        public bool IsOneOfAll { get; init; }
    }
}
