using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>The functions of libraries that one measurement profiles: their compiled methods with their source.</summary>
internal sealed class LibraryFunctions : IDisposable
{
    private readonly ReferencedLibraries _libraries;
    private readonly IReadOnlyList<string> _references;
    private readonly Dictionary<string, LibraryModule> _modules = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Path, int Token), LibraryFunction> _functions = [];
    private readonly List<string> _notes = [];

    public LibraryFunctions(ReferencedLibraries libraries, IReadOnlyList<string> references)
    {
        _libraries = libraries;
        _references = references;
    }

    /// <summary>Notes for the report on where text comes from.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Adds a note for the report.</summary>
    public void AddNote(string note) => _notes.Add(note);

    /// <summary>A target's compiled method.</summary>
    public MethodDefinition Method(Target.Library target) => ModuleOf(target.Path).Method(target.Method.MetadataToken);

    /// <summary>A library by its assembly's name; <see langword="null"/> when it is none of the session's, or no managed code that could be read.</summary>
    public ModuleDefinition? ModuleOfAssembly(string name)
    {
        try
        {
            return _references.FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } path ? ModuleOf(path).Module : null;
        }
        catch (MagicException)
        {
            return null;
        }
    }

    /// <summary>Reads functions, those of one type together, which is much faster than one by one.</summary>
    /// <exception cref="MagicException">A library cannot be woven or decompiled.</exception>
    public void Read(IReadOnlyList<Target.Library> targets, CancellationToken cancellationToken = default)
    {
        // By its token, since one type may have two symbols: that of code that uses it, and one with all that is private.
        var types = targets.GroupBy(static target => (target.Path, target.Method.ContainingType.MetadataToken))
            .Select(type => TypeOf([.. type]))
            .ToList();
        Decompile([.. types.Where(type => type.ToDecompile.Count > 0)], cancellationToken);

        var ofName = types.CountBy(type => string.Join('.', type.Names)).ToDictionary();
        foreach (var type in types)
            Add(type, qualified: ofName[string.Join('.', type.Names)] > 1);

        foreach (var path in _modules.Keys)
        {
            foreach (var document in _libraries.Of(path, _references).ChangedDocuments)
                _notes.Add($"{document} has changed since {Path.GetFileName(path)} was built from it, so decompiled code is shown instead.");
        }
    }

    /// <summary>A function that was read; <see langword="null"/> when it has no code.</summary>
    public LibraryFunction? Find(Target.Library target) => _functions.GetValueOrDefault((target.Path, target.Method.MetadataToken));

    /// <summary>Path of the library that a module was read from; <see langword="null"/> for a module of the notebook.</summary>
    public string? PathOf(ModuleDefinition module) => _modules.Values.FirstOrDefault(library => library.Module == module)?.Path;

    public void Dispose()
    {
        foreach (var module in _modules.Values)
            module.Dispose();
    }

    private ProfiledType TypeOf(IReadOnlyList<Target.Library> targets)
    {
        var sources = _libraries.Of(targets[0].Path, _references);
        var code = new LibraryType(ModuleOf(targets[0].Path).Method(targets[0].Method.MetadataToken).DeclaringType);
        var symbols = sources.FromSymbols(targets.Select(code.BodyOf), code.Tokens);
        var withSource = targets.Where(target => symbols?.Points.ContainsKey(code.BodyOf(target)) == true).ToList();
        return new ProfiledType(NamesOf(targets[0].Method.ContainingType), code, sources, symbols, withSource, [.. targets.Except(withSource)]);
    }

    private static void Decompile(IReadOnlyList<ProfiledType> types, CancellationToken cancellationToken)
    {
        try
        {
            Parallel.ForEach(types, new ParallelOptions { CancellationToken = cancellationToken }, static type => type.Decompiled = type.Sources.Decompiled(type.Names, type.MembersToDecompile));
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is MagicException sentence)
        {
            throw new MagicException(sentence.Message);
        }
    }

    private void Add(ProfiledType type, bool qualified)
    {
        if (type.WithSource.Count > 0)
            Add(type.WithSource, type.Code, type.Symbols!, qualified);

        if (type.ToDecompile.Count > 0)
            Add(type.ToDecompile, type.Code, type.Decompiled!, qualified);
    }

    private void Add(IReadOnlyList<Target.Library> targets, LibraryType code, LibraryText text, bool qualified)
    {
        var index = code.Index(text);
        foreach (var target in targets)
        {
            // The accessors of a record's parameters are written with them, by the compiler: they have no code of their own, unless one is named.
            if (code.Find(index, target.Method.MetadataToken) is var (method, node) && !(node is null && target is { IsOneOfAll: true, Method.AssociatedSymbol: not null }))
                _functions[(target.Path, target.Method.MetadataToken)] = new LibraryFunction(FunctionOf(target, text, method, node, qualified), index, node is null ? [method] : index.MethodsOf(node), node);
        }
    }

    private static ProfiledFunction FunctionOf(Target.Library target, LibraryText text, CompiledMethod method, FunctionNode? node, bool qualified)
    {
        var document = method.Points[0].Document;
        var lines = text.Lines[document];
        var points = method.Points.Select(point => point.Line).ToList();
        var (first, last) = node is null ? (points.Min(), points.Max()) : (node.Start.Line + 1, node.End.Line + 1);
        var prefix = qualified ? target.Method.ContainingNamespace.ToDisplayString() + "." : "";
        var isTopLevelCode = node is null && ProgramAssembly.IsTopLevelCode(target.Method.Name);
        var name = isTopLevelCode ? Path.GetFileName(document) : node is null ? NameOf(target.Method) : FunctionNames.Of(node.Syntax);
        var fullName = isTopLevelCode ? name : node is null ? name + Parameters(target.Method) : FunctionNames.WithParameters(node.Syntax);
        var source = text.Origin == SourceOrigin.Decompiled ? target.Method.ContainingAssembly.Name : Path.GetFileName(document.Replace('\\', '/'));
        return new ProfiledFunction(prefix + name, prefix + fullName, document, source, text.Origin, first, last, line => lines.ElementAtOrDefault(line - 1));
    }

    private LibraryModule ModuleOf(string path)
    {
        if (!_modules.TryGetValue(path, out var module))
            _modules.Add(path, module = new LibraryModule(path));

        return module;
    }

    private static List<string> NamesOf(INamedTypeSymbol type)
    {
        var names = new List<string>();
        for (var outer = type; outer is not null; outer = outer.ContainingType)
            names.Insert(0, outer.Name);

        return names;
    }

    private static string NameOf(IMethodSymbol method)
    {
        var own = method.MethodKind switch
        {
            MethodKind.Constructor => method.ContainingType.Name,
            MethodKind.StaticConstructor => FunctionNames.StaticConstructor(method.ContainingType.Name),
            MethodKind.PropertyGet => $"{method.AssociatedSymbol!.Name}.get",
            MethodKind.PropertySet => $"{method.AssociatedSymbol!.Name}.{(method.IsInitOnly ? "init" : "set")}",
            _ => method.Name,
        };
        return $"{string.Join('.', NamesOf(method.ContainingType))}.{own}";
    }

    private static string Parameters(IMethodSymbol method) =>
        $"({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})";

    /// <summary>A type with functions to profile.</summary>
    private sealed record ProfiledType(
        IReadOnlyList<string> Names, LibraryType Code, LibrarySources Sources, LibraryText? Symbols,
        IReadOnlyList<Target.Library> WithSource, IReadOnlyList<Target.Library> ToDecompile)
    {
        public LibraryText? Decompiled { get; set; }

        public IReadOnlyList<int> MembersToDecompile =>
            [.. ToDecompile.Select(target => (target.Method.AssociatedSymbol ?? target.Method).MetadataToken).Distinct().Order()];
    }
}
