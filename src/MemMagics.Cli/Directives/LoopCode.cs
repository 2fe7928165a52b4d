using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Directives;

/// <summary>Code made ready to be run over and over: an expression whose value is a function of the number of loops, which returns the time that they took.</summary>
internal static class LoopCode
{
    /// <param name="code">The code. What its last expression gives is dropped.</param>
    /// <param name="document">What its errors call it.</param>
    /// <param name="line">The line of its first character there, counted from 1.</param>
    /// <param name="column">That character's column, counted from 1.</param>
    public static string Of(string code, string document, int line, int column)
    {
        var root = CellParsing.Parse(code);
        var text = At(code, 0, code.Length);

        // What is not whole would end in the code around it. By itself it does not compile either, and its errors are its own.
        if (root.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            return text[..text.LastIndexOf("\n#line hidden", StringComparison.Ordinal)];
        if (root.Members is [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true, Expression: var last } }])
            text = IsStatement(last) ? text + ";" : At(code, 0, last.SpanStart) + "var value__ =" + At(code, last.SpanStart, code.Length) + ";";

        const string body = "{ var started__ = System.Diagnostics.Stopwatch.GetTimestamp(); for (; loops__ > 0; loops__--) {";
        const string end = "} return System.Diagnostics.Stopwatch.GetElapsedTime(started__); })";
        return Awaits(root)
            ? $"#line hidden\n(System.Func<long, System.Threading.Tasks.Task<System.TimeSpan>>)(async loops__ => {body}{text}{end}"
            : $"#line hidden\n(System.Func<long, System.TimeSpan>)(loops__ => {body}{text}{end}";

        // Each part of the code is told where it stands in its document.
        string At(string all, int from, int to)
        {
            var place = root.SyntaxTree.GetLineSpan(new(from, 0)).StartLinePosition;
            var blanks = place.Line == 0 ? column - 1 + place.Character : place.Character;
            return $"\n#line {line + place.Line} {StoredValue.Literal(document)}\n{new string(' ', blanks)}{all[from..to]}\n#line hidden\n";
        }
    }

    private static bool IsStatement(ExpressionSyntax expression) => expression
        is InvocationExpressionSyntax or AssignmentExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax
        or PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression }
        or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
        or ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax };

    private static bool Awaits(CompilationUnitSyntax root) => root
        .DescendantNodes(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseTypeDeclarationSyntax))
        .Any(static node => node is AwaitExpressionSyntax or ForEachStatementSyntax { AwaitKeyword.RawKind: (int)SyntaxKind.AwaitKeyword });
}
