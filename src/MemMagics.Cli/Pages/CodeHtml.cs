using MemMagics.Cli.Notebooks;
using MemMagics.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Pages;

/// <summary>A cell's code with line numbers, C# with its words told apart by colour.</summary>
internal static class CodeHtml
{
    private static readonly CSharpParseOptions scriptCode = CSharpParseOptions.Default.WithKind(SourceCodeKind.Script).WithLanguageVersion(LanguageVersion.Preview);

    public static string Render(Cell cell)
    {
        // Every line is an element of its own and the numbers are generated content: copying the code copies code only.
        var html = new HtmlText();
        html.Append($"<pre class=\"code\"><code>");
        var classes = cell.IsCSharp ? ClassesOf(cell.Text) : new string?[cell.Text.Length];
        var start = 0;
        foreach (var line in cell.Text.Split('\n'))
        {
            html.Append($"<span class=\"line\">");
            AppendLine(html, line.TrimEnd('\r'), classes, start);
            html.Append($"</span>\n");
            start += line.Length + 1;
        }

        html.Append($"</code></pre>\n");
        return html.ToString();
    }

    private static void AppendLine(HtmlText html, string line, string?[] classes, int start)
    {
        for (var i = 0; i < line.Length;)
        {
            var end = i + 1;
            while (end < line.Length && classes[start + end] == classes[start + i])
                end++;
            if (classes[start + i] is { } name)
                html.Append($"<span class=\"{name}\">{line[i..end]}</span>");
            else
                html.Append($"{line[i..end]}");
            i = end;
        }
    }

    /// <summary>The style class of each character.</summary>
    private static string?[] ClassesOf(string text)
    {
        var classes = new string?[text.Length];
        var root = CSharpSyntaxTree.ParseText(text, scriptCode).GetRoot();
        foreach (var token in root.DescendantTokens(descendIntoTrivia: false))
        {
            Fill(classes, token.Span, ClassOf(token));
            foreach (var trivia in token.LeadingTrivia.Concat(token.TrailingTrivia))
                Fill(classes, trivia.FullSpan, ClassOf(trivia));
        }

        FillMagics(text, classes);
        return classes;
    }

    private static string? ClassOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "number",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken => "string",
        var kind when SyntaxFacts.IsKeywordKind(kind) || token.IsContextualKeyword() || token.Text == "var" => "keyword",
        _ => null,
    };

    private static string? ClassOf(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia ? "comment"
        : trivia.IsDirective ? "directive"
        : null;

    /// <summary>The magics' own words; the code behind their options keeps its colours.</summary>
    private static void FillMagics(string text, string?[] classes)
    {
        var start = 0;
        foreach (var line in text.Split('\n'))
        {
            var indent = line.Length - line.TrimStart().Length;
            if (line.AsSpan(indent).StartsWith("#!", StringComparison.Ordinal) && classes.AsSpan(start + indent, 2).IndexOf("string") < 0)
                classes.AsSpan(start + indent, line.Length - indent).Fill("directive");
            start += line.Length + 1;
        }
    }

    private static void Fill(string?[] classes, Microsoft.CodeAnalysis.Text.TextSpan span, string? name)
    {
        if (name is not null)
            classes.AsSpan(span.Start, span.Length).Fill(name);
    }
}
