using MemMagics.Cli.Directives;
using MemMagics.Cli.Scripting;
using MemMagics.Compilation;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Completion;

/// <summary>Whether a cell can run as it stands: what a console asks when its user presses Enter.</summary>
internal static class CellCompleteness
{
    private static readonly CSharpParseOptions s_script = new(CSharpText.Language, kind: SourceCodeKind.Script);

    // IsCompleteSubmission takes an unclosed raw string for an error.
    private const string UnclosedRawString = "CS8997";

    public enum Answer
    {
        Complete,
        Incomplete,
        Invalid,
    }

    public static Answer Of(string cell)
    {
        if (HelpQuery.Read(cell) is not null)
            return Answer.Complete;
        if (CSharpNesting.IsTooDeep(cell))
            return Answer.Invalid;
        if (CellSections.Of(cell).Any(section => section.Language != CellLanguages.CSharp))
            return Answer.Complete;
        var resolved = MagicAliases.Resolve(cell);
        if (CellSplitter.Split(resolved, "cell") is [.., MagicPiece { Command: InvalidCommand } last] && !MagicHasCode(resolved, last.Line))
            return Answer.Incomplete;

        var tree = CSharpSyntaxTree.ParseText(ScriptableCode.Of(CellCode.At(resolved, resolved.Length).Text, s_script).Text, s_script);
        var errors = tree.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (!SyntaxFactory.IsCompleteSubmission(tree) || errors.Exists(error => error.Id == UnclosedRawString))
            return Answer.Incomplete;
        return errors.Count > 0 ? Answer.Invalid : Answer.Complete;
    }

    private static bool MagicHasCode(string cell, int line) =>
        CSharpText.HasTokens(CellCode.At(string.Join('\n', cell.Split('\n')[(line - 1)..]), 0).Text.TrimStart(' ', ';'));
}
