using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Completion;

/// <summary>What the compiler knows that may stand at a place of C# code.</summary>
internal static class CodeCompletion
{
    private static readonly Match[] keywords =
        [.. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText).Where(text => !text.StartsWith('_')).Select(text => new Match(text, "keyword"))];

    /// <param name="model">The code, in its session.</param>
    /// <param name="position">The place, 0 to the code's length.</param>
    public static Completions Of(SemanticModel model, int position)
    {
        var root = model.SyntaxTree.GetRoot();
        var text = root.ToFullString();
        var start = position;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(text[start - 1]))
            start--;
        if ((start < position && char.IsAsciiDigit(text[start])) || IsInText(root, position))
            return Completions.None(position);

        var left = start == 0 ? default : root.FindToken(start - 1);
        if (left.SpanStart >= start)
            left = left.GetPreviousToken();
        return Completions.Beginning(text, start, position, Candidates(model, left, start));
    }

    /// <summary>Comments, strings and disabled text are not completed; what stands in the holes of an interpolated string is.</summary>
    private static bool IsInText(SyntaxNode root, int position)
    {
        if (position == 0)
            return false;
        var trivia = root.FindTrivia(position - 1);
        if (trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia)
            return position < trivia.Span.End || trivia.Span.End == root.FullSpan.End;
        if (trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia || root.FindTrivia(position - 1, findInsideTrivia: true).IsPartOfStructuredTrivia())
            return true;

        var token = root.FindToken(position - 1);
        return token.SpanStart < position && token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.Utf8StringLiteralToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => position < token.Span.End || IsUnclosed(token),
            SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedVerbatimStringStartToken => true,
            _ => false,
        };
    }

    private static bool IsUnclosed(SyntaxToken token) => token.Text.Length < 2 || token.Text[^1] != token.Text.TrimStart('@', '$')[0];

    private static IEnumerable<Match> Candidates(SemanticModel model, SyntaxToken left, int position)
    {
        if (left.IsKind(SyntaxKind.DotToken) || left.IsKind(SyntaxKind.ColonColonToken) || left.IsKind(SyntaxKind.MinusGreaterThanToken))
            return Members(model, left, position).Select(ToMatch);
        if (left.IsKind(SyntaxKind.NewKeyword))
            return model.LookupNamespacesAndTypes(position).Where(IsNameable).Select(ToMatch);
        if (left.Parent is UsingDirectiveSyntax)
            return model.LookupNamespacesAndTypes(position).Where(symbol => symbol is INamespaceSymbol).Select(ToMatch);

        return InitializedMembers(model, left, position) is { Count: > 0 } initialized ? initialized : ParameterNames(model, left)
            .Concat(model.LookupSymbols(position).Where(IsNameable).Select(ToMatch))
            .Concat(keywords);
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, SyntaxToken dot, int position)
    {
        var owner = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            AliasQualifiedNameSyntax name => name.Alias,
            MemberBindingExpressionSyntax binding => binding.Ancestors().OfType<ConditionalAccessExpressionSyntax>().FirstOrDefault(access => access.WhenNotNull.Contains(binding))?.Expression,
            _ => null,
        };
        if (owner is null)
            return [];

        var (symbol, type) = Bind(model, owner);
        if (dot.Parent is MemberBindingExpressionSyntax && type is INamedTypeSymbol { ConstructedFrom.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (type is IPointerTypeSymbol pointer && dot.IsKind(SyntaxKind.MinusGreaterThanToken))
            type = pointer.PointedAtType;

        if (symbol is INamespaceSymbol space)
            return model.LookupNamespacesAndTypes(position, space).Where(IsNameable);
        if (symbol is INamedTypeSymbol named)
            return model.LookupStaticMembers(position, named).Where(IsNameable);
        return type is null or IErrorTypeSymbol
            ? []
            : model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(member => IsNameable(member) && !member.IsStatic && member is not INamedTypeSymbol);
    }

    /// <summary>What the code before the dot means. A name at the end of a cell may be parsed as the beginning of a declaration, and is then no expression for the compiler.</summary>
    private static (ISymbol? Symbol, ITypeSymbol? Type) Bind(SemanticModel model, SyntaxNode owner)
    {
        var symbol = model.GetSymbolInfo(owner).Symbol;
        var type = model.GetTypeInfo(owner).Type;
        if (symbol is not null || type is not (null or IErrorTypeSymbol))
            return (symbol, type);
        var expression = SyntaxFactory.ParseExpression(owner.ToString());
        return (model.GetSpeculativeSymbolInfo(owner.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Symbol,
            model.GetSpeculativeTypeInfo(owner.SpanStart, expression, SpeculativeBindingOption.BindAsExpression).Type);
    }

    /// <summary>In <c>new Point { X = 1, |</c>.</summary>
    private static List<Match> InitializedMembers(SemanticModel model, SyntaxToken left, int position)
    {
        if (left.Parent is not InitializerExpressionSyntax { Parent: BaseObjectCreationExpressionSyntax creation } || !(left.IsKind(SyntaxKind.OpenBraceToken) || left.IsKind(SyntaxKind.CommaToken)))
            return [];
        return model.GetTypeInfo(creation).Type is { } type
            ? [.. model.LookupSymbols(position, type).Where(member => member is IPropertySymbol { SetMethod: not null, IsStatic: false, IsIndexer: false } or IFieldSymbol { IsReadOnly: false, IsStatic: false, CanBeReferencedByName: true }).Select(ToMatch)]
            : [];
    }

    /// <summary>In <c>Solve(A, |</c>.</summary>
    private static IEnumerable<Match> ParameterNames(SemanticModel model, SyntaxToken left)
    {
        if (left.Parent is not ArgumentListSyntax { Parent: { } call } || !(left.IsKind(SyntaxKind.OpenParenToken) || left.IsKind(SyntaxKind.CommaToken)))
            return [];
        var info = model.GetSymbolInfo(call);
        return (info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols.ToArray())
            .OfType<IMethodSymbol>()
            .SelectMany(method => method.Parameters)
            .Select(parameter => new Match($"{parameter.Name}:", "param"));
    }

    private static bool IsNameable(ISymbol symbol) =>
        symbol.CanBeReferencedByName && !symbol.Name.StartsWith('<') && !(symbol is IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.ReducedExtension or MethodKind.LocalFunction) });

    private static Match ToMatch(ISymbol symbol) => new(symbol.Name, symbol switch
    {
        IMethodSymbol => "function",
        INamedTypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        INamedTypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        ITypeSymbol => "class",
        INamespaceSymbol => "module",
        IPropertySymbol => "property",
        IParameterSymbol => "param",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "property",
        _ => "instance",
    });
}
