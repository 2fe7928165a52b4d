using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Magics;

/// <summary>What the grammar asks of C#'s own lexer and parser.</summary>
public static class CSharpText
{
    /// <summary>
    /// The version of C# that cells are written in: 14, that of .NET 10, in every host. Newer ones take words for keywords that are names in it
    /// (<c>union</c>). The compiler that MemMagics is built against has no name for it; those of the hosts have.
    /// </summary>
    public const LanguageVersion Language = (LanguageVersion)1400;

    private const string Magic = "#!";
    private const int NetVersion = 10;
    private const int FirstNetVersion = 5;

    /// <summary>The preprocessor symbols that the SDK defines for net10.0 in Release: <c>TRACE</c>, <c>RELEASE</c>, <c>NET</c>, <c>NET10_0</c> and so on. <c>DEBUG</c> is not among them.</summary>
    public static IReadOnlyList<string> PreprocessorSymbols { get; } =
    [
        "TRACE", "RELEASE", "NET", $"NET{NetVersion}_0", "NETCOREAPP",
        .. Enumerable.Range(FirstNetVersion, NetVersion - FirstNetVersion + 1).Select(static version => $"NET{version}_0_OR_GREATER"),
        .. new[] { "1_0", "1_1", "2_0", "2_1", "2_2", "3_0", "3_1" }.Select(static version => $"NETCOREAPP{version}_OR_GREATER"),
    ];

    private static readonly CSharpParseOptions s_script = new(Language, DocumentationMode.None, SourceCodeKind.Script, PreprocessorSymbols);

    /// <summary>Line positions as the compiler counts them.</summary>
    public static TextLineCollection Lines(string text) => SourceText.From(text).Lines;

    /// <summary>Whether the compiler ends a line there.</summary>
    public static bool IsNewLine(char character) => character is '\r' or '\n' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>Whether the compiler skips the character between two words, line ends included: it does so with a byte-order mark and U+001A, too.</summary>
    public static bool IsWhiteSpace(char character) => char.IsWhiteSpace(character) || SyntaxFacts.IsWhitespace(character);

    /// <summary>Whether there is anything but comments, directives and white space. What <c>#if</c> leaves out counts: that depends on symbols that the code may define.</summary>
    public static bool HasTokens(string code) =>
        SyntaxFactory.ParseTokens(code, options: s_script).FirstOrDefault() is var token
        && (!token.IsKind(SyntaxKind.EndOfFileToken) || token.LeadingTrivia.Any(SyntaxKind.DisabledTextTrivia));

    /// <summary>Whether the text is C# as it may stand in a cell: statements, declarations, an expression at the end.</summary>
    public static bool IsWellFormed(string code) =>
        !CSharpNesting.IsTooDeep(code) && CSharpSyntaxTree.ParseText(code, s_script).GetDiagnostics().All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error);

    /// <summary>Positions of every <c>#!</c> that the lexer takes for a directive, which excludes strings, comments and disabled text. Lazy.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where in it the code begins.</param>
    /// <param name="before">What the lexer has to read before it: directives that hold there, and code if no directive can begin there.</param>
    internal static IEnumerable<int> MagicDirectives(string text, int start, string before)
    {
        var first = text.IndexOf(Magic, start, StringComparison.Ordinal);
        if (first < 0)
            yield break;

        // The lexer reads on to the next word, over any number of directives, and the caller wants the first of them: so it is given a piece of
        // the text that ends with a #!, and then pieces twice as long. What it has read of a piece does not depend on what comes after that.
        var last = -1;
        for (var end = first + Magic.Length; ; end = Math.Min(text.Length, start + (2 * (end - start))))
        {
            foreach (var directive in Directives(text[start..end], before).Select(position => start + position).Where(position => position > last))
            {
                last = directive;
                if (text.AsSpan(directive).StartsWith(Magic))
                    yield return directive;
            }

            if (end == text.Length)
                yield break;
        }
    }

    /// <summary>Positions of the <c>#</c> of active directives.</summary>
    private static IEnumerable<int> Directives(string code, string before) => Trivia(code, before)
        .Where(static found => found.Trivia.IsDirective && found.Trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: true })
        .Select(static found => found.Position);

    /// <summary>What the lexer finds between the words of code, with positions in the code.</summary>
    internal static IEnumerable<(SyntaxTrivia Trivia, int Position)> Trivia(string code, string before) =>
        from token in SyntaxFactory.ParseTokens(before + code, options: s_script)
        from trivia in token.LeadingTrivia
        where trivia.SpanStart >= before.Length
        select (trivia, trivia.SpanStart - before.Length);

    /// <summary>Replaces a part of a text by blanks, so that all else keeps its line and column.</summary>
    internal static void Blank(StringBuilder text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
            text[i] = IsNewLine(text[i]) ? text[i] : ' ';
    }
}
