using Microsoft.CodeAnalysis.Completion;

namespace MemMagics.Editor.Completing;

/// <summary>The keyword <c>return</c>, which may begin a cell's own statements too: the completion service offers it inside functions only.</summary>
internal static class ScriptKeywords
{
    private const string Return = "return";
    private const string AnyStatement = "while";

    /// <param name="items">All items offered at the position.</param>
    /// <param name="typed">The typed part of the word there.</param>
    public static string? Missing(IReadOnlyList<CompletionItem> items, string typed) =>
        Return.StartsWith(typed, StringComparison.Ordinal) && items.Any(item => item.DisplayText == AnyStatement) && items.All(item => item.DisplayText != Return) ? Return : null;
}
