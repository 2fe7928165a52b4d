using MemMagics.Cli.Scripting;
using MemMagics.Editor.Completing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Completion;

/// <summary>Members that a variable's value has but its declared type does not: of an <c>object</c>, a <c>dynamic</c>, an interface or a base class.</summary>
/// <param name="Matches">The members: of a <c>dynamic</c> by themselves, otherwise with the cast that they need.</param>
/// <param name="ComeFirst">Whether they are offered before the members of the declared type.</param>
internal sealed record LiveMembers(IReadOnlyList<EditorMatch> Matches, bool ComeFirst)
{
    private static readonly LiveMembers s_none = new([], ComeFirst: false);

    /// <param name="script">The session.</param>
    /// <param name="code">The code, in which the variable is one of an earlier cell.</param>
    /// <param name="position">A position in a name after a dot.</param>
    public static LiveMembers Of(ScriptSession script, string code, int position)
    {
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
            start--;
        if (start == 0 || code[start - 1] != '.')
            return s_none;

        var model = CellCompletion.Bind(script, code);
        if (Variable(model, start) is not { } name
            || model.LookupSymbols(name.SpanStart, name: name.ValueText).FirstOrDefault() is not IFieldSymbol { ContainingType.IsScriptClass: true, Type.IsSealed: false } field
            || SymbolEqualityComparer.Default.Equals(field.ContainingAssembly, model.Compilation.Assembly)
            || script.State.GetVariable(field.Name)?.Value?.GetType() is not { } type
            || SessionType.Of(type, model, start) is not { } runtime
            || SymbolEqualityComparer.Default.Equals(runtime, field.Type))
        {
            return s_none;
        }

        var declared = model.LookupSymbols(start, field.Type, includeReducedExtensionMethods: true).Select(member => member.Name).ToHashSet();
        var isDynamic = field.Type.TypeKind == TypeKind.Dynamic;
        var cast = $"(({runtime.ToMinimalDisplayString(model, start)}){name}).";
        var typed = code[start..position];
        var matches = model.LookupSymbols(start, runtime)
            .Where(member => member is { IsStatic: false, CanBeReferencedByName: true } and (IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol) && !member.Name.StartsWith('<'))
            .Where(member => (isDynamic || !declared.Contains(member.Name)) && member.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(member => member.Name)
            .OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)
            .Select(member => new EditorMatch(isDynamic ? member.Name : cast + member.Name, Kind(member), isDynamic ? start : name.SpanStart));
        return new LiveMembers([.. matches], isDynamic || field.Type.SpecialType == SpecialType.System_Object);
    }

    /// <summary>The name before the dot; <see langword="null"/> when that is a longer expression.</summary>
    private static SyntaxToken? Variable(SemanticModel model, int start)
    {
        var dot = model.SyntaxTree.GetRoot().FindToken(start - 1);
        var owner = dot.Parent switch
        {
            MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } access when access.OperatorToken == dot => name,
            QualifiedNameSyntax { Left: IdentifierNameSyntax name } qualified when qualified.DotToken == dot => name,
            _ => null,
        };
        return owner?.Identifier;
    }

    private static string Kind(ISymbol member) => member switch
    {
        IMethodSymbol => "function",
        IPropertySymbol => "property",
        _ => "instance",
    };
}
