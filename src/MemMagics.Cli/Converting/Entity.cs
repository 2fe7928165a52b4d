using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>What a cell declares.</summary>
internal enum EntityKind
{
    /// <summary>A variable or constant of the session.</summary>
    Variable,

    /// <summary>A method.</summary>
    Function,

    /// <summary>A property, an event, an indexer.</summary>
    Property,

    /// <summary>A type.</summary>
    Type,

    /// <summary>The report that <c>-o</c> keeps, which only a notebook has.</summary>
    Report,
}

/// <summary>Something that a cell declares, and what becomes of it in the file.</summary>
/// <param name="kind">What it is.</param>
/// <param name="symbol">What the compiler calls it.</param>
/// <param name="declaration">What declares it: for a variable its declarator or designation.</param>
/// <param name="part">Where.</param>
internal sealed class Entity(EntityKind kind, ISymbol symbol, SyntaxNode declaration, BoundPart part)
{
    public EntityKind Kind => kind;

    public ISymbol Symbol => symbol;

    public SyntaxNode Declaration => declaration;

    public BoundPart Part => part;

    /// <summary>Its name in the notebook.</summary>
    public string Name => symbol.Name;

    /// <summary>Its name in the file, where one name means one thing.</summary>
    public string NewName { get; set; } = symbol.Name;

    /// <summary>What its declaration refers to.</summary>
    public HashSet<Entity> Uses { get; } = [];

    /// <summary>Whether it is a static member of the file's <c>Program</c>, which is what the variables and functions of notebooks are most like, rather than a local variable or function.</summary>
    public bool IsMember { get; set; }

    /// <summary>Whether a variable that is declared without a value is given the default one, as scripts do.</summary>
    public bool NeedsDefault { get; set; }

    /// <summary>Whether the compiler has to be told that a variable has a value after the statement that declares it: a pattern that did not match leaves the default one, as in scripts.</summary>
    public bool KeepsValue { get; set; }

    /// <summary>Why it cannot be in a file, as the end of a sentence; <see langword="null"/> when it can.</summary>
    public string? Obstacle { get; set; }

    /// <summary>Whether its value is known when the file is compiled.</summary>
    public bool IsConstant => symbol is IFieldSymbol { IsConst: true };

    /// <summary>Whether it is a variable that changes while the program runs.</summary>
    public bool IsVariable => kind == EntityKind.Variable && !IsConstant;

    /// <summary>The declaration that it is moved with: of a variable, the one with all its declarators.</summary>
    public SyntaxNode Whole => declaration is VariableDeclaratorSyntax ? declaration.FirstAncestorOrSelf<FieldDeclarationSyntax>() ?? declaration : declaration;

    /// <summary>It, and all that it refers to, and so on.</summary>
    public IReadOnlySet<Entity> Reach()
    {
        var reached = new HashSet<Entity> { this };
        var open = new Stack<Entity>(reached);
        while (open.TryPop(out var entity))
        {
            foreach (var used in entity.Uses.Where(reached.Add))
                open.Push(used);
        }

        return reached;
    }
}
