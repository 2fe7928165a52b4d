using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Cli.Converting;

/// <summary>Writes what a part of a notebook consists of as a file has it.</summary>
internal sealed class MemberText
{
    private static readonly SyntaxKind[] s_access = [SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.InternalKeyword];

    private readonly BoundPart _part;
    private readonly SourceEdits _edits;
    private readonly string _display;
    private readonly IReadOnlyList<Entity> _entities;

    /// <param name="part">The part.</param>
    /// <param name="entities">All that the notebook declares.</param>
    /// <param name="display">How the function that shows a value is called.</param>
    public MemberText(BoundPart part, IReadOnlyList<Entity> entities, string display)
    {
        _part = part;
        _entities = entities;
        _display = display;
        _edits = new SourceEdits(part.Root.SyntaxTree.GetText().ToString());
        Renaming.Apply(part, _edits);
        RemoveReferences();
        foreach (var question in part.Questions.Where(word => word.Parent?.Parent is not MemberAccessExpressionSyntax && entities.Any(entity => entity.NewName == word.ValueText)))
            _edits.Insert(question.SpanStart, $"{HelperSource.Input}.");
        if (part.ReadsAwaits)
            RestoreAwaits();
    }

    /// <summary>The text, and the line that it begins at.</summary>
    public (string Text, int Line) Of(SyntaxNode node)
    {
        var text = _edits.Apply(node.FullSpan);
        var start = node.FullSpan.Start;
        var line = _part.LineOf(start);
        while (text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end && string.IsNullOrWhiteSpace(text[..end]))
        {
            text = text[(end + (text.AsSpan(end).StartsWith("\r\n") ? 2 : 1))..];
            line++;
        }

        return (text.Trim(), line);
    }

    /// <summary>An expression on its own.</summary>
    public string CodeOf(ExpressionSyntax expression) => _edits.Apply(expression.Span);

    /// <summary>Has a variable be a local one.</summary>
    public void MakeLocal(FieldDeclarationSyntax field)
    {
        foreach (var modifier in field.Modifiers.Where(modifier => !modifier.IsKind(SyntaxKind.ConstKeyword)))
            _edits.Remove(modifier.Span);
        foreach (var entity in _part.DeclaredBy(field))
        {
            if (entity is { NeedsDefault: true, Declaration: VariableDeclaratorSyntax { Initializer: null } declarator })
                _edits.Insert(declarator.Span.End, " = default");
        }

        var using_ = _part.Usings.FirstOrDefault(declared => _part.Code.Measured is not null && field.Declaration.Variables.Any(variable => variable.Identifier.ValueText == declared.Variable));
        if (_part.Usings.Count > 0 && field.GetFirstToken().LeadingTrivia is [.., { RawKind: (int)SyntaxKind.WhitespaceTrivia } blanks])
            _edits.Replace(blanks.Span, "");
        if (using_ is not null)
            _edits.Insert(field.SpanStart, using_.IsAwaited ? "await using " : "using ");
    }

    /// <summary>Has a declaration of members give them their values only.</summary>
    public void MakeAssignments(FieldDeclarationSyntax field)
    {
        var first = field.Declaration.Variables.First(variable => variable.Initializer is not null);
        _edits.Replace(TextSpan.FromBounds(field.SpanStart, first.SpanStart), "");
        VariableDeclaratorSyntax? previous = null;
        foreach (var variable in field.Declaration.Variables.Where(variable => variable.Initializer is not null))
        {
            if (previous is not null)
                _edits.Replace(TextSpan.FromBounds(previous.Span.End, variable.SpanStart), "; ");
            if (variable.Initializer!.Value is InitializerExpressionSyntax list)
                _edits.Insert(list.SpanStart, $"new {TypeOf(_part.DeclaredBy(field).First(entity => entity.Declaration == variable))} ");
            previous = variable;
        }

        if (field.Declaration.Variables.Last() is var last && last != previous)
            _edits.Replace(TextSpan.FromBounds(previous!.Span.End, last.Span.End), "");
    }

    /// <summary>Has what a statement declares be members: <c>out var n</c> becomes <c>out n</c>.</summary>
    public void AssignMembers(GlobalStatementSyntax statement)
    {
        foreach (var declaration in statement.DescendantNodes().OfType<DeclarationExpressionSyntax>())
        {
            if (_part.DeclaredBy(statement).Any(entity => entity.IsMember && declaration.Span.Contains(entity.Declaration.Span)))
                _edits.Remove(declaration.Type.Span);
        }
    }

    /// <summary>The declarations of a variable that is a static member.</summary>
    public string FieldText(Entity variable)
    {
        var field = (IFieldSymbol)variable.Symbol;
        if (field.IsConst)
            return $"internal const {TypeOf(variable)} {variable.NewName} = {_edits.Apply(((VariableDeclaratorSyntax)variable.Declaration).Initializer!.Value.Span)};";
        var attributes = variable.Whole is FieldDeclarationSyntax whole ? string.Concat(whole.AttributeLists.Select(list => $"{_edits.Apply(list.Span)}\n")) : "";
        return $"{attributes}internal static {(field.IsVolatile ? "volatile " : "")}{TypeOf(variable)} {variable.NewName};";
    }

    /// <summary>Has a function be a local one.</summary>
    public void MakeLocal(MethodDeclarationSyntax method, bool isStatic)
    {
        RemoveModifiers(method, [.. s_access, SyntaxKind.StaticKeyword, SyntaxKind.NewKeyword]);
        if (isStatic)
            _edits.Insert(AfterAttributes(method), "static ");
    }

    /// <summary>Has something be a static member that types can use.</summary>
    public void MakeMember(MemberDeclarationSyntax member)
    {
        RemoveModifiers(member, [.. s_access, SyntaxKind.StaticKeyword, SyntaxKind.NewKeyword]);
        _edits.Insert(AfterAttributes(member), "internal static ");
    }

    /// <summary>Has a type be one that is not nested.</summary>
    public void MakeTopLevel(MemberDeclarationSyntax type) => RemoveModifiers(type, [SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword, SyntaxKind.NewKeyword]);

    /// <summary>Has an expression whose value the notebook shows be a statement that shows it.</summary>
    public void Show(ExpressionStatementSyntax statement) => Show(statement.Expression, ";");

    /// <summary>Has the end of a cell not be the end of the program.</summary>
    public void Return(ReturnStatementSyntax statement, bool isShown)
    {
        _edits.Remove(statement.ReturnKeyword.Span);
        if (statement.Expression is { } value && isShown)
            Show(value, "");
        else if (statement.Expression is { } dropped)
            _edits.Insert(dropped.SpanStart, Discard(dropped));
    }

    /// <summary>Has a <c>return</c> before the end of a cell go there.</summary>
    public void GoTo(string label, ReturnStatementSyntax statement, bool isShown)
    {
        if (statement.Expression is null)
        {
            _edits.Replace(statement.ReturnKeyword.Span, $"goto {label}");
            return;
        }

        Return(statement, isShown);
        _edits.Insert(statement.SpanStart, "{ ");
        _edits.Insert(statement.Span.End, $" goto {label}; }}");
    }

    private void Show(ExpressionSyntax expression, string end)
    {
        var type = _part.Model.GetTypeInfo(expression).Type;
        if (type is null or { SpecialType: SpecialType.System_Void } or { Name: "DisplayedValue" })
        {
            if (expression.IsKind(SyntaxKind.NullLiteralExpression))
                _edits.Insert(expression.SpanStart, Discard(expression));
            _edits.Insert(expression.Span.End, end);
            return;
        }

        var (before, after) = DisplaySource.Around(expression, type, _part.Model) ?? ($"{_display}(", ")");
        _edits.Insert(expression.SpanStart, before);
        _edits.Insert(expression.Span.End, $"{after}{end}");
        UsesDisplay |= before.StartsWith(_display, StringComparison.Ordinal);
        UsesCulture |= after.Contains(nameof(CultureInfo), StringComparison.Ordinal);
    }

    /// <summary>Has an expression whose value is dropped be a statement.</summary>
    public void Drop(ExpressionStatementSyntax statement)
    {
        if (statement.Expression.IsKind(SyntaxKind.NullLiteralExpression) || (_part.Model.GetTypeInfo(statement.Expression).Type is { SpecialType: not SpecialType.System_Void } && statement.Expression is not AssignmentExpressionSyntax))
            _edits.Insert(statement.Expression.SpanStart, Discard(statement.Expression));
        _edits.Insert(statement.Expression.Span.End, ";");
    }

    /// <summary>What has to stand before an expression whose value is dropped. A lone <c>null</c> has no type of its own.</summary>
    private static string Discard(ExpressionSyntax expression) => expression.IsKind(SyntaxKind.NullLiteralExpression) ? "_ = (object)" : "_ = ";

    /// <summary>Whether it shows a value by the function that shows values.</summary>
    public bool UsesDisplay { get; private set; }

    /// <summary>Whether it shows a number as it is written in no country.</summary>
    public bool UsesCulture { get; private set; }

    /// <summary>The type of a variable as written, or as it would be.</summary>
    private string TypeOf(Entity variable)
    {
        var written = variable.Declaration switch
        {
            VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type: var type } } => type,
            SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Type: var type } } => type,
            _ => null,
        };
        if (written is not null and not { IsVar: true })
            return _edits.Apply(written.Span);
        var symbol = ((IFieldSymbol)variable.Symbol).Type;
        return string.Concat(symbol.ToMinimalDisplayParts(_part.Model, variable.Declaration.SpanStart).Select(NameInFile));
    }

    private string NameInFile(SymbolDisplayPart part) =>
        part.Symbol is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } type && _entities.FirstOrDefault(entity => SymbolEqualityComparer.Default.Equals(entity.Symbol, type.OriginalDefinition)) is { } entity ? entity.NewName : part.ToString();

    private void RemoveModifiers(MemberDeclarationSyntax member, SyntaxKind[] kinds)
    {
        foreach (var modifier in member.Modifiers.Where(modifier => kinds.Contains(modifier.Kind())))
            _edits.Remove(modifier.Span);
    }

    private static int AfterAttributes(MemberDeclarationSyntax member) =>
        member.AttributeLists.Count == 0 ? member.SpanStart : member.AttributeLists.Last().GetLastToken().GetNextToken().SpanStart;

    /// <summary>What <c>#r</c> names is named at the top of the file.</summary>
    private void RemoveReferences()
    {
        foreach (var trivia in _part.Root.DescendantTrivia().Where(trivia => trivia.GetStructure() is ReferenceDirectiveTriviaSyntax or BadDirectiveTriviaSyntax or ShebangDirectiveTriviaSyntax))
            _edits.Replace(trivia.Span, "");
    }

    /// <summary>Programs read <c>await (…)</c> as it is meant, without the keyword that scripts need. One that the notebook has itself stays.</summary>
    private void RestoreAwaits()
    {
        var known = new List<CheckedExpressionSyntax>();
        foreach (var operand in _part.Root.DescendantNodes().OfType<AwaitExpressionSyntax>().Select(await => await.Expression).OfType<CheckedExpressionSyntax>())
        {
            var longer = known.Sum(before => before.Keyword.Span.Length + (before.Span.End <= operand.SpanStart ? "()" : "(").Length);
            if (_part.Code.Text.AsSpan(operand.SpanStart - longer).StartsWith(operand.Keyword.Text, StringComparison.Ordinal))
                continue;
            known.Add(operand);
            _edits.Replace(operand.Keyword.Span, "");
        }
    }
}
