using System.Text;
using MemMagics.Cli.Display;
using MemMagics.Cli.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Completion;

/// <summary>Explains a name of C# code: what it is, its signatures, its documentation, and the value of a variable.</summary>
internal static class CodeInspection
{
    private const int MaximumOverloads = 12;

    private static readonly SymbolDisplayFormat s_signature = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeContainingType
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeModifiers)
        .WithKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword | SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .WithParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeExtensionThis);

    /// <param name="script">The session of the code.</param>
    /// <param name="code">The code.</param>
    /// <param name="position">The position, 0 to the code's length; a name that ends there counts. Within a call's parentheses, the call is meant.</param>
    /// <param name="withSource">Whether to include the source of what the notebook defines.</param>
    public static string? Of(ScriptSession script, string code, int position, bool withSource)
    {
        var model = CellCompletion.Bind(script, code);
        var symbols = SymbolsAt(model, position);
        if (symbols.Count == 0)
            return null;

        var text = new StringBuilder();
        foreach (var symbol in symbols.Take(MaximumOverloads))
            text.Append(Signature(symbol)).Append('\n');
        if (symbols.Count > MaximumOverloads)
            text.Append($"and {symbols.Count - MaximumOverloads} more overloads\n");
        if (ValueOf(script, symbols[0]) is { } value)
            text.Append($"\nValue: {value}\n");
        if (symbols.Select(symbol => Documentation.Of(model, symbol)).FirstOrDefault(documentation => documentation is not null) is { } documentation)
            text.Append('\n').Append(documentation).Append('\n');
        if (withSource && symbols[0].DeclaringSyntaxReferences is [var declaration, ..])
            text.Append('\n').Append(SourceOf(declaration.GetSyntax())).Append('\n');
        return text.ToString().TrimEnd();
    }

    private static List<ISymbol> SymbolsAt(SemanticModel model, int position)
    {
        var root = model.SyntaxTree.GetRoot();
        var token = root.FindToken(Math.Min(position, Math.Max(root.FullSpan.End - 1, 0)));
        if (token.SpanStart >= position && !token.Span.Contains(position) || !IsName(token))
            token = token.GetPreviousToken() is var before && before.Span.End == position && IsName(before) ? before : token;
        if (IsName(token) && token.Span.Start <= position && position <= token.Span.End)
            return Symbols(model, token.Parent!);

        // Within a call's parentheses: what is called.
        var left = position == 0 ? token : root.FindToken(position - 1);
        return left.Parent?.AncestorsAndSelf().OfType<ArgumentListSyntax>().FirstOrDefault()?.Parent switch
        {
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Symbols(model, access.Name),
            InvocationExpressionSyntax call => Symbols(model, call.Expression),
            BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type => [.. type.InstanceConstructors],
            _ => [],
        };
    }

    private static bool IsName(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is PredefinedTypeSyntax;

    private static List<ISymbol> Symbols(SemanticModel model, SyntaxNode node)
    {
        var info = model.GetSymbolInfo(node);
        var group = model.GetMemberGroup(node);
        if (info.Symbol is { } symbol)
            return group.Length > 1 ? [symbol, .. group.Where(other => !SymbolEqualityComparer.Default.Equals(other, symbol))] : [symbol];
        if (group.Length > 0)
            return [.. group];
        if (info.CandidateSymbols.Length > 0)
            return [.. info.CandidateSymbols];
        if (model.GetDeclaredSymbol(node) is { } declared)
            return [declared];

        // A name alone in a cell may be parsed as something else than an expression.
        var speculative = model.GetSpeculativeSymbolInfo(node.SpanStart, SyntaxFactory.ParseExpression(node.ToString()), SpeculativeBindingOption.BindAsExpression);
        return speculative.Symbol is { } found ? [found] : [.. speculative.CandidateSymbols];
    }

    private static string Signature(ISymbol symbol) => symbol switch
    {
        _ when SessionVariable(symbol) is { } variable => $"{variable.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {variable.Name}    (variable of the notebook)",
        ILocalSymbol local => $"{local.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {local.Name}    (local variable)",
        IParameterSymbol parameter => $"{parameter.ToDisplayString(s_signature)}    (parameter)",
        INamespaceSymbol space => space.ToDisplayString(s_signature),
        INamedTypeSymbol type => type.ToDisplayString(s_signature) + (type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"    (in {space.ToDisplayString()})" : ""),
        _ => symbol.ToDisplayString(IsOfNotebook(symbol) ? s_signature.WithMemberOptions(s_signature.MemberOptions & ~SymbolDisplayMemberOptions.IncludeContainingType) : s_signature),
    };

    private static IFieldSymbol? SessionVariable(ISymbol symbol) => symbol is IFieldSymbol { ContainingType.IsScriptClass: true } field ? field : null;

    private static bool IsOfNotebook(ISymbol symbol) => symbol.ContainingType is { IsScriptClass: true };

    /// <summary>The value of a variable of the session; only of types whose text is made without running the author's code.</summary>
    private static string? ValueOf(ScriptSession script, ISymbol symbol)
    {
        if (SessionVariable(symbol) is not { } field || script.State.GetVariable(field.Name) is not { } variable)
            return null;
        return variable.Value switch
        {
            null => "null",
            string text => $"\"{(text.Length <= 200 ? text : text[..200] + "…")}\"",
            Array array => $"{ValueText.TypeName(array.GetType().GetElementType()!)}[{string.Join(", ", Enumerable.Range(0, array.Rank).Select(array.GetLength))}]",
            System.Collections.ICollection collection when collection.GetType().Namespace?.StartsWith("System.", StringComparison.Ordinal) == true => $"{collection.Count:N0} items",
            var value when value.GetType() is { IsPrimitive: true } or { IsEnum: true } || value is decimal or DateTime or TimeSpan or Guid => ValueText.Of(value),
            _ => null,
        };
    }

    private static string SourceOf(SyntaxNode declaration)
    {
        var node = declaration is VariableDeclaratorSyntax ? declaration.Ancestors().OfType<MemberDeclarationSyntax>().FirstOrDefault() ?? declaration : declaration;
        return $"Source ({node.SyntaxTree.FilePath}):\n{node}";
    }
}
