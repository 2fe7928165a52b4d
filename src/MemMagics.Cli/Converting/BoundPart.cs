using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>Code of the notebook as its compiler understands it, after all that ran before it.</summary>
/// <param name="code">The code.</param>
/// <param name="root">Its syntax: positions are those in the text of its tree, which is without <c>using</c> before variables.</param>
/// <param name="model">What its names mean.</param>
/// <param name="usings">The variables that it disposes of at its end.</param>
/// <param name="readsAwaits">Whether words were put into the text so that scripts understand its awaits.</param>
internal sealed class BoundPart(CodePart code, CompilationUnitSyntax root, SemanticModel model, IReadOnlyList<UsingDeclaration> usings, bool readsAwaits)
{
    public CodePart Code => code;

    public CompilationUnitSyntax Root => root;

    public SemanticModel Model => model;

    public IReadOnlyList<UsingDeclaration> Usings => usings;

    public bool ReadsAwaits => readsAwaits;

    /// <summary>The compiler's errors, for which the notebook does not run it; <see langword="null"/> when there are none.</summary>
    public string? Error { get; init; }

    /// <summary>What its members declare.</summary>
    public List<(MemberDeclarationSyntax Member, Entity Entity)> Declared { get; } = [];

    /// <summary>Its words that mean something that the notebook declares, those that declare it included.</summary>
    public List<(SyntaxToken Word, Entity Entity)> Words { get; } = [];

    /// <summary>Words that mean something that only notebooks have, with what it is.</summary>
    public List<(MemberDeclarationSyntax Member, string Name)> Foreign { get; } = [];

    /// <summary>Whether it calls <c>display</c>, and what it does with what that returns.</summary>
    public (bool Displays, bool Updates) Display { get; set; }

    /// <summary>The names of the functions that it asks by, wherever it has them.</summary>
    public List<SyntaxToken> Questions { get; } = [];

    /// <summary>What a member refers to.</summary>
    public IEnumerable<Entity> UsesOf(MemberDeclarationSyntax member) => Words.Where(word => member.FullSpan.Contains(word.Word.Span)).Select(word => word.Entity).Distinct();

    public IEnumerable<Entity> DeclaredBy(MemberDeclarationSyntax member) => Declared.Where(declared => declared.Member == member).Select(declared => declared.Entity).Distinct();

    /// <summary>Why a member cannot be in a file; <see langword="null"/> when it can.</summary>
    public string? ObstacleOf(MemberDeclarationSyntax member) =>
        UsesOf(member).Select(used => used.Obstacle).FirstOrDefault(obstacle => obstacle is not null)
        ?? Foreign.Where(found => found.Member == member).Select(found => $"{found.Name} is there in notebooks only").FirstOrDefault();

    /// <summary>The line in its document, counted from 1.</summary>
    public int LineOf(int position) => root.SyntaxTree.GetText().Lines.GetLinePosition(position).Line + 1;
}
