using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Reports;

/// <summary>Marks keywords, strings, numbers and comments in the lines of a function, with C#'s own lexer.</summary>
internal static class CSharpColoring
{
    // Indentation is of no-break spaces: it stays where a viewer has taken the style away, and browsers copy them as plain spaces.
    private const string Space = "\u00A0";
    private const string Tab = "\u00A0\u00A0\u00A0\u00A0";

    private static readonly CSharpParseOptions Script = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>HTML for each line, encoded.</summary>
    public static IReadOnlyList<Html> Color(IReadOnlyList<LineFigures> lines)
    {
        var text = string.Join('\n', lines.Select(line => line.Content.TrimEnd('\r', '\n')));
        var source = SourceText.From(text);
        var spans = Spans(text).ToArray();
        return source.Lines.Count == lines.Count
            ? [.. source.Lines.Select(line => Line(text, line.Span, spans))]
            : [.. lines.Select(line => Line(line.Content, new TextSpan(0, line.Content.Length), []))]; // an odd line break inside a line
    }

    private static IEnumerable<(TextSpan Span, string Class)> Spans(string text)
    {
        foreach (var token in SyntaxFactory.ParseTokens(text, options: Script))
        {
            foreach (var span in Comments(token.LeadingTrivia))
                yield return (span, "mm-c");
            if (token.Span.Length > 0 && ClassOf(token) is { } kind)
                yield return (token.Span, kind);
            foreach (var span in Comments(token.TrailingTrivia))
                yield return (span, "mm-c");
        }
    }

    private static IEnumerable<TextSpan> Comments(SyntaxTriviaList trivia) =>
        from piece in trivia
        where piece.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            || piece.IsDirective
        select piece.FullSpan;

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "mm-n",
        SyntaxKind.IdentifierToken => SyntaxFacts.GetContextualKeywordKind(token.Text) is SyntaxKind.VarKeyword or SyntaxKind.AwaitKeyword
            or SyntaxKind.AsyncKeyword or SyntaxKind.YieldKeyword or SyntaxKind.RecordKeyword or SyntaxKind.WhenKeyword ? "mm-k" : null,
        var kind when SyntaxFacts.IsReservedKeyword(kind) => "mm-k",
        var kind when kind.ToString().Contains("String", StringComparison.Ordinal) || kind == SyntaxKind.CharacterLiteralToken => "mm-s",
        _ => null,
    };

    private static Html Line(string text, TextSpan line, (TextSpan Span, string Class)[] spans)
    {
        var html = new HtmlText();
        var position = line.Start;
        while (position < line.End && text[position] is ' ' or '\t')
            html.Append($"{(text[position++] == '\t' ? Tab : Space)}");
        var code = TextSpan.FromBounds(position, line.End);
        foreach (var (span, kind) in spans)
        {
            if (span.Intersection(code) is not { Length: > 0 } part)
                continue;
            html.Append($"{text[position..part.Start]}<span class=\"{kind}\">{text[part.Start..part.End]}</span>");
            position = part.End;
        }

        html.Append($"{text[position..line.End]}");
        return new Html(html.ToString());
    }
}
