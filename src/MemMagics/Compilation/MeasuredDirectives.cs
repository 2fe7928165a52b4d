using System.Text;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>Directives in measured code. The parser has followed <c>#define</c> and <c>#if</c>; what is left of the code is compiled without them, since it is no longer at the beginning of a file.</summary>
internal static class MeasuredDirectives
{
    private const string MissingEndIf = "CS1027";
    private const string MissingEndRegion = "CS1038";

    /// <summary>Why measured code cannot have a directive that it has; <see langword="null"/> when it can have all of them.</summary>
    public static string? Refusal(SyntaxNode root, CodeOrigin origin)
    {
        foreach (var directive in Directives(root))
        {
            var name = directive switch
            {
                ReferenceDirectiveTriviaSyntax => "#r",
                LoadDirectiveTriviaSyntax => "#load",
                BadDirectiveTriviaSyntax bad when bad.Identifier.Text == "i" => "#i",
                _ => null,
            };
            if (name is not null)
            {
                var line = directive.SyntaxTree.GetText().Lines.GetLinePosition(directive.SpanStart).Line + origin.Line;
                return $"{origin.Document}, line {line}: {name} cannot be part of measured code, which adds nothing to the session. Put it before the magic, or into a cell that runs before.";
            }
        }

        return null;
    }

    /// <summary>Whether the compiler rejects a directive, or misses one at the end.</summary>
    public static bool HaveErrors(SyntaxNode root) =>
        Directives(root).Any(directive => directive.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
        || root.GetDiagnostics().Any(diagnostic => diagnostic.Id is MissingEndIf or MissingEndRegion);

    /// <summary>The directives that define symbols and take them back, for the beginning of the source that is compiled: calls of <c>[Conditional]</c> methods ask for them.</summary>
    /// <param name="root">The code.</param>
    /// <param name="document">The cell, for all of which its first lines may define symbols; <see langword="null"/> when it is not known.</param>
    /// <param name="options">How it is parsed.</param>
    public static string Definitions(SyntaxNode root, string? document, CSharpParseOptions options)
    {
        var ofDocument = SyntaxFactory.ParseTokens(document ?? "", options: options).First().LeadingTrivia
            .Select(static trivia => trivia.GetStructure()).OfType<DirectiveTriviaSyntax>().Where(static directive => directive.IsActive);
        return string.Concat(ofDocument.Concat(Directives(root)).Select(static directive => directive switch
        {
            DefineDirectiveTriviaSyntax { Name: { IsMissing: false } name } => $"#define {name.Text}\n",
            UndefDirectiveTriviaSyntax { Name: { IsMissing: false } name } => $"#undef {name.Text}\n",
            _ => "",
        }));
    }

    /// <summary>The text without directives that have been followed, and without what <c>#if</c> leaves out. All else keeps its place.</summary>
    public static string Blank(SyntaxNode root, string text)
    {
        if (!root.ContainsDirectives)
            return text;

        var blanked = new StringBuilder(text);
        foreach (var trivia in root.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) || (trivia.IsDirective && IsFollowed(trivia.GetStructure()!)))
                CSharpText.Blank(blanked, trivia.Span);
        }

        return blanked.ToString();
    }

    // Regions mean nothing, and lines have the numbers of the cell whatever #line says. Others are the compiler's: #nullable, #pragma, #error, #warning.
    private static bool IsFollowed(SyntaxNode directive) => directive
        is BranchingDirectiveTriviaSyntax or EndIfDirectiveTriviaSyntax or DefineDirectiveTriviaSyntax or UndefDirectiveTriviaSyntax
        or RegionDirectiveTriviaSyntax or EndRegionDirectiveTriviaSyntax or LineOrSpanDirectiveTriviaSyntax or DirectiveTriviaSyntax { IsActive: false };

    private static IEnumerable<DirectiveTriviaSyntax> Directives(SyntaxNode root) => root.ContainsDirectives
        ? root.DescendantTrivia().Where(trivia => trivia.IsDirective).Select(trivia => trivia.GetStructure()).OfType<DirectiveTriviaSyntax>().Where(directive => directive.IsActive)
        : [];
}
