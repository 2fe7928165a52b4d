using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>The portable symbols of a library: in a file beside it, or embedded in it.</summary>
internal sealed class LibrarySymbols : IDisposable
{
    /// <summary>Kind of the record that holds the compiler's options (dotnet/runtime, docs/design/specs/PortablePdb-Metadata.md).</summary>
    private static readonly Guid s_compilationOptions = new("B5FEEC05-8CD0-4A83-96DA-466284BB4BD8");

    private readonly MetadataReaderProvider _provider;
    private readonly MetadataReader _reader;

    private readonly string _library;
    private readonly Dictionary<DocumentHandle, string> _paths = [];

    private LibrarySymbols(MetadataReaderProvider provider, string library)
    {
        _library = library;
        _provider = provider;
        _reader = provider.GetMetadataReader();
    }

    /// <summary>The symbols of a library; <see langword="null"/> when there are no portable ones of the same build.</summary>
    public static LibrarySymbols? Of(string path)
    {
        try
        {
            using var image = new PEReader(File.OpenRead(path));
            return image.TryOpenAssociatedPortablePdb(path, static file => File.Exists(file) ? File.OpenRead(file) : null, out var provider, out _)
                ? new LibrarySymbols(provider!, path)
                : null;
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The preprocessor symbols that the library was compiled with.</summary>
    public IReadOnlyList<string> PreprocessorSymbols
    {
        get
        {
            var record = _reader.GetCustomDebugInformation(EntityHandle.ModuleDefinition)
                .Select(_reader.GetCustomDebugInformation)
                .FirstOrDefault(information => _reader.GetGuid(information.Kind) == s_compilationOptions);
            if (record.Value.IsNil)
                return [];

            var options = Encoding.UTF8.GetString(_reader.GetBlobBytes(record.Value)).Split('\0');
            var define = Array.IndexOf(options, "define");
            return define >= 0 && define + 1 < options.Length ? options[define + 1].Split(',') : [];
        }
    }

    /// <summary>The visible sequence points of a method, each with its document.</summary>
    public IReadOnlyList<(SourcePoint Point, DocumentHandle Document)> PointsOf(int methodToken)
    {
        var points = new List<(SourcePoint, DocumentHandle)>();
        var row = MetadataTokens.GetRowNumber(MetadataTokens.EntityHandle(methodToken));
        if (row > _reader.MethodDebugInformation.Count)
            return points;

        foreach (var point in _reader.GetMethodDebugInformation(MetadataTokens.MethodDefinitionHandle(row)).GetSequencePoints())
        {
            if (!point.IsHidden)
                points.Add((new SourcePoint(point.Offset, PathOf(point.Document), point.StartLine, point.StartColumn) { EndLine = point.EndLine }, point.Document));
        }

        return points;
    }

    /// <summary>The path of a source file: where it lies, if that can be told, else as the symbols name it.</summary>
    public string PathOf(DocumentHandle document)
    {
        if (!_paths.TryGetValue(document, out var path))
        {
            var named = AsNamed(document);
            _paths.Add(document, path = named.Is(named.Path) ? named.Path : MappedSource.Find(named, _library) ?? named.Path);
        }

        return path;
    }

    public bool IsCSharp(DocumentHandle document) => _reader.GetGuid(_reader.GetDocument(document).Language) == SourceDocument.CSharp;

    /// <summary>A document as the symbols describe it.</summary>
    public SourceDocument Document(DocumentHandle handle) => AsNamed(handle) with { Path = PathOf(handle) };

    public void Dispose() => _provider.Dispose();

    private SourceDocument AsNamed(DocumentHandle handle)
    {
        var document = _reader.GetDocument(handle);
        var embedded = _reader.GetCustomDebugInformation(handle)
            .Select(_reader.GetCustomDebugInformation)
            .Where(information => _reader.GetGuid(information.Kind) == SourceDocument.Embedded)
            .Select(information => _reader.GetBlobContent(information.Value))
            .FirstOrDefault();
        return new SourceDocument(_reader.GetString(document.Name), _reader.GetGuid(document.HashAlgorithm), [.. _reader.GetBlobBytes(document.Hash)], embedded);
    }
}
