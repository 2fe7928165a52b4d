using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Magics;

/// <summary>What the grammar asks of C#'s own lexer and parser.</summary>
public static class CSharpText
{
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Line positions as the compiler counts them.</summary>
    public static TextLineCollection Lines(string text) => SourceText.From(text).Lines;

    /// <summary>Whether the compiler ends a line there.</summary>
    public static bool IsNewLine(char character) => character is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether there is anything but comments, directives and white space.</summary>
    public static bool HasTokens(string code) =>
        SyntaxFactory.ParseTokens(code, options: s_script).FirstOrDefault() is var token && !token.IsKind(SyntaxKind.EndOfFileToken);

    /// <summary>Whether the text is C# as it may stand in a cell: statements, declarations, an expression at the end.</summary>
    public static bool IsWellFormed(string code) =>
        CSharpSyntaxTree.ParseText(code, s_script).GetDiagnostics().All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);

    /// <summary>Positions of the <c>#</c> of every line that the lexer takes for a directive, which excludes strings, comments and disabled text. Lazy.</summary>
    public static IEnumerable<int> DirectivePositions(string code) =>
        from token in SyntaxFactory.ParseTokens(code, options: s_script)
        from trivia in token.LeadingTrivia
        where trivia.IsDirective && trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: true }
        select trivia.SpanStart;
}
