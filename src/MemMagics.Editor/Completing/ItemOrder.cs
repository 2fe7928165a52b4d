using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace MemMagics.Editor.Completing;

/// <summary>Sorts items, the likeliest first: those in the typed case, then those that the service ranks highest, then the nearest declared, then by name.</summary>
internal static class ItemOrder
{
    public static IEnumerable<CompletionItem> Sorted(IEnumerable<CompletionItem> items, string typed, NotebookNames notebook) => items
        .OrderByDescending(item => item.FilterText.StartsWith(typed, StringComparison.Ordinal))
        .ThenByDescending(Priority)
        .ThenBy(item => Distance(item, notebook))
        .ThenBy(item => item.SortText, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where an enum is expected, the service ranks its name first but leaves its values among all other names.</summary>
    private static int Priority(CompletionItem item) =>
        item.Tags.Contains(WellKnownTags.EnumMember) && item.DisplayText.Contains('.') ? MatchPriority.Preselect - 1 : item.Rules.MatchPriority;

    private static int Distance(CompletionItem item, NotebookNames notebook)
    {
        if (item.Tags.Contains(WellKnownTags.Local) || item.Tags.Contains(WellKnownTags.Parameter) || item.Tags.Contains(WellKnownTags.RangeVariable))
            return 0;
        if (notebook.Contains(item.DisplayText))
            return 1;
        return item.Tags.Contains(WellKnownTags.ExtensionMethod) ? 3 : 2;
    }
}
