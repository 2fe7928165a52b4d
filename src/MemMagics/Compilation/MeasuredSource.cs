using System.Text;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>
/// The measured code as a lambda, each character still at its line and column of the cell (by <c>#line</c>).
/// It is a lambda because a submission's own code runs inside an asynchronous method that allocates a task and boxes the result:
/// <c>1 + 1</c> would cost 120 B (docs/measurements.md, Allocated bytes). A method returns it, so that none of the submission's own code has to run.
/// </summary>
internal sealed class MeasuredSource
{
    /// <summary>Name of the submission's method that returns the lambda.</summary>
    public const string Method = "__memmagics_measured";

    private readonly CodeOrigin _origin;
    private readonly SourceText _text;
    private readonly CompilationUnitSyntax _root;

    /// <summary>Parses the code.</summary>
    public MeasuredSource(string code, CodeOrigin origin, CSharpParseOptions options)
    {
        _origin = origin;
        _text = SourceText.From(code);
        _root = (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(_text, options.WithKind(SourceCodeKind.Script)).GetRoot();
    }

    /// <summary>Whether the code is a single <c>await</c> expression: then the lambda returns the task itself, and no async method of ours allocates.</summary>
    public bool IsPlainAwait => LoneExpression is AwaitExpressionSyntax { Expression: var task } && !Awaits(task);

    /// <summary>The sources to try, the best first: which of them fits an expression is known only once it compiles.</summary>
    public IEnumerable<MeasuredForm> Forms()
    {
        if (LoneExpression is { } expression)
        {
            if (IsPlainAwait)
                yield return new MeasuredForm(Lambda("() =>", $"{Placed(Blanked(((AwaitExpressionSyntax)expression).AwaitKeyword.Span))}"), Awaited: true);

            var asynchronous = Awaits(expression);
            yield return new MeasuredForm(Lambda(asynchronous ? "async () =>" : "() =>", Placed(_text.ToString())), asynchronous);

            // An expression without a natural type (null, a lambda) is measured as an object.
            if (!asynchronous)
                yield return new MeasuredForm($"System.Func<object> {Method}() => () =>\n{Placed(_text.ToString())}\n#line hidden\n;", Awaited: false);

            yield break;
        }

        var awaited = Awaits(_root);
        var head = awaited ? "async () =>\n{" : "() =>\n{";
        if (TrailingExpression is { } trailing)
            yield return new MeasuredForm(Usings() + Members() + Lambda(head, BodyReturning(trailing)), awaited);

        yield return new MeasuredForm(Usings() + Members() + Lambda(head, Placed(Body()) + (LacksSemicolon ? ";" : "") + "\n#line hidden\n}"), awaited);
    }

    private ExpressionSyntax? LoneExpression =>
        _root is { Members: [GlobalStatementSyntax], Usings.Count: 0 } ? TrailingExpression : null;

    private ExpressionSyntax? TrailingExpression =>
        _root.Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } statement }
            ? statement.Expression
            : null;

    /// <summary>Whether the code ends with a statement that only lacks its semicolon: <c>throw e</c>, <c>var x = 1</c>.</summary>
    private bool LacksSemicolon => _root.Members.LastOrDefault()?.GetLastToken(includeZeroWidth: true) is { IsMissing: true, RawKind: (int)SyntaxKind.SemicolonToken };

    /// <summary>Types, properties, events and static members cannot be declared inside a lambda: they become members of the submission.</summary>
    private IEnumerable<MemberDeclarationSyntax> Hoisted => _root.Members.Where(member =>
        member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or BasePropertyDeclarationSyntax or EventFieldDeclarationSyntax || IsStatic(member));

    /// <summary>A cell accepts <c>public int F()</c> as well as <c>int F()</c>, but a local function takes no accessibility modifier.</summary>
    private IEnumerable<SyntaxToken> Accessibility => _root.Members.Except(Hoisted)
        .Where(member => member is MethodDeclarationSyntax or FieldDeclarationSyntax)
        .SelectMany(member => member.Modifiers)
        .Where(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));

    private static bool IsStatic(MemberDeclarationSyntax member) =>
        member is MethodDeclarationSyntax or FieldDeclarationSyntax && member.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static bool Awaits(SyntaxNode node) =>
        node.DescendantNodesAndSelf(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax))
            .Any(inner => inner is AwaitExpressionSyntax
                or ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 });

    private static string Lambda(string head, string body) => $"System.Delegate {Method}() => {head}\n{body}\n#line hidden\n;";

    /// <summary>The <c>return</c> is mapped to the expression's own line, so that the expression has a sequence point and is profiled like other lines.</summary>
    private string BodyReturning(ExpressionSyntax trailing)
    {
        var body = Body();
        var returning = PlacedPart(trailing.SpanStart, "return");
        return $"{Placed(body[..trailing.SpanStart])}\n{returning}\n{PlacedPart(trailing.SpanStart, body[trailing.SpanStart..])}\n#line hidden\n;\n}}";
    }

    private string Usings() => string.Concat(_root.Usings.Select(PlacedNode));

    private string Members() => string.Concat(Hoisted.Select(PlacedNode));

    private string Body()
    {
        var spans = _root.Usings.Select(node => node.Span).Concat(Hoisted.Select(node => node.Span))
            .Concat(Accessibility.Select(token => token.Span)).ToArray();
        return Blanked(spans);
    }

    private string PlacedNode(SyntaxNode node) => PlacedPart(node.SpanStart, node.ToString()) + "\n#line hidden\n";

    private string Placed(string code) => PlacedPart(0, code);

    /// <summary>The measured code from an offset on, behind a directive that tells the compiler its line and column in the cell.</summary>
    private string PlacedPart(int offset, string code)
    {
        var position = _text.Lines.GetLinePosition(offset);
        var column = position.Line == 0 ? _origin.Column - 1 + position.Character : position.Character;
        return $"#line {_origin.Line + position.Line} \"{_origin.Document}\"\n{new string(' ', column)}{code}";
    }

    private string Blanked(params IReadOnlyList<TextSpan> spans)
    {
        var blanked = new StringBuilder(_text.ToString());
        foreach (var span in spans)
        {
            for (var i = span.Start; i < span.End; i++)
                blanked[i] = blanked[i] is '\n' or '\r' ? blanked[i] : ' ';
        }

        return blanked.ToString();
    }
}
