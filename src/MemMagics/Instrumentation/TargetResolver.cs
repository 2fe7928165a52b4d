using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>Binds the names given to <c>-f</c> in the context of the measured code: its usings, its session, its own functions.</summary>
internal sealed class TargetResolver
{
    private readonly SessionSource _source;
    private readonly SemanticModel _model;
    private readonly Implementations _implementations;
    private readonly TargetCode _code;
    private readonly TargetHints _hints;
    private readonly ProgramTargets? _program;
    private readonly int _position;

    /// <param name="source">The session's source.</param>
    /// <param name="program">The program whose code is measured; <see langword="null"/> for a notebook.</param>
    public TargetResolver(SessionSource source, ProgramAssembly? program = null)
    {
        _source = source;
        _implementations = new Implementations(source);
        _code = new TargetCode(source);
        _program = program is null ? null : new ProgramTargets(source, _code, program);
        var tree = source.MeasuredTree;
        _model = source.Compilation.GetSemanticModel(tree);
        _position = source.CellLambda?.Body switch
        {
            BlockSyntax block => block.CloseBraceToken.SpanStart - 1, // at the closing brace itself, the block's names are out of scope
            { } body => Math.Max(body.SpanStart, body.Span.End - 1),
            null => tree.GetRoot().FullSpan.End,
        };
        _hints = new TargetHints(source, _model, _position, _program);
    }

    /// <summary>The functions that are meant when none is named: those of the file in which a program begins. Empty for a notebook, of which the cell is meant.</summary>
    public IReadOnlyList<Target> Unnamed() => [.. _program?.OfMainFile() ?? []];

    /// <summary>The functions that a name means, with all overloads.</summary>
    /// <exception cref="MagicException">There is nothing of that name, or it has no code that could be profiled.</exception>
    public IReadOnlyList<Target> Resolve(string name)
    {
        if (_program?.OfFile(name).ToList() is { Count: > 0 } topLevel)
            return topLevel;

        var parts = TargetName.Parts(name);
        IReadOnlyList<ISymbol> symbols = Lookup(parts[0]);
        if (symbols.Count == 0) // internal types are hidden from code but can be profiled
            symbols = [.. _source.LibraryTypes(parts[0]).Where(type => type.ContainingNamespace.IsGlobalNamespace)];

        if (symbols.Count == 0 && OfProgram(parts) is { Count: > 0 } own)
            return own;

        if (symbols.Count == 0)
            throw new MagicException($"There is no function or type '{parts[0]}' in this {(_program is null ? "session" : "program")}.{_hints.Nearest(parts)}");

        INamedTypeSymbol? within = null;
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i] == TargetMembers.All && i == parts.Count - 1 && symbols.All(symbol => symbol is not (IFieldSymbol or ILocalSymbol)))
                break;

            symbols = [.. symbols.Select(Unrestricted)];
            within = symbols[0] as INamedTypeSymbol ?? TargetMembers.TypeOf(symbols[0]) ?? within;
            var members = Members(symbols, parts[i]);
            if (members.Count == 0 && i < parts.Count - 1)
            {
                members = Members(symbols, $"{parts[i]}.{parts[i + 1]}"); // an explicit implementation: Circle.IShape.Area
                i += members.Count > 0 ? 1 : 0;
            }

            if (members.Count == 0 && OfProgram(parts.Skip(i)) is { Count: > 0 } local)
                return local;

            if (members.Count == 0)
            {
                var qualifier = string.Join('.', parts.Take(i));
                var candidates = symbols.SelectMany(TargetMembers.Names).Select(member => $"{qualifier}.{member}");
                var kind = symbols[0] is INamespaceSymbol ? "type" : "function";
                if (parts[i] == TargetName.StaticConstructor && within is not null)
                    throw new MagicException($"'{qualifier}' has no static constructor, and no static field with a value that one would set.{NearestNames.Question($"{qualifier}.{within.Name}", candidates)}");
                throw new MagicException($"'{qualifier}' has no {kind} '{parts[i]}'.{NearestNames.Question($"{qualifier}.{parts[i]}", candidates)}");
            }

            // Some libraries define types that newer frameworks have too: then the library's is meant.
            var libraries = members.Where(member => member.ContainingAssembly is not { } assembly || !_source.IsFramework(assembly)).ToList();
            symbols = libraries.Count > 0 ? libraries : members;
        }

        var targets = symbols.SelectMany(symbol => WithImplementations(symbol, name, within)).Distinct().ToList();
        return targets.Count > 0 ? targets : throw new MagicException($"'{name}' has no code that could be profiled: {_hints.WhyNot(symbols[0])}");
    }

    /// <summary>What a name means among a program's local functions, which are known by their own names only, those in local functions, too: <c>Outer.Inner.Norm</c> is <c>Norm</c>.</summary>
    private IReadOnlyList<Target> OfProgram(IEnumerable<string> parts)
    {
        IReadOnlyList<Target> named = [];
        foreach (var part in parts)
        {
            named = [.. _program?.Named(part) ?? []];
            if (named.Count == 0)
                break;
        }

        return named;
    }

    /// <summary>What a symbol means, and for members that other types can override or implement, what these have instead.</summary>
    private IEnumerable<Target> WithImplementations(ISymbol symbol, string name, INamedTypeSymbol? within)
    {
        var others = TargetMembers.MethodsOf(symbol).Select(method => method.OriginalDefinition).Where(Implementations.CanBeReplaced)
            .SelectMany(method => _implementations.Of(method, within))
            .SelectMany(method => _code.OfMethod(method, name))
            .ToList();
        return others.Count > 0 && _source.IsFramework(symbol.ContainingAssembly) ? others : _code.Of(symbol, name).Concat(others);
    }

    /// <summary>The symbols that a name means at the cell. A name that both the notebook and .NET use (a <c>Stack</c>, a <c>Lazy</c>) is the notebook's.</summary>
    private List<ISymbol> Lookup(string name)
    {
        var symbols = _model.LookupSymbols(_position, name: name)
            .Where(symbol => symbol is not ILabelSymbol)
            .Select(symbol => symbol is IAliasSymbol alias ? alias.Target : symbol)
            .ToList<ISymbol>();
        var nearest = symbols.GroupBy(Distance).OrderBy(group => group.Key).FirstOrDefault() ?? Enumerable.Empty<ISymbol>();
        return [.. nearest.GroupBy(Signature).Select(same => same.MinBy(_source.AgeOf)!)];
    }

    /// <summary>A function of a later cell hides an earlier one with the same parameters; with other parameters it is an overload.</summary>
    private static string Signature(ISymbol symbol) => symbol is IMethodSymbol method
        ? $"{method.Arity}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.RefKind} {parameter.Type}"))})"
        : symbol.ToDisplayString();

    private static List<ISymbol> Members(IReadOnlyList<ISymbol> containers, string name) =>
        [.. containers.SelectMany(container => TargetMembers.Named(container, name)).Distinct(SymbolEqualityComparer.Default)];

    private int Distance(ISymbol symbol) => symbol switch
    {
        _ when symbol.Locations.Any(location => location.IsInSource) => 0,
        INamespaceSymbol => 1,
        _ => _source.IsFramework(symbol.ContainingAssembly) ? 2 : 1,
    };

    /// <summary>If the symbol is a type of a library, or a variable of such a type, the type with all its members.</summary>
    private ISymbol Unrestricted(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => _source.WithAllMembers(type),
        IFieldSymbol { Type: INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type } => Library(type) ?? symbol,
        ILocalSymbol { Type: INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type } => Library(type) ?? symbol,
        _ => symbol,
    };

    private INamedTypeSymbol? Library(INamedTypeSymbol type) =>
        _source.WithAllMembers(type) is var all && SymbolEqualityComparer.Default.Equals(all, type) ? null : all;
}
