using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace MemMagics.Editor.Completing;

/// <summary>What of the service's items a notebook is offered, and what each of them writes.</summary>
internal static class ItemText
{
    // How items are marked that write a whole member, and the name that an item means: keys of Roslyn 5.12 that have no public name.
    private const string Modifiers = "Modifiers";
    private const string InsertionText = "InsertionText";

    /// <summary>Whether it can be offered as a name or a word. Snippets and operators rewrite the code around the place, which front ends of notebooks cannot.</summary>
    public static bool IsOffered(CompletionItem item, string code, int start)
    {
        if (item.Tags.Contains(WellKnownTags.Snippet) || item.Tags.Contains(WellKnownTags.Operator))
            return false;
        if (item.Tags.Contains(WellKnownTags.Namespace) && ImplementationNamespaces.Contains(item.DisplayText))
            return false;
        return !item.IsComplexTextEdit || item.Properties.ContainsKey(Modifiers) || (item.Tags.Contains(WellKnownTags.Keyword) && (start == 0 || code[start - 1] != '.'));
    }

    public static bool Begins(CompletionItem item, string typed) =>
        item.FilterText.StartsWith(typed, StringComparison.OrdinalIgnoreCase) || item.FilterText.TrimStart('@').StartsWith(typed, StringComparison.OrdinalIgnoreCase);

    /// <param name="service">The service that the item is of.</param>
    /// <param name="document">The code that it was asked about.</param>
    /// <param name="item">The item.</param>
    /// <param name="code">The code, as its author has it too.</param>
    /// <param name="start">Where the word begins that items replace.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<EditorMatch> MatchAsync(CompletionService service, Document document, CompletionItem item, CompletableCode code, int start, CancellationToken cancellationToken)
    {
        if (item.Properties.ContainsKey(Modifiers) && item.IsComplexTextEdit)
        {
            var change = await service.GetChangeAsync(document, item, cancellationToken: cancellationToken);
            if (MemberText.Of(change.TextChange.NewText ?? "") is { } member)
                return member.IsExplicit ? new EditorMatch(member.FromName, "function", code.Original(start)) : new EditorMatch(member.Whole, "function", FirstModifier(code, start));
        }

        var text = item.DisplayTextSuffix == ":" ? $"{item.DisplayText}:" : item.Properties.GetValueOrDefault(InsertionText) ?? item.DisplayText;
        return new EditorMatch(text, Kind(item.Tags), code.Original(start));
    }

    /// <summary>The members that replace modifiers stand on a line of their own (<see cref="CompletableCode"/>).</summary>
    private static int FirstModifier(CompletableCode code, int start)
    {
        var line = code.Text.LastIndexOf('\n', start - 1) + 1;
        while (line < start && char.IsWhiteSpace(code.Text[line]))
            line++;
        return code.Original(line);
    }

    private static string Kind(ImmutableArray<string> tags) => tags.Select(KindOf).FirstOrDefault(kind => kind is not null) ?? "instance";

    private static string? KindOf(string tag) => tag switch
    {
        WellKnownTags.Method or WellKnownTags.ExtensionMethod => "function",
        WellKnownTags.Class or WellKnownTags.Structure or WellKnownTags.Delegate or WellKnownTags.TypeParameter => "class",
        WellKnownTags.Interface => "interface",
        WellKnownTags.Enum => "enum",
        WellKnownTags.Namespace => "module",
        WellKnownTags.Property or WellKnownTags.EnumMember => "property",
        WellKnownTags.Parameter => "param",
        WellKnownTags.Keyword => "keyword",
        _ => null,
    };
}
