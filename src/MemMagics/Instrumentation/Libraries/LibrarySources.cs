using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>The requested parts of one library's source text: found through its symbols where possible, otherwise decompiled.</summary>
internal sealed class LibrarySources : IDisposable
{
    private readonly string _path;
    private readonly Lazy<LibrarySymbols?> _symbols;
    private readonly Lazy<Decompilation> _decompilation;
    private readonly Dictionary<System.Reflection.Metadata.DocumentHandle, ReadDocument?> _documents = [];
    private readonly ConcurrentDictionary<string, LibraryText> _decompiled = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _changedDocuments = new(StringComparer.Ordinal);

    public LibrarySources(string path, IReadOnlyList<string> references)
    {
        _path = path;
        _symbols = new Lazy<LibrarySymbols?>(() => LibrarySymbols.Of(path));
        _decompilation = new Lazy<Decompilation>(() => new Decompilation(path, references));
    }

    /// <summary>Names of source files that were found but are not what the library was built from.</summary>
    public IReadOnlyCollection<string> ChangedDocuments => _changedDocuments;

    /// <summary>The documents that contain some methods, according to the symbols.</summary>
    /// <param name="wanted">Tokens of the methods, of the <c>MoveNext</c> for a state machine.</param>
    /// <param name="methods">Tokens of all methods that may be in those documents.</param>
    /// <returns>A text, without sequence points for methods whose document is not available; <see langword="null"/> without symbols.</returns>
    public LibraryText? FromSymbols(IEnumerable<int> wanted, IEnumerable<int> methods)
    {
        if (_symbols.Value is not { } symbols)
            return null;

        var documents = wanted.SelectMany(symbols.PointsOf).Select(point => point.Document).Distinct()
            .Where(handle => Read(symbols, handle) is not null)
            .ToHashSet();
        var points = new Dictionary<int, SourcePoint[]>();
        foreach (var method in methods)
        {
            // A constructor begins with the field initialisers, which may be in another file of a partial type.
            var own = symbols.PointsOf(method);
            if (own.Count > 0 && documents.Contains(own[^1].Document))
                points[method] = [.. own.Where(point => point.Document == own[^1].Document).Select(point => point.Point)];
        }

        var read = documents.Select(handle => Read(symbols, handle)!).DistinctBy(document => document.Path).ToList();
        return new LibraryText(
            SourceOrigin.Symbols, [.. read.Select(document => document.Tree).OfType<Microsoft.CodeAnalysis.SyntaxTree>()],
            read.ToDictionary(document => document.Path, document => document.Lines), points);
    }

    /// <summary>Members of one type, decompiled. May be called from several threads.</summary>
    /// <inheritdoc cref="Decompilation.Decompile"/>
    public LibraryText Decompiled(IReadOnlyList<string> typeNames, IReadOnlyList<int> members) =>
        _decompiled.GetOrAdd(string.Join(',', members), _ => Decompile(typeNames, members));

    public void Dispose()
    {
        if (_symbols.IsValueCreated)
            _symbols.Value?.Dispose();

        if (_decompilation.IsValueCreated)
            _decompilation.Value.Dispose();
    }

    private LibraryText Decompile(IReadOnlyList<string> typeNames, IReadOnlyList<int> members)
    {
        try
        {
            return _decompilation.Value.Decompile(typeNames, members);
        }
        catch (ICSharpCode.Decompiler.DecompilerException e)
        {
            throw new MagicException($"'{string.Join('.', typeNames)}' of {Path.GetFileName(_path)} cannot be decompiled: {e.InnerException?.Message ?? e.Message}");
        }
    }

    private ReadDocument? Read(LibrarySymbols symbols, System.Reflection.Metadata.DocumentHandle handle)
    {
        if (_documents.TryGetValue(handle, out var known))
            return known;

        var document = symbols.Document(handle);
        var text = document.Text(out var changed);
        if (changed)
            _changedDocuments.Add(Path.GetFileName(document.Path));

        var read = text is null ? null : new ReadDocument(document.Path, LibraryText.LinesOf(text), symbols.IsCSharp(handle) ? Parse(symbols, text, document.Path) : null);
        _documents.Add(handle, read);
        return read;
    }

    private static Microsoft.CodeAnalysis.SyntaxTree Parse(LibrarySymbols symbols, string text, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(text), new CSharpParseOptions(LanguageVersion.Preview, preprocessorSymbols: symbols.PreprocessorSymbols), path);

    private sealed record ReadDocument(string Path, string[] Lines, Microsoft.CodeAnalysis.SyntaxTree? Tree);
}
