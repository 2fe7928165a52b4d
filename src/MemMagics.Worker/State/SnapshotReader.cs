using MemMagics.Wire;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>Rebuilds the session's live values in the worker; each rebuild creates new objects.</summary>
internal sealed class SnapshotReader : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly INotebookAssemblies _notebook;
    private readonly IArrayContents _contents;
    private SnapshotDirectory? _directory;

    /// <param name="path">Path of the snapshot, which may be a file descriptor of the engine's process.</param>
    /// <param name="notebook">Finds assemblies and submission objects; the latter anew for each rebuild.</param>
    /// <param name="contents">Provides the content of large arrays, at each rebuild.</param>
    public SnapshotReader(string path, INotebookAssemblies notebook, IArrayContents contents)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _notebook = notebook;
        _contents = contents;
    }

    /// <summary>Sets the variables of the submission objects, and static fields, to the values that they had in the notebook.</summary>
    /// <exception cref="SnapshotException">The snapshot is damaged, or something in it cannot be put together here.</exception>
    public void Rebuild()
    {
        try
        {
            _directory ??= SnapshotDirectory.Read(_file, _notebook);
            using var operation = new RebuildOperation(_file, _directory, _notebook, _contents);
            operation.Run();
        }
        catch (Exception e) when (e is not SnapshotException)
        {
            throw SnapshotException.Because($"The session's values cannot be rebuilt in the worker: {Cause.Of(e).GetType().Name}", e);
        }
    }

    /// <summary>Names of the variables that the snapshot sets.</summary>
    public IEnumerable<string> VariableNames() => Roots.Select(static root => root.Field);

    /// <summary>The types of which the snapshot sets static fields.</summary>
    public IEnumerable<Type> StaticHolders() => Roots.Where(static root => root.IsStatic).Select(static root => root.Holder);

    public void Dispose() => _file.Dispose();

    private IReadOnlyList<SnapshotRoot> Roots => (_directory ??= SnapshotDirectory.Read(_file, _notebook)).Roots;
}
