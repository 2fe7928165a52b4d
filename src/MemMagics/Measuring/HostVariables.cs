using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Measuring;

/// <summary>
/// The variables that the host defined rather than a cell: by <c>-o NAME</c>, and by .NET Interactive's <c>#!share</c> and
/// <c>#!set</c>. The host declares such a variable without a value in a submission of its own and then sets it, so running that
/// submission again, as <c>--replay</c> does, would leave the variable empty.
/// </summary>
/// <remarks>dotnet/interactive, CSharpKernel.SetValueAsync, declares <c>T name = default;</c>.</remarks>
internal static class HostVariables
{
    /// <summary>The submissions that do nothing but declare such a variable, oldest first.</summary>
    public static IReadOnlyList<Submission> In(SubmissionChain chain)
    {
        var roots = chain.Submissions.ToDictionary(submission => submission, RootOf);
        return [.. chain.Submissions.Where(submission =>
            DeclaredEmpty(roots[submission]) is { } name && HasValue(submission, name) && !roots.Values.Any(root => Writes(root, name)))];
    }

    private static CompilationUnitSyntax RootOf(Submission submission) =>
        (CompilationUnitSyntax)submission.Script.GetCompilation().SyntaxTrees.First().GetRoot();

    private static string? DeclaredEmpty(CompilationUnitSyntax root) =>
        root is { Members: [FieldDeclarationSyntax { Declaration.Variables: [{ Initializer.Value: LiteralExpressionSyntax literal } variable] }] }
        && literal.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression
            ? variable.Identifier.ValueText
            : null;

    private static bool HasValue(Submission submission, string variable) =>
        submission.Instance is { } instance && instance.GetType().GetField(variable)?.GetValue(instance) is not null;

    /// <summary>Whether a cell assigns the variable: then running the cells again also sets it.</summary>
    private static bool Writes(SyntaxNode root, string variable) => root.DescendantNodes()
        .Select(static node => node switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left,
            ArgumentSyntax { RefKindKeyword.RawKind: not 0 } argument => argument.Expression,
            _ => null,
        })
        .Any(written => written is not null && written.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable));
}
