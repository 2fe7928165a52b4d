using MemMagics.Reports;
using MemMagics.Session;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics;

/// <summary>
/// The variables that <c>-o NAME</c> made. A host declares one as null in a submission of its own and then sets it, so
/// running that submission again, as <c>--replay</c> does, would leave it null.
/// </summary>
internal static class OutputVariables
{
    /// <summary>The submissions that do nothing but declare such a variable, oldest first.</summary>
    public static IReadOnlyList<Submission> In(SubmissionChain chain) => [.. chain.Submissions.Where(HoldsOnlyAReport)];

    private static bool HoldsOnlyAReport(Submission submission) =>
        submission.Instance is { } instance
        && submission.Script.GetCompilation().SyntaxTrees.FirstOrDefault()?.GetRoot() is CompilationUnitSyntax { Members: [FieldDeclarationSyntax field] }
        && field.Declaration.Variables is [{ Initializer.Value: LiteralExpressionSyntax literal } variable]
        && literal.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression
        && instance.GetType().GetField(variable.Identifier.ValueText)?.GetValue(instance) is Report;
}
