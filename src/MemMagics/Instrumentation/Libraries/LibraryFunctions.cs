using MemMagics.Reports;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>The functions of libraries that one measurement profiles: their compiled methods, side by side with their source.</summary>
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

    /// <summary>What the report should say about where text comes from.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Reads functions: those of one type together, which is much quicker than one by one.</summary>
    /// <exception cref="MagicException">A library cannot be woven or decompiled.</exception>
    public void Read(IReadOnlyList<Target.Library> targets)
    {
        var names = targets.Select(target => target.Method.ContainingType).Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToLookup(ShortName);
        foreach (var type in targets.GroupBy(target => target.Method.ContainingType, SymbolEqualityComparer.Default))
            Read((INamedTypeSymbol)type.Key!, [.. type], qualified: names[ShortName((INamedTypeSymbol)type.Key!)].Count() > 1);

        foreach (var path in _modules.Keys)
        {
            foreach (var document in _libraries.Of(path, _references).ChangedDocuments)
                _notes.Add($"{document} has changed since {Path.GetFileName(path)} was built from it, so decompiled code is shown instead.");
        }
    }

    /// <summary>A function that was read; <see langword="null"/> when there is no code of it.</summary>
    public LibraryFunction? Find(Target.Library target) => _functions.GetValueOrDefault((target.Path, target.Method.MetadataToken));

    /// <summary>Path of the library that a module was read from; <see langword="null"/> for a module of the notebook.</summary>
    public string? PathOf(ModuleDefinition module) => _modules.Values.FirstOrDefault(library => library.Module == module)?.Path;

    public void Dispose()
    {
        foreach (var module in _modules.Values)
            module.Dispose();
    }

    private void Read(INamedTypeSymbol type, IReadOnlyList<Target.Library> targets, bool qualified)
    {
        var path = targets[0].Path;
        var module = ModuleOf(path);
        var sources = _libraries.Of(path, _references);
        var code = new LibraryType(module.Method(targets[0].Method.MetadataToken).DeclaringType);

        var symbols = sources.FromSymbols(targets.Select(code.BodyOf), code.Tokens);
        var missing = symbols is null ? targets : [.. targets.Where(target => !symbols.Points.ContainsKey(code.BodyOf(target)))];
        if (symbols is not null && missing.Count < targets.Count)
            Add(targets.Except(missing), code, symbols, qualified);

        if (missing.Count > 0)
        {
            var members = missing.Select(target => (target.Method.AssociatedSymbol ?? target.Method).MetadataToken).Distinct().Order().ToList();
            Add(missing, code, sources.Decompiled(NamesOf(type), members), qualified);
        }
    }

    private void Add(IEnumerable<Target.Library> targets, LibraryType code, LibraryText text, bool qualified)
    {
        var index = code.Index(text);
        foreach (var target in targets)
        {
            if (code.Find(index, target.Method.MetadataToken) is not var (method, node))
                continue;

            var document = method.Points[0].Document;
            var lines = text.Lines[document];
            var own = method.Points.Where(point => point.Document == document).Select(point => point.Line).ToList();
            var (first, last) = node is null ? (own.Min(), own.Max()) : (node.Start.Line + 1, node.End.Line + 1);
            var prefix = qualified ? target.Method.ContainingNamespace.ToDisplayString() + "." : "";
            var name = node is null ? NameOf(target.Method) : FunctionNames.Of(node.Syntax);
            var fullName = node is null ? name + Parameters(target.Method) : FunctionNames.WithParameters(node.Syntax);
            var source = text.Origin == SourceOrigin.Decompiled ? target.Method.ContainingAssembly.Name : Path.GetFileName(document.Replace('\\', '/'));
            var function = new ProfiledFunction(
                prefix + name, prefix + fullName, document, source, text.Origin, first, last, line => lines.ElementAtOrDefault(line - 1));
            _functions[(target.Path, target.Method.MetadataToken)] = new LibraryFunction(function, index, node is null ? [method] : index.MethodsOf(node), node);
        }
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

    private static string ShortName(INamedTypeSymbol type) => string.Join('.', NamesOf(type));

    private static string NameOf(IMethodSymbol method)
    {
        var own = method.MethodKind switch
        {
            MethodKind.Constructor => method.ContainingType.Name,
            MethodKind.StaticConstructor => "cctor",
            _ => method.Name,
        };
        return $"{ShortName(method.ContainingType)}.{own}";
    }

    private static string Parameters(IMethodSymbol method) =>
        $"({string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)))})";
}
