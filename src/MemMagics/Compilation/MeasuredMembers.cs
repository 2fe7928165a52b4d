using System.Text;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>Which declarations of measured code become members of the submission, and what has to change in the rest so that it can be the body of a lambda.</summary>
internal sealed class MeasuredMembers
{
    private readonly SortedList<int, (int Length, string Text)> _edits = [];

    private MeasuredMembers(CompilationUnitSyntax root, IReadOnlyList<MemberDeclarationSyntax> declarations, string modifier)
    {
        Declarations = declarations;
        Modifier = modifier;
        foreach (var node in root.Externs.Cast<SyntaxNode>().Concat(root.Usings).Concat(declarations))
            Blank(node.Span);

        foreach (var member in root.Members.Except(declarations).Where(member => member is MethodDeclarationSyntax or FieldDeclarationSyntax))
        {
            // A cell accepts `public int F()` as well as `int F()`, but a local function takes no accessibility modifier.
            foreach (var token in member.Modifiers.Where(token => SyntaxFacts.IsAccessibilityModifier(token.Kind())))
                Blank(token.Span);
        }
    }

    /// <summary>The members, in order.</summary>
    public IReadOnlyList<MemberDeclarationSyntax> Declarations { get; }

    /// <summary>What is put before those that are functions: <c>static </c>, or nothing.</summary>
    public string Modifier { get; }

    /// <summary>The ways to divide the code, the one that is closest to a method of a program first.</summary>
    public static IEnumerable<MeasuredMembers> Choices(CompilationUnitSyntax root)
    {
        var hoisted = root.Members.Where(IsMember).ToList();
        yield return new MeasuredMembers(root, hoisted, "");

        var adjusted = new MeasuredMembers(root, hoisted, "");
        if (adjusted.Adjust(root))
            yield return adjusted;

        // Overloads are members. As static ones they cost what local functions without captures cost.
        var functions = root.Members.Where(member => IsMember(member) || member is MethodDeclarationSyntax).ToList();
        if (functions.Count == hoisted.Count)
            yield break;

        foreach (var modifier in (string[])["static ", ""])
        {
            var members = new MeasuredMembers(root, functions, modifier);
            members.Adjust(root);
            yield return members;
        }
    }

    /// <summary>The text without using directives, which go before everything else.</summary>
    public static string WithoutUsings(CompilationUnitSyntax root, string text)
    {
        var blanked = new StringBuilder(text);
        foreach (var node in root.Externs.Cast<SyntaxNode>().Concat(root.Usings))
            CSharpText.Blank(blanked, node.Span);
        return blanked.ToString();
    }

    /// <summary>The text as it is inside the lambda.</summary>
    public string Remaining(string text)
    {
        var remaining = new StringBuilder(text);
        foreach (var (start, edit) in _edits.Reverse())
        {
            CSharpText.Blank(remaining, new TextSpan(start, edit.Length));
            remaining.Insert(start, edit.Text);
        }

        return remaining.ToString();
    }

    /// <summary>The position in <see cref="Remaining"/> for one in the text.</summary>
    public int Moved(int position) => position + _edits.Where(edit => edit.Key <= position).Sum(edit => edit.Value.Text.Length);

    /// <summary>Types, properties, events and static members cannot be declared inside a lambda, and constants are the same everywhere.</summary>
    private static bool IsMember(MemberDeclarationSyntax member) =>
        member is not (GlobalStatementSyntax or MethodDeclarationSyntax or FieldDeclarationSyntax)
        || (member is not GlobalStatementSyntax && (member.Modifiers.Any(SyntaxKind.StaticKeyword) || member.Modifiers.Any(SyntaxKind.ConstKeyword)));

    /// <summary>Gives local variables the meaning that variables of a cell have: they begin as their type's default, and are known to their own initialiser.</summary>
    /// <returns>Whether there is anything to change.</returns>
    private bool Adjust(CompilationUnitSyntax root)
    {
        var before = _edits.Count;
        foreach (var field in root.Members.Except(Declarations).OfType<FieldDeclarationSyntax>())
        {
            foreach (var token in field.Modifiers.Where(token => token.IsKind(SyntaxKind.ReadOnlyKeyword)))
                Blank(token.Span);
            if (field.Declaration.Type is RefTypeSyntax or { IsVar: true })
                continue;

            foreach (var variable in field.Declaration.Variables)
            {
                if (variable is { Initializer: null, ArgumentList: null })
                    Insert(variable.Identifier.Span.End, " = default");
                else if (field.Declaration.Variables.Count == 1 && variable.Initializer is { } initializer && NamesItself(variable, initializer))
                    Insert(variable.Identifier.Span.End, $" = default; {variable.Identifier.Text}");
            }
        }

        return _edits.Count > before;
    }

    private static bool NamesItself(VariableDeclaratorSyntax variable, EqualsValueClauseSyntax initializer) =>
        initializer.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Identifier.ValueText);

    private void Blank(TextSpan span) => _edits[span.Start] = (span.Length, "");

    private void Insert(int position, string text) => _edits[position] = (0, text);
}
