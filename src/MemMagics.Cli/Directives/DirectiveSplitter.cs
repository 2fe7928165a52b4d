using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Cli.Directives;

/// <summary>Splits code at the lines that are directives of the host.</summary>
internal static class DirectiveSplitter
{
    /// <summary>The code before, between and after the directives, and these, in order. Code without any is returned as it is.</summary>
    /// <param name="code">The code.</param>
    public static IReadOnlyList<CellPiece> Split(CodePiece code)
    {
        if (!code.Text.Contains("#!", StringComparison.Ordinal))
            return [code];

        // The rest of such a line is code, which may open a string that goes on below.
        var text = TimedCode.Read(code.Text).Code;
        var root = CellParsing.Parse(text);
        var found = CellParsing.Directives(root).Where(directive => MagicAt(text, directive.SpanStart) is not null).ToList();
        if (found.Count == 0)
            return [code];

        // No piece has all of a condition.
        var whole = WithoutConditions(root, code.Text);
        var lines = CSharpText.Lines(text);
        var pieces = new List<CellPiece>();
        var start = 0;
        foreach (var directive in found)
        {
            var line = lines.IndexOf(directive.SpanStart);
            AddCode(lines[line].Start);
            var magic = MagicAt(text, directive.SpanStart)!;
            var name = directive.SpanStart + CellParsing.WordAt(text, directive.SpanStart).Length;
            pieces.Add(new DirectivePiece(magic, text[name..lines[line].End].Trim(), code.Line + line)
            {
                Column = name - lines[line].Start + 1,
                Fault = IsBetweenStatements(directive) || CSharpText.IsWellFormed(text[start..lines[line].Start]) ? null : $"{magic.Name} stands in the middle of a statement. Put it before or after that.",
            });
            start = magic.HasCode ? name : lines[line].EndIncludingLineBreak;
        }

        AddCode(text.Length);
        return pieces;

        void AddCode(int end)
        {
            if (pieces is [.., DirectivePiece { Magic.HasCode: true } directive])
                pieces[^1] = directive with { Code = whole[start..end] };
            else if (!string.IsNullOrWhiteSpace(whole[start..end]))
                pieces.Add(new CodePiece(whole[start..end], code.Line + lines.IndexOf(start)));
        }
    }

    private static HostMagic? MagicAt(string text, int position)
    {
        var name = CellParsing.WordAt(text, position);
        if (!name.StartsWith("#!", StringComparison.Ordinal))
            return null;

        // Front ends put the cell's own language in its first line; there is nothing to do about it here.
        var isLanguage = CellLanguages.IsSelector(name[2..]);
        var asksForHelp = HostMagics.AsksForHelp(text[(position + name.Length)..CellParsing.LineEnd(text, position)].Trim());
        return name == TimedCode.Name || isLanguage ? asksForHelp ? HostMagics.Find(isLanguage ? $"#!{CellLanguages.Normalize(name[2..])}" : name) : null : HostMagics.Find(name);
    }

    private static bool IsBetweenStatements(SyntaxTrivia directive)
    {
        var next = directive.Token;
        if (next.IsKind(SyntaxKind.EndOfFileToken))
            return true;
        var node = next.Parent;
        while (node?.Parent is { } parent and not CompilationUnitSyntax)
            node = parent;
        return node?.GetFirstToken() == next;
    }

    private static string WithoutConditions(CompilationUnitSyntax root, string text)
    {
        var blanked = text.ToCharArray();
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: false))
        {
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) || trivia.GetStructure() is BranchingDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax)
                Blank(trivia.Span);
        }

        return new string(blanked);

        void Blank(TextSpan span)
        {
            for (var i = span.Start; i < span.End; i++)
                blanked[i] = CSharpText.IsNewLine(blanked[i]) ? blanked[i] : ' ';
        }
    }
}
