using MemMagics.Magics;
using MemMagics.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>
/// The measured code as a submission, each character still at its line and column of the cell (by <c>#line</c>). At best it is a lambda, whose
/// variables are locals, as those of shipped code are; a method returns it, so that none of the submission's own code has to run, which
/// allocates a task and boxes its result: <c>1 + 1</c> would cost 120 B (docs/measurements.md, Allocated bytes). What cannot be in a
/// lambda is a member of the submission. What does not compile like that is the submission's own code, as a cell is.
/// </summary>
internal sealed class MeasuredSource
{
    private const string Gate = $"System.Threading.Tasks.Task<System.Threading.Tasks.Task> {MeasuredCode.Gate}";
    private const string Disposed = "__memmagics_disposed";
    private const string Wait = $"await await {MeasuredCode.Gate};";

    private readonly CodeOrigin _origin;
    private readonly ScriptableCode _code;
    private readonly CSharpParseOptions _options;
    private readonly CompilationUnitSyntax _root;
    private readonly string _definitions;
    private readonly bool _hasDirectiveErrors;
    private readonly MeasuredText _script;
    private readonly MeasuredText _body;

    /// <summary>Parses the code.</summary>
    /// <exception cref="MagicException">It cannot be parsed, or has a directive that measured code cannot have.</exception>
    public MeasuredSource(string code, CodeOrigin origin, CSharpParseOptions options)
    {
        _origin = origin;
        _options = options.WithKind(SourceCodeKind.Script);
        _code = ScriptableCode.Of(code, _options);
        _root = Parse(_code.Text);
        if (MeasuredDirectives.Refusal(_root, origin) is { } refusal)
            throw new MagicException(refusal);

        if (_root is { Members.Count: 0, Usings.Count: 0, ContainsDirectives: true } && !_root.GetDiagnostics().Any())
            throw new MagicException($"{origin.Document}, line {origin.Line}: there is nothing to measure, because #if leaves all of the code out.");

        _script = new MeasuredText(MeasuredDirectives.Blank(_root, _code.Text), origin);
        _body = new MeasuredText(MeasuredDirectives.Blank(_root, _code.WithUsings), origin);
        _definitions = MeasuredDirectives.Definitions(_root, origin.DocumentText, _options);
        _hasDirectiveErrors = MeasuredDirectives.HaveErrors(_root);
        SyntaxErrors = [.. _root.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(AtParsedPlace)];
        if (_root.ContainsDirectives)
            _root = Parse(_script.Text);
    }

    /// <summary>The errors of the script parser, at the cell's own places. Code that has some is no cell, but may be a method's body: <c>ref int r = ref x;</c>.</summary>
    public IReadOnlyList<Diagnostic> SyntaxErrors { get; }

    /// <summary>The code's own last expression, of which the value is the result; or the last statement, when that is an expression whose value is dropped.</summary>
    public ExpressionStatementSyntax? LastExpression => (_root.Members.LastOrDefault() as GlobalStatementSyntax)?.Statement as ExpressionStatementSyntax;

    /// <summary>The sources to try, the best first: which of them fits is known only once it compiles. If the parser had no errors, the last one is a cell, the errors of which are those to show.</summary>
    public IEnumerable<MeasuredForm> Forms() => Ways().Select(form => form with { Source = _definitions + form.Source });

    /// <summary>Whether a diagnostic of one of the forms is of generated code.</summary>
    public static bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree is { } tree && tree.GetLineVisibility(diagnostic.Location.SourceSpan.Start) != LineVisibility.Visible;

    /// <summary>A diagnostic of one of the forms, at the cell's own place: one of generated code is at the end of the code.</summary>
    public Diagnostic AtOwnPlace(Diagnostic diagnostic) => IsGenerated(diagnostic)
        ? DiagnosticPlace.At(diagnostic, _origin.Document, new LinePositionSpan(Own(_script.End), Own(_script.End)))
        : DiagnosticPlace.Moved(diagnostic, position => Own(_script.Local(position)));

    /// <summary>The source for code that is an expression for a delegate.</summary>
    public static MeasuredForm OfDelegate(string code) => new(Measured(code));

    private IEnumerable<MeasuredForm> Ways()
    {
        if (SyntaxErrors.Count > 0 && _hasDirectiveErrors)
            yield break;

        var awaits = Awaits(_root) || _code.UsingDeclarations.Any(declaration => declaration.IsAwaited);
        if (_root is { Members: [GlobalStatementSyntax], Usings.Count: 0 } && Trailing is not null && !awaits)
        {
            yield return new MeasuredForm(Measured($"() =>\n{_body.Whole}\n#line hidden\n"));

            // An expression without a natural type (null, a lambda) is measured as an object.
            yield return new MeasuredForm(Measured($"(System.Func<object>)(() =>\n{_body.Whole}\n#line hidden\n)"));
        }
        else
        {
            foreach (var members in MeasuredMembers.Choices(_root))
            {
                if (Trailing is { } trailing)
                    yield return new MeasuredForm(Lambda(members, awaits, BodyReturning(members, trailing)));

                yield return new MeasuredForm(Lambda(members, awaits, _body.From(0, members.Remaining(_body.Text)) + (LacksSemicolon ? ";" : "")));
            }
        }

        if (SyntaxErrors.Count > 0)
            yield break;

        if (Trailing is { } result)
            yield return new MeasuredForm(Cell(Keeping(result)), IsCell: true);

        yield return new MeasuredForm(Cell(_script.From(0, MeasuredMembers.WithoutUsings(_root, _script.Text)) + (LacksSemicolon && (Trailing is null || _code.UsingDeclarations.Count > 0) ? ";" : "")), IsCell: true);
    }

    /// <summary>A diagnostic of the code as it was parsed.</summary>
    private Diagnostic AtParsedPlace(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan().Span;
        return DiagnosticPlace.At(diagnostic, _origin.Document, new LinePositionSpan(Own(span.Start), Own(span.End)));
    }

    private LinePosition Own(LinePosition local) => _script.Placed(_code.OriginalPosition(local));

    private CompilationUnitSyntax Parse(string text) => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text, _options).GetRoot();

    private ExpressionSyntax? Trailing => LastExpression is { SemicolonToken.IsMissing: true } statement ? statement.Expression : null;

    /// <summary>Whether the code ends with a statement that only lacks its semicolon: <c>throw e</c>, <c>var x = 1</c>.</summary>
    private bool LacksSemicolon => _root.Members.LastOrDefault()?.GetLastToken(includeZeroWidth: true) is { IsMissing: true, RawKind: (int)SyntaxKind.SemicolonToken };

    private static bool Awaits(SyntaxNode node) =>
        node.DescendantNodesAndSelf(inner => inner is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax))
            .Any(inner => inner is AwaitExpressionSyntax
                or ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or ForEachVariableStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or UsingStatementSyntax { AwaitKeyword.RawKind: not 0 }
                or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 });

    private static string Measured(string lambda) => $"#line hidden\nSystem.Delegate {MeasuredCode.Method}() => {lambda};";

    private string Lambda(MeasuredMembers members, bool awaits, string body)
    {
        var head = awaits ? $"async ({Gate}) =>\n{{\n{Wait}\n" : "() =>\n{\n";
        return Usings() + string.Concat(members.Declarations.Select(member => Placed(member, member is MethodDeclarationSyntax ? members.Modifier : ""))) + Measured($"{head}{body}\n#line hidden\n}}\n");
    }

    /// <summary>The <c>return</c> is mapped to the expression's own line, so that the expression has a sequence point and is profiled like other lines.</summary>
    private string BodyReturning(MeasuredMembers members, ExpressionSyntax trailing)
    {
        var start = members.Moved(trailing.SpanStart);
        var body = members.Remaining(_body.Text);
        return $"{_body.From(0, body[..start])}\n{_body.From(trailing.SpanStart, MeasuredText.Return)}\n{_body.From(trailing.SpanStart, body[start..])}\n#line hidden\n;";
    }

    /// <summary>A cell that waits at its beginning. Where nothing is given to wait for, the host itself runs it, to load it, and it does nothing.</summary>
    private string Cell(string code) =>
        $"{Usings()}#line hidden\n{DisposalMethod()}{Gate};\nif ({MeasuredCode.Gate} is null)\n    return null;\n{Wait}\n{code}\n#line hidden\n{DisposalAtEnd()}";

    private string Keeping(ExpressionSyntax trailing)
    {
        var code = MeasuredMembers.WithoutUsings(_root, _script.Text);
        return $"{_script.From(0, code[..trailing.SpanStart])}\n{_script.From(trailing.SpanStart, MeasuredText.Keep)}\n{_script.From(trailing.SpanStart, code[trailing.SpanStart..])}\n#line hidden\n;";
    }

    /// <summary>The method that disposes of the variables when the code ends before its last statement, by an exception or a <c>return</c>.</summary>
    private string DisposalMethod() => _code.UsingDeclarations.Count == 0
        ? ""
        : $"bool {Disposed};\nasync System.Threading.Tasks.Task {MeasuredCode.Disposal}()\n{{\nif ({Disposed}) return;\n{Disposal()}}}\n";

    /// <summary>What disposes of them behind the last statement, where it costs what it costs at the end of a method. Scripts know no using declarations.</summary>
    private string DisposalAtEnd() => _code.UsingDeclarations.Count == 0 ? "" : $"{Disposed} = true;\n{Disposal()}";

    private string Disposal() => string.Concat(_code.UsingDeclarations.Select(declaration => $"{(declaration.IsAwaited ? "await " : "")}using ({declaration.Variable})\n")) + "{\n}\n";

    private string Usings() => string.Concat(_root.Externs.Cast<SyntaxNode>().Concat(_root.Usings).Select(node => Placed(node)));

    private string Placed(SyntaxNode node, string modifier = "") => _script.From(node.SpanStart, modifier + _script.Text.Substring(node.SpanStart, node.Span.Length)) + "\n#line hidden\n";
}
