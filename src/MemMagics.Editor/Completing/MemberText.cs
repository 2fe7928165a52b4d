using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Editor.Completing;

/// <summary>A member declaration that the completion service writes over several lines, put on one: notebook front ends list exactly the text that they insert.</summary>
/// <param name="Whole">The declaration.</param>
/// <param name="FromName">The declaration from the member's name on.</param>
/// <param name="IsExplicit">Whether it is an explicit interface implementation.</param>
internal sealed partial record MemberText(string Whole, string FromName, bool IsExplicit)
{
    /// <summary><see langword="null"/> when the text is no member.</summary>
    public static MemberText? Of(string text)
    {
        var member = SyntaxFactory.ParseMemberDeclaration(text.Trim(), consumeFullText: false);
        if (member is MethodDeclarationSyntax { Body.Statements: [var statement] } method && ExpressionOf(statement) is { } expression)
        {
            member = method.WithBody(null)
                .WithExpressionBody(SyntaxFactory.ArrowExpressionClause(expression))
                .WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken))
                .NormalizeWhitespace();
        }

        return member switch
        {
            MethodDeclarationSyntax written => Of(written, written.Identifier.SpanStart, written.ExplicitInterfaceSpecifier),
            PropertyDeclarationSyntax written => Of(written, written.Identifier.SpanStart, written.ExplicitInterfaceSpecifier),
            EventDeclarationSyntax written => Of(written, written.Identifier.SpanStart, written.ExplicitInterfaceSpecifier),
            IndexerDeclarationSyntax written => Of(written, written.ThisKeyword.SpanStart, written.ExplicitInterfaceSpecifier),
            { } written => Of(written, written.SpanStart, null),
            null => null,
        };
    }

    private static MemberText Of(MemberDeclarationSyntax member, int name, ExplicitInterfaceSpecifierSyntax? specifier) =>
        new(OneLine(member.ToString()), OneLine(member.ToString()[(name - member.SpanStart)..]), specifier is not null);

    private static ExpressionSyntax? ExpressionOf(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax { Expression: { } value } => value,
        ExpressionStatementSyntax call => call.Expression,
        ThrowStatementSyntax { Expression: { } thrown } => SyntaxFactory.ThrowExpression(thrown),
        _ => null,
    };

    private static string OneLine(string text) => WhiteSpace().Replace(text, " ");

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
