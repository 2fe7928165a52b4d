using MemMagics.Cli.Embedding;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Completion;

/// <summary>Whether a cell can run as it stands: what a console asks when its user presses Enter.</summary>
internal static class CellCompleteness
{
    private static readonly CSharpParseOptions script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public enum Answer
    {
        Complete,
        Incomplete,
        Invalid,
    }

    public static Answer Of(string cell)
    {
        var resolved = MagicAliases.Resolve(cell);
        if (CellSplitter.Split(resolved, "cell") is [.., MagicPiece { Command: InvalidCommand } last] && !MagicHasCode(resolved, last.Line))
            return Answer.Incomplete;

        var tree = CSharpSyntaxTree.ParseText(CellCode.At(resolved, resolved.Length).Text, script);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return Answer.Incomplete;
        return tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? Answer.Invalid : Answer.Complete;
    }

    private static bool MagicHasCode(string cell, int line) =>
        CSharpText.HasTokens(CellCode.At(string.Join('\n', cell.Split('\n')[(line - 1)..]), 0).Text.TrimStart(' ', ';'));
}
