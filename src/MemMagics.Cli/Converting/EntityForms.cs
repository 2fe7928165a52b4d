using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>Decides what the variables and functions of a notebook become in a file, and what they are called there.</summary>
internal sealed class EntityForms
{
    /// <summary>The class that the compiler makes of a file's statements.</summary>
    public const string Program = "Program";

    private readonly IReadOnlyList<Entity> _entities;
    private readonly HashSet<string> _words;

    public EntityForms(NotebookBinding binding)
    {
        _entities = binding.Entities;
        _words = [.. binding.Parts.SelectMany(part => part.Root.DescendantTokens()).Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText), "args", Program, HelperSource.Display, HelperSource.Input];
        NameAll();
        foreach (var entity in _entities.Where(MustBeMember))
            Promote(entity);
        foreach (var used in _entities.Where(entity => entity.Kind == EntityKind.Type).SelectMany(type => type.Uses).ToList())
        {
            Promote(used);
            TypesUseMembers |= used.IsMember;
        }
    }

    /// <summary>Whether types use members of <c>Program</c> by their simple names.</summary>
    public bool TypesUseMembers { get; }

    /// <summary>A name that nothing in the notebook has.</summary>
    public string FreeName(string name)
    {
        var free = name;
        for (var number = 2; !_words.Add(free); number++)
            free = $"{name}{number}";
        return free;
    }

    /// <summary>Makes a static member of something, and of all that it uses.</summary>
    /// <returns>Whether it was none, and can be one.</returns>
    public bool Promote(Entity entity)
    {
        if (entity.IsMember || entity.Kind is EntityKind.Type or EntityKind.Report || !CanBeMember(entity))
            return false;
        entity.IsMember = true;
        foreach (var sibling in _entities.Where(other => other.Whole == entity.Whole))
            Promote(sibling);
        if (entity.Kind is EntityKind.Function or EntityKind.Property)
        {
            foreach (var used in entity.Uses)
                Promote(used);
        }

        return true;
    }

    /// <summary>Whether a local function may be <c>static</c>: nothing that it uses is a local variable.</summary>
    public static bool CanBeStatic(Entity function) => !function.Reach().Any(used => used.IsVariable && !used.IsMember);

    private static bool CanBeMember(Entity entity) => entity switch
    {
        { Kind: EntityKind.Variable, Symbol: IFieldSymbol field } => !field.Type.IsAnonymousType && !MentionsAnonymous(field.Type) && entity.Declaration is VariableDeclaratorSyntax or SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax },
        _ => true,
    };

    private static bool MentionsAnonymous(ITypeSymbol type) => type switch
    {
        { IsAnonymousType: true } => true,
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsAnonymous),
        IArrayTypeSymbol array => MentionsAnonymous(array.ElementType),
        _ => false,
    };

    private static bool MustBeMember(Entity entity) => entity.Kind switch
    {
        EntityKind.Property => true,
        EntityKind.Function => entity.Symbol is IMethodSymbol { IsExtensionMethod: true },
        EntityKind.Variable => entity.Symbol is IFieldSymbol { IsVolatile: true } || entity.Whole is FieldDeclarationSyntax { AttributeLists.Count: > 0 },
        _ => false,
    };

    private void NameAll()
    {
        var named = new Dictionary<string, List<Entity>>();
        foreach (var entity in _entities.Where(entity => entity.Obstacle is null))
        {
            if (entity.Name is "args" or Program or HelperSource.Display or HelperSource.Input)
            {
                entity.NewName = FreeName(entity.Name);
            }
            else if (!named.TryGetValue(entity.Name, out var others))
            {
                named[entity.Name] = [entity];
            }
            else if (others.TrueForAll(other => AreOverloads(other, entity)))
            {
                others.Add(entity);

                // Local functions cannot share a name.
                foreach (var overload in others.Where(overload => overload.Kind == EntityKind.Function))
                    Promote(overload);
            }
            else
            {
                entity.NewName = FreeName(entity.Name);
            }
        }
    }

    private static bool AreOverloads(Entity one, Entity other) => (one.Symbol, other.Symbol) switch
    {
        (IMethodSymbol first, IMethodSymbol second) => Signature(first) != Signature(second),
        (INamedTypeSymbol first, INamedTypeSymbol second) => first.Arity != second.Arity,
        _ => false,
    };

    private static string Signature(IMethodSymbol method) => $"{method.Arity}({string.Join(", ", method.Parameters.Select(parameter => $"{(parameter.RefKind == RefKind.None ? "" : "ref ")}{parameter.Type.ToDisplayString(NullableFlowState.None, SymbolDisplayFormat.FullyQualifiedFormat)}"))})";
}
