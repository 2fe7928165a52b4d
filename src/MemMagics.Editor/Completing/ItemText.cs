using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;

namespace MemMagics.Editor.Completing;

/// <summary>Which of the completion service's items a notebook is offered, and what each of them inserts.</summary>
internal static class ItemText
{
    // Properties of Roslyn 5.12 without a public constant: the first marks items that insert a whole member, the second is the text to insert.
    private const string Modifiers = "Modifiers";
    private const string InsertionText = "InsertionText";

    /// <summary>Whether the item can be offered as a name or a keyword. Snippets and operators rewrite the code around the position, which notebook front ends cannot do.</summary>
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

    /// <param name="service">The service that offers the item.</param>
    /// <param name="document">The document that it was asked about.</param>
    /// <param name="item">The item.</param>
    /// <param name="code">The document's code, with its positions in the cell.</param>
    /// <param name="start">Start of the word that items replace.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
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

    /// <summary>Such a member replaces its modifiers, which <see cref="CompletableCode"/> has put on a line of their own.</summary>
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
