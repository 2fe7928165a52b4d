using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>The directory of a snapshot, which is read once: where everything is, the types, and the variables to set.</summary>
internal sealed class SnapshotDirectory
{
    private SnapshotDirectory(SnapshotHeader header, DirectoryReader reader, INotebookAssemblies notebook)
    {
        ObjectCount = header.ObjectCount;
        FileLength = header.FileLength;
        TableChunks = reader.Chunks(header.FileLength);
        BodyChunks = reader.Chunks(header.FileLength);
        Types = SnapshotTypes.Read(reader, notebook, header.SameHashes != 0);

        RebuildOrder = new int[reader.Count()];
        for (var i = 0; i < RebuildOrder.Length; i++)
            RebuildOrder[i] = reader.Index(ObjectCount + 1);

        var identities = new (int, int, bool)[reader.Count()];
        for (var i = 0; i < identities.Length; i++)
            identities[i] = (reader.Index(ObjectCount + 1), (int)reader.Number(), reader.Byte() != 0);
        Identities = identities;

        var roots = new SnapshotRoot[reader.Count()];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = new SnapshotRoot(Types.Named(reader.Index(Types.Count)), reader.Text(), reader.Byte() != 0, reader.Index(ObjectCount + 1));
        Roots = roots;

        var initialised = new Type[reader.Count()];
        for (var i = 0; i < initialised.Length; i++)
            initialised[i] = Types.Named(reader.Index(Types.Count));
        Initialised = initialised;
        if (reader.Remaining != 0)
            throw SnapshotException.Damaged("its directory has an unknown end");
    }

    public int ObjectCount { get; }

    public long FileLength { get; }

    public IReadOnlyList<SnapshotChunk> TableChunks { get; }

    public IReadOnlyList<SnapshotChunk> BodyChunks { get; }

    public SnapshotTypes Types { get; }

    /// <summary>Ids of the objects that are put together from parts, in an order in which that is possible.</summary>
    public int[] RebuildOrder { get; }

    /// <summary>The objects that have been asked for their hash codes as such, those, and whether something keeps them.</summary>
    public IReadOnlyList<(int Id, int Hash, bool IsKept)> Identities { get; }

    public IReadOnlyList<SnapshotRoot> Roots { get; }

    /// <summary>Types of libraries whose initialisers run before static fields are set.</summary>
    public IReadOnlyList<Type> Initialised { get; }

    /// <exception cref="HashesDifferException">Tables were copied as they are, and this process would look in other places.</exception>
    public static unsafe SnapshotDirectory Read(SafeFileHandle file, INotebookAssemblies notebook)
    {
        SnapshotHeader header = default;
        if (RandomAccess.Read(file, new Span<byte>(&header, sizeof(SnapshotHeader)), 0) != sizeof(SnapshotHeader) || header.Magic != SnapshotFormat.Magic)
            throw SnapshotException.Damaged("it is not a snapshot");
        if (header.Version != SnapshotFormat.Version)
            throw new SnapshotException($"The snapshot of the session has version {header.Version}; this worker reads version {SnapshotFormat.Version}.");

        var length = RandomAccess.GetLength(file);
        if (header.FileLength != length || header.DirectoryOffset < 0 || header.DirectoryLength < 0
            || header.DirectoryOffset > length - header.DirectoryLength || header.ObjectCount < 0 || header.ObjectCount > length)
        {
            throw SnapshotException.Damaged("it is not as long as it says");
        }

        var bytes = new byte[header.DirectoryLength];
        if (RandomAccess.Read(file, bytes, header.DirectoryOffset) != bytes.Length || SnapshotFormat.Checksum(bytes) != header.DirectoryChecksum)
            throw SnapshotException.Damaged("its directory's checksum is wrong");
        if (header.SameHashes != 0 && !notebook.HashesAreSame)
            throw new HashesDifferException();
        return new SnapshotDirectory(header, new DirectoryReader(bytes), notebook);
    }
}
