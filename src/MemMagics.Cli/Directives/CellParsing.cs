using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Directives;

/// <summary>What C#'s parser says about the lines of a cell that are directives.</summary>
internal static class CellParsing
{
    private static readonly CSharpParseOptions s_script = new(CSharpText.Language, DocumentationMode.None, SourceCodeKind.Script, CSharpText.PreprocessorSymbols);

    public static CompilationUnitSyntax Parse(string code) => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(code, s_script).GetRoot();

    /// <summary>Whether a text of the code is closed at its end: no string or comment of it goes on in what follows.</summary>
    public static bool IsClosed(string code) => SyntaxFactory.ParseTokens(code, options: s_script).All(static token => !token.ContainsDiagnostics);

    /// <summary>The lines of the code that begin with <c>#</c> and are in force: not those in strings and comments, nor what <c>#if</c> leaves out.</summary>
    public static IEnumerable<SyntaxTrivia> Directives(SyntaxNode code) => code.DescendantTrivia(descendIntoTrivia: false).Where(IsActive);

    /// <summary>Whether it is a directive, and in force.</summary>
    public static bool IsActive(SyntaxTrivia trivia) => trivia.IsDirective && trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: true };

    /// <summary>The word that a line begins with at a position: <c>#!time</c>.</summary>
    public static string WordAt(string text, int position)
    {
        var end = position;
        while (end < text.Length && !CSharpText.IsWhiteSpace(text[end]))
            end++;
        return text[position..end];
    }

    /// <summary>Where the line ends that a position is on.</summary>
    public static int LineEnd(string text, int position)
    {
        while (position < text.Length && !CSharpText.IsNewLine(text[position]))
            position++;
        return position;
    }
}
