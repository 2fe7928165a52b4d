using Microsoft.CodeAnalysis;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>The source text of some functions of a library, and the positions in it of their compiled code.</summary>
/// <param name="Origin">Whether the library's symbols led to it, or it was decompiled.</param>
/// <param name="Trees">Its C# documents, parsed, with the same paths as in the sequence points. Empty for other languages.</param>
/// <param name="Lines">The lines of each document, by its path.</param>
/// <param name="Points">The sequence points of compiled methods, by metadata token, in ascending order of offset.</param>
internal sealed record LibraryText(
    SourceOrigin Origin,
    IReadOnlyList<SyntaxTree> Trees,
    IReadOnlyDictionary<string, string[]> Lines,
    IReadOnlyDictionary<int, SourcePoint[]> Points)
{
    public static string[] LinesOf(string text) => [.. text.Split('\n').Select(line => line.TrimEnd('\r'))];
}
