using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Magics;

/// <summary>
/// What a cell's <c>#define</c> and <c>#if</c> have come to where one of its pieces begins. For them the cell is one file, however many magics
/// cut it: an <c>#if</c> in one piece may be closed in another.
/// </summary>
internal sealed class CellConditions
{
    private const string Taken = "#if true\n";
    private const string ElseTaken = "#if false\n#else\n";

    // The lexer reads them again for each piece, so more of them would take time that grows with their square. Nobody writes so many.
    private const int Most = 64;

    private static readonly CellConditions s_tooMany = new(ImmutableDictionary<string, bool>.Empty, []);

    private readonly ImmutableDictionary<string, bool> _symbols;
    private readonly ImmutableList<string> _groups;

    private CellConditions(ImmutableDictionary<string, bool> symbols, ImmutableList<string> groups)
    {
        _symbols = symbols;
        _groups = groups;
    }

    /// <summary>The beginning of a cell.</summary>
    public static CellConditions None { get; } = new(ImmutableDictionary<string, bool>.Empty, []);

    /// <summary>Whether an <c>#if</c> is not closed yet.</summary>
    public bool IsOpen => _groups.Count > 0 || this == s_tooMany;

    /// <summary>Whether they decide about code that comes now.</summary>
    public bool Matter => IsOpen || _symbols.Count > 0;

    /// <summary>The directives that bring a lexer into this state.</summary>
    public string Directives => string.Concat(_symbols.Select(static symbol => $"#{(symbol.Value ? "define" : "undef")} {symbol.Key}\n")) + string.Concat(_groups);

    /// <summary>The state at the end of code that begins in this one.</summary>
    /// <param name="code">The code.</param>
    /// <param name="before">What the lexer reads before it.</param>
    public CellConditions After(string code, string before)
    {
        if (!code.Contains('#') || this == s_tooMany)
            return this;

        var symbols = _symbols.ToBuilder();
        var groups = _groups.ToBuilder();
        foreach (var (trivia, _) in CSharpText.Trivia(code, before).Where(static found => found.Trivia.IsDirective))
        {
            switch (trivia.GetStructure())
            {
                case DirectiveTriviaSyntax { IsActive: false }:
                    break;
                case DefineDirectiveTriviaSyntax define:
                    symbols[define.Name.Text] = true;
                    break;
                case UndefDirectiveTriviaSyntax undef:
                    symbols[undef.Name.Text] = false;
                    break;
                case IfDirectiveTriviaSyntax:
                    groups.Add(Taken);
                    break;
                case ElifDirectiveTriviaSyntax when groups.Count > 0:
                    groups[^1] = Taken;
                    break;
                case ElseDirectiveTriviaSyntax when groups.Count > 0:
                    groups[^1] = ElseTaken;
                    break;
                case EndIfDirectiveTriviaSyntax when groups.Count > 0:
                    groups.RemoveAt(groups.Count - 1);
                    break;
            }
        }

        return groups.Count > Most || symbols.Count > Most ? s_tooMany : new CellConditions(symbols.ToImmutable(), groups.ToImmutable());
    }

    /// <summary>Code as these conditions leave it: without its conditional directives, and without what they leave out. All else keeps its place.</summary>
    /// <param name="code">The code.</param>
    /// <param name="before">What the lexer reads before it.</param>
    public static string Follow(string code, string before)
    {
        var followed = new StringBuilder(code);
        foreach (var (trivia, position) in CSharpText.Trivia(code, before))
        {
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia)
                || (trivia.IsDirective && trivia.GetStructure() is BranchingDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax or DirectiveTriviaSyntax { IsActive: false }))
                CSharpText.Blank(followed, new TextSpan(position, trivia.Span.Length));
        }

        return followed.ToString();
    }
}
