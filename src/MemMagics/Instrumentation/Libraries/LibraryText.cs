using Microsoft.CodeAnalysis;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>The source text of some functions of a library, and where in it the code of their compiled methods comes from.</summary>
/// <param name="Origin">Whether the library's symbols led to it, or it was decompiled.</param>
/// <param name="Trees">Its C# documents, parsed; their paths are those that the points name. Empty for other languages.</param>
/// <param name="Lines">The lines of each document, by its path.</param>
/// <param name="Points">The points of compiled methods, by metadata token and ascending offset.</param>
internal sealed record LibraryText(
    SourceOrigin Origin,
    IReadOnlyList<SyntaxTree> Trees,
    IReadOnlyDictionary<string, string[]> Lines,
    IReadOnlyDictionary<int, SourcePoint[]> Points)
{
    public static string[] LinesOf(string text) => [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];
}
