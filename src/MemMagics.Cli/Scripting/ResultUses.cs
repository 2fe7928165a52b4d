using System.Text.RegularExpressions;
using MemMagics.Cli.Directives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Cli.Scripting;

/// <summary>
/// Where code reads the results of earlier cells, <c>Out[3]</c> or <c>_</c>. To C# the one is no name that it knows, and the other a discard unless it is read: both are
/// replaced by a variable's name of the same length, so that every character keeps its place.
/// </summary>
internal static partial class ResultUses
{
    /// <summary>What results are called: <c>Out[3]</c>.</summary>
    public const string Out = "Out";

    /// <summary>What the last result is called.</summary>
    public const string Last = "_";

    // Letters that nobody types, as the brackets of a name and as a name.
    private const char Bracket = 'ǃ';
    private const string LastName = "ǀ";

    /// <summary>Whether a variable holds a result, and is none of the author's.</summary>
    public static bool IsResult(string variable) => variable == LastName || (variable.StartsWith(Out, StringComparison.Ordinal) && variable.EndsWith(Bracket));

    /// <summary>The variable of a result.</summary>
    /// <param name="number">The cell's number; <see langword="null"/> for the last result.</param>
    public static string NameOf(int? number) => number is { } cell ? $"{Out}{Bracket}{cell}{Bracket}" : LastName;

    /// <summary>The places in the order in which they stand, each with the number of the cell, or <see langword="null"/> for the last one that had a result.</summary>
    /// <param name="code">The code.</param>
    /// <param name="isName">Whether a name means something in the session already: an author's own <c>Out</c> or <c>_</c> is left alone.</param>
    public static IReadOnlyList<(TextSpan Place, int? Number)> In(string code, Func<string, bool> isName)
    {
        if (!MayHaveSome().IsMatch(code))
            return [];

        var root = CellParsing.Parse(code);
        var found = new List<(TextSpan, int?)>();
        if (!Declares(root, Out) && Numbered(root).ToList() is { Count: > 0 } numbered && !isName(Out))
            found.AddRange(numbered);
        if (!Declares(root, Last) && root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(IsRead).ToList() is { Count: > 0 } lasts && !isName(Last))
            found.AddRange(lasts.Select(static last => (last.Identifier.Span, (int?)null)));
        return [.. found.OrderBy(static use => use.Item1.Start)];
    }

    /// <summary>The code with the variables in their places.</summary>
    public static string Replaced(string code, IEnumerable<(TextSpan Place, int? Number)> uses)
    {
        var text = code.ToCharArray();
        foreach (var (place, number) in uses)
        {
            var name = NameOf(number);
            for (var i = 0; i < place.Length; i++)
                text[place.Start + i] = i < name.Length ? name[i] : ' ';
        }

        return new string(text);
    }

    /// <summary>A text that names variables of results, as the author writes them.</summary>
    public static string Restored(string text) => ResultName().Replace(text, static name => name.Groups["number"] is { Success: true } number ? $"{Out}[{number.Value}]" : Last);

    private static IEnumerable<(TextSpan Place, int? Number)> Numbered(SyntaxNode root) =>
        from access in root.DescendantNodes().OfType<ElementAccessExpressionSyntax>()
        where access.Expression is IdentifierNameSyntax { Identifier.Text: Out }
        where access.ArgumentList.Arguments is [{ NameColon: null, RefKindKeyword.RawKind: 0, Expression: LiteralExpressionSyntax { Token.Value: int } }]
        where !access.ToString().Contains('\n')
        select (access.Span, (int?)((LiteralExpressionSyntax)access.ArgumentList.Arguments[0].Expression).Token.Value);

    /// <summary>Whether it is <c>_</c> by itself, and not a discard: what is assigned to, alone or in a tuple, or passed by <c>out</c>.</summary>
    private static bool IsRead(IdentifierNameSyntax name)
    {
        if (name.Identifier.Text != Last || name.Parent is ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.OutKeyword } or NameColonSyntax or NameEqualsSyntax or MemberBindingExpressionSyntax)
            return false;
        if (name.Parent is MemberAccessExpressionSyntax member && member.Name == name)
            return false;

        SyntaxNode outermost = name;
        while (outermost.Parent is ArgumentSyntax { Parent: TupleExpressionSyntax tuple })
            outermost = tuple;
        return outermost.Parent is not AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment || assignment.Left != outermost;
    }

    private static bool Declares(SyntaxNode root, string name) => root.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.Text == name && token.Parent is
        VariableDeclaratorSyntax or ParameterSyntax or SingleVariableDesignationSyntax or ForEachStatementSyntax or CatchDeclarationSyntax or FromClauseSyntax or LetClauseSyntax
        or JoinClauseSyntax or QueryContinuationSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax or TypeParameterSyntax);

    [GeneratedRegex(@"Outǃ(?<number>\d+)ǃ|ǀ")]
    private static partial Regex ResultName();

    [GeneratedRegex(@"\bOut\s*\[|(?<![\w@])_(?!\w)")]
    private static partial Regex MayHaveSome();
}
