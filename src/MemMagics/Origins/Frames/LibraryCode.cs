using MemMagics.Instrumentation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Origins.Code;
using MemMagics.Reports;
using Mono.Cecil;

namespace MemMagics.Origins.Frames;

/// <summary>Where the code of libraries is written, as far as portable symbols say. Nothing is decompiled.</summary>
/// <param name="libraries">The libraries that were read before.</param>
/// <param name="references">Paths of the assemblies that the session refers to, without the framework's.</param>
internal sealed class LibraryCode(ReferencedLibraries libraries, IReadOnlyList<string> references) : IDisposable
{
    private readonly Dictionary<string, Library?> _libraries = new(StringComparer.Ordinal);

    /// <summary>A place in a library.</summary>
    /// <param name="place">The place.</param>
    /// <param name="name">The function's name, where the source does not say it.</param>
    public CodeFrame Of(CodePlace place, string name)
    {
        var method = place.Method;
        if (Find(method.Path) is not { } library || method.Token == 0)
            return new CodeFrame(name, CodeKind.Library, null, null) { Identity = name };

        return InSource(library, place) ?? InSymbols(library.Symbols, place, name);
    }

    public void Dispose()
    {
        foreach (var library in _libraries.Values)
            library?.Dispose();
    }

    /// <summary>A place whose source text is at hand.</summary>
    private CodeFrame? InSource(Library library, CodePlace place)
    {
        if (library.TypeOf(place.Method.Token) is not { } type)
            return null;

        if (!library.Types.TryGetValue(type, out var source))
            library.Types.Add(type, source = Read(library, type));

        if (source is not { } read || read.Functions.Find(place.Method.Token) is not { } function)
            return null;

        var point = function.At(place.Offset);
        var document = (point ?? function.Declaration).Document;
        var own = function.Name ?? MethodNames.OfDefinition(place.Method);
        return new CodeFrame(own, CodeKind.Library, Shown(document), point?.Line)
        {
            Identity = $"{place.Method.Path}/{function.Identity}",
            Function = function.Function ?? own,
            Content = (point is null ? null : read.Text.Lines[document].ElementAtOrDefault(point.Value.Line - 1))?.Trim() ?? "",

            // Text that is embedded in the symbols of a package is not the user's to change.
            IsOwn = File.Exists(document),
        };
    }

    /// <summary>A place of which the symbols know the line, but the file is elsewhere.</summary>
    private static CodeFrame InSymbols(LibrarySymbols symbols, CodePlace place, string name)
    {
        var points = symbols.PointsOf(place.Method.Token).Select(point => point.Point).ToList();
        var point = points.Count == 0 || place.Offset < 0 ? null : points.LastOrDefault(point => point.Offset <= place.Offset, points[0]) as SourcePoint?;
        return new CodeFrame(name, CodeKind.Library, points.Count == 0 ? null : Shown(points[0].Document), point?.Line) { Identity = name };
    }

    private (LibraryText Text, WrittenFunctions Functions)? Read(Library library, TypeDefinition type)
    {
        var code = new LibraryType(type);
        return libraries.Of(library.Module.Path, references).FromSymbols(code.Tokens, code.Tokens) is { Lines.Count: > 0 } text
            ? (text, new WrittenFunctions(code.Index(text), isNotebook: false))
            : null;
    }

    private Library? Find(string path)
    {
        if (!_libraries.TryGetValue(path, out var library))
            _libraries.Add(path, library = Library.Open(path));

        return library;
    }

    private static string Shown(string document) => Path.GetFileName(document.Replace('\\', '/'));

    /// <summary>A library that has symbols.</summary>
    private sealed record Library(LibraryModule Module, LibrarySymbols Symbols) : IDisposable
    {
        /// <summary>What was read of its source, by type: the outermost.</summary>
        public Dictionary<TypeDefinition, (LibraryText Text, WrittenFunctions Functions)?> Types { get; } = [];

        public static Library? Open(string path)
        {
            if (path.Length == 0 || LibrarySymbols.Of(path) is not { } symbols)
                return null;

            try
            {
                return new Library(new LibraryModule(path), symbols);
            }
            catch (Exception e) when (e is MagicException or BadImageFormatException)
            {
                symbols.Dispose();
                return null;
            }
        }

        public TypeDefinition? TypeOf(int token)
        {
            var type = (Module.Module.LookupToken(token) as MethodDefinition)?.DeclaringType;
            while (type?.DeclaringType is { } outer)
                type = outer;

            return type;
        }

        public void Dispose()
        {
            Module.Dispose();
            Symbols.Dispose();
        }
    }
}
