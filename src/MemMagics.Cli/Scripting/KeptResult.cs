using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Scripting;

/// <summary>What the last expression of a cell has come to.</summary>
/// <param name="value">The value, which may be <see langword="null"/>.</param>
/// <param name="script">The code that it is of.</param>
internal sealed class KeptResult(object? value, Script script)
{
    public object? Value => value;

    /// <summary>Its static type as a variable is declared with it; <c>dynamic</c> where that has no name. Asked for when the result is read, which few are.</summary>
    public string TypeName => ScriptResult.TypeNameOf(script);
}
