using Microsoft.CodeAnalysis.Completion;

namespace MemMagics.Editor.Completing;

/// <summary>What a cell's own statements may begin with and a program's may not: the service offers it in functions only.</summary>
internal static class ScriptKeywords
{
    private const string Return = "return";
    private const string OfStatements = "while";

    /// <param name="items">All items at the place.</param>
    /// <param name="typed">What is typed of a name there.</param>
    public static string? Missing(IReadOnlyList<CompletionItem> items, string typed) =>
        Return.StartsWith(typed, StringComparison.Ordinal) && items.Any(item => item.DisplayText == OfStatements) && items.All(item => item.DisplayText != Return) ? Return : null;
}
