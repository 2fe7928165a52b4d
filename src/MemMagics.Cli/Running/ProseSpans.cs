using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>The text of a paragraph or heading, with its styles. What a notebook says is no command to the terminal.</summary>
internal sealed class ProseSpans(TerminalColors colors)
{
    private readonly List<ProseSpan> _spans = [];

    /// <summary>A heading keeps its signs, which say how deep it is.</summary>
    public IReadOnlyList<ProseSpan> Heading(HeadingBlock heading)
    {
        _spans.Clear();
        _spans.Add(new ProseSpan($"{new string('#', heading.Level)} ", colors.Strong));
        if (heading.Inline is { } inline)
            AddAll(inline, colors.Strong);
        return [.. _spans];
    }

    public IReadOnlyList<ProseSpan> Of(ContainerInline inline)
    {
        _spans.Clear();
        AddAll(inline, static text => text);
        return [.. _spans];
    }

    private void AddAll(ContainerInline inlines, Func<string, string> style)
    {
        foreach (var inline in inlines)
            Add(inline, style);
    }

    private void Add(Inline inline, Func<string, string> style)
    {
        switch (inline)
        {
            case LiteralInline literal:
                AddText(literal.Content.ToString(), style);
                break;
            case CodeInline code:
                AddText(colors.AreShown ? code.Content : $"`{code.Content}`", text => style(colors.Code(text)));
                break;
            case EmphasisInline emphasis:
                AddAll(emphasis, text => style(Emphasised(emphasis, text)));
                break;
            case LinkInline { IsImage: true } image:
                AddText($"[image{(TextOf(image) is { Length: > 0 } text ? $": {text}" : "")}]", text => style(colors.Dim(text)));
                AddAddress(image.Url, style);
                break;
            case LinkInline link:
                AddAll(link, text => style(colors.Link(text)));
                if (link.Url != TextOf(link))
                    AddAddress(link.Url, style);
                break;
            case AutolinkInline link:
                AddText(link.Url, text => style(colors.Link(text)));
                break;
            case LineBreakInline { IsHard: true }:
                _spans.Add(new ProseSpan("", style, IsHardBreak: true));
                break;
            case LineBreakInline:
                _spans.Add(new ProseSpan("\n", style));
                break;
            case HtmlEntityInline entity:
                AddText(entity.Transcoded.ToString(), style);
                break;
            case TaskList task:
                AddText(task.Checked ? "[x]" : "[ ]", style);
                break;
            case DelimiterInline opened:
                // A bracket or a bar that nothing closes is text, and holds what comes after it.
                AddText(opened.ToLiteral(), style);
                AddAll(opened, style);
                break;
            case ContainerInline container:
                AddAll(container, style);
                break;
            case HtmlInline html:
                AddText(html.Tag, style);
                break;
        }
    }

    private string Emphasised(EmphasisInline emphasis, string text) => emphasis switch
    {
        { DelimiterChar: '~', DelimiterCount: 2 } => colors.Struck(text),
        { DelimiterCount: 2 } => colors.Strong(text),
        _ => colors.Italic(text),
    };

    /// <summary>Where a link leads; not a picture that is its own address.</summary>
    private void AddAddress(string? address, Func<string, string> style)
    {
        if (!string.IsNullOrEmpty(address) && !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            AddText($" ({address})", text => style(colors.Dim(text)));
    }

    private void AddText(string text, Func<string, string> style) => _spans.Add(new ProseSpan(TerminalText.Plain(text), style));

    private static string TextOf(ContainerInline inline) => string.Concat(inline.Descendants<LiteralInline>().Select(static literal => literal.Content.ToString()));
}
