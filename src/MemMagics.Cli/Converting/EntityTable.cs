using MemMagics.Cli.Display;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>What a notebook's cells declare, and which of their words mean it.</summary>
internal sealed class EntityTable
{
    // Of this tool, and of the library with which notebooks show values.
    private static readonly string[] s_ownAssemblies = ["MemMagics", "Microsoft.DotNet.Interactive", "Microsoft.AspNetCore.Html.Abstractions"];
    private static readonly string[] s_display = ["display", "Display", "DisplayTable"];
    private static readonly string[] s_questions = [nameof(CellFunctions.input), nameof(CellFunctions.password)];
    private const string Displayed = "DisplayedValue";

    private readonly List<Entity> _all = [];
    private readonly Dictionary<(SyntaxTree, int), Entity> _byPlace = [];

    public IReadOnlyList<Entity> All => _all;

    /// <summary>Enters what a part declares.</summary>
    public void Declare(BoundPart part)
    {
        foreach (var member in part.Root.Members)
        {
            foreach (var declaration in DeclarationsIn(member))
            {
                if (part.Model.GetDeclaredSymbol(declaration) is { ContainingType.IsScriptClass: true } symbol && KindOf(symbol) is { } kind)
                    part.Declared.Add((member, Enter(kind, symbol, declaration, part)));
            }
        }
    }

    /// <summary>Enters the variable of a report.</summary>
    public void DeclareReport(BoundPart part, string obstacle)
    {
        var declarator = part.Root.DescendantNodes().OfType<VariableDeclaratorSyntax>().Single();
        if (part.Model.GetDeclaredSymbol(declarator) is { } symbol)
            Enter(EntityKind.Report, symbol, declarator, part).Obstacle = obstacle;
    }

    /// <summary>Finds out what a part's words mean.</summary>
    public void Refer(BoundPart part)
    {
        foreach (var member in part.Root.Members)
        {
            var declared = part.DeclaredBy(member).ToList();
            foreach (var word in member.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)))
            {
                if (MeaningOf(word, part.Model) is not { } symbol)
                    continue;
                if (Find(symbol) is { } entity)
                {
                    part.Words.Add((word, entity));
                    foreach (var user in declared.Where(user => user != entity))
                        user.Uses.Add(entity);
                }
                else if (IsOwn(symbol))
                {
                    ReferToOwn(part, member, word, symbol);
                }
            }
        }
    }

    /// <summary>Tells what cannot be in a file because of something else that cannot.</summary>
    public void FindObstacles(IReadOnlyList<BoundPart> parts)
    {
        var found = true;
        while (found)
        {
            found = false;
            foreach (var (part, member) in parts.SelectMany(part => part.Root.Members.Select(member => (part, member))))
            {
                if (part.ObstacleOf(member) is not { } obstacle)
                    continue;
                foreach (var declared in part.DeclaredBy(member).Where(declared => declared.Obstacle is null))
                    (declared.Obstacle, found) = (obstacle, true);
            }
        }
    }

    private Entity Enter(EntityKind kind, ISymbol symbol, SyntaxNode declaration, BoundPart part)
    {
        if (Find(symbol) is { } known)
            return known;
        var entity = new Entity(kind, symbol, declaration, part);
        _all.Add(entity);
        foreach (var reference in symbol.DeclaringSyntaxReferences)
            _byPlace[(reference.SyntaxTree, reference.Span.Start)] = entity;
        return entity;
    }

    private Entity? Find(ISymbol symbol) => symbol.DeclaringSyntaxReferences is [var reference, ..] ? _byPlace.GetValueOrDefault((reference.SyntaxTree, reference.Span.Start)) : null;

    private static IEnumerable<SyntaxNode> DeclarationsIn(MemberDeclarationSyntax member) => member switch
    {
        GlobalStatementSyntax => member.DescendantNodes().OfType<SingleVariableDesignationSyntax>(),
        BaseFieldDeclarationSyntax field => field.Declaration.Variables.Cast<SyntaxNode>().Concat(field.DescendantNodes().OfType<SingleVariableDesignationSyntax>()),
        _ => [member],
    };

    private static EntityKind? KindOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol => EntityKind.Variable,
        IMethodSymbol => EntityKind.Function,
        IPropertySymbol or IEventSymbol => EntityKind.Property,
        INamedTypeSymbol => EntityKind.Type,
        _ => null,
    };

    private static ISymbol? MeaningOf(SyntaxToken word, SemanticModel model) => word.Parent switch
    {
        SimpleNameSyntax name => model.GetAliasInfo(name) is null ? Definition(Bound(name, model)) : null,
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => model.GetDeclaredSymbol(word.Parent)?.ContainingType,
        { } declaration when Declares(declaration, word) => model.GetDeclaredSymbol(declaration),
        _ => null,
    };

    private static bool Declares(SyntaxNode node, SyntaxToken word) => node switch
    {
        VariableDeclaratorSyntax declarator => declarator.Identifier == word,
        SingleVariableDesignationSyntax designation => designation.Identifier == word,
        MethodDeclarationSyntax method => method.Identifier == word,
        BaseTypeDeclarationSyntax type => type.Identifier == word,
        DelegateDeclarationSyntax type => type.Identifier == word,
        PropertyDeclarationSyntax property => property.Identifier == word,
        EventDeclarationSyntax @event => @event.Identifier == word,
        _ => false,
    };

    private static ISymbol? Bound(SimpleNameSyntax name, SemanticModel model)
    {
        var bound = model.GetSymbolInfo(name);

        // Of a group of functions (nameof, a name that is given on) any one will do.
        return bound.Symbol ?? bound.CandidateSymbols.FirstOrDefault() ?? model.GetMemberGroup(name).FirstOrDefault();
    }

    private static ISymbol? Definition(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol { ReducedFrom: { } extension } => extension.OriginalDefinition,
        IMethodSymbol { MethodKind: MethodKind.Constructor } constructor => constructor.ContainingType.OriginalDefinition,
        _ => symbol?.OriginalDefinition,
    };

    private static bool IsOwn(ISymbol symbol) => symbol is not INamespaceSymbol && symbol.ContainingAssembly?.Name is { } assembly && Array.Exists(s_ownAssemblies, own => assembly.StartsWith(own, StringComparison.Ordinal));

    private static void ReferToOwn(BoundPart part, MemberDeclarationSyntax member, SyntaxToken word, ISymbol symbol)
    {
        if (symbol is IMethodSymbol && s_display.Contains(symbol.Name))
        {
            // Its value is used where it is more than a statement of its own.
            var call = word.Parent!.FirstAncestorOrSelf<InvocationExpressionSyntax>();
            part.Display = (true, part.Display.Updates || call?.Parent is not ExpressionStatementSyntax);
        }
        else if (symbol is IMethodSymbol && symbol.ContainingType?.Name == nameof(CellFunctions) && s_questions.Contains(symbol.Name))
        {
            part.Questions.Add(word);
        }
        else if (symbol.Name == Displayed || symbol.ContainingType?.Name == Displayed)
        {
            part.Display = (true, true);
        }
        else
        {
            part.Foreign.Add((member, symbol.Name));
        }
    }
}
