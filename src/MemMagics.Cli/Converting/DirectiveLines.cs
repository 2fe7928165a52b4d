using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Cli.Converting;

/// <summary>The directives of a cell's code that the compiler reads. Conditions are followed, since the code is taken apart, and <c>#load</c> is blanked; all else keeps its place.</summary>
internal sealed class DirectiveLines
{
    private readonly char[] _text;
    private readonly List<string> _loads = [];

    public DirectiveLines(string code)
    {
        _text = code.ToCharArray();
        foreach (var trivia in CSharpSyntaxTree.ParseText(code, ScriptSession.Parsing).GetRoot().DescendantTrivia())
        {
            HasComments |= trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia;
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia))
                Blank(trivia.Span);
            else if (trivia.IsDirective)
                Read((DirectiveTriviaSyntax)trivia.GetStructure()!);
        }
    }

    /// <summary>The code.</summary>
    public string Text => new(_text);

    /// <summary>Whether there is a comment in it.</summary>
    public bool HasComments { get; }

    /// <summary>What <c>#load</c> names.</summary>
    public IReadOnlyList<string> Loads => _loads;

    private void Read(DirectiveTriviaSyntax directive)
    {
        switch (directive)
        {
            case LoadDirectiveTriviaSyntax { IsActive: true } load:
                _loads.Add(load.File.ValueText);
                Blank(load.Span);
                break;
            case BranchingDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax or DefineDirectiveTriviaSyntax or UndefDirectiveTriviaSyntax
                or RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax or LineOrSpanDirectiveTriviaSyntax:
                Blank(directive.Span);
                break;
        }
    }

    private void Blank(TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
            _text[i] = CSharpText.IsNewLine(_text[i]) ? _text[i] : ' ';
    }
}
