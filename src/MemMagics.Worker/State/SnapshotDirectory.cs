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
        Types = SnapshotTypes.Read(reader, notebook);

        RebuildOrder = new int[reader.Count()];
        for (var i = 0; i < RebuildOrder.Length; i++)
            RebuildOrder[i] = reader.Index(ObjectCount + 1);

        var roots = new SnapshotRoot[reader.Count()];
        for (var i = 0; i < roots.Length; i++)
            roots[i] = new SnapshotRoot(Types.Named(reader.Index(Types.Count)), reader.Text(), reader.Byte() != 0, reader.Index(ObjectCount + 1));
        Roots = roots;
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

    public IReadOnlyList<SnapshotRoot> Roots { get; }

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
        return new SnapshotDirectory(header, new DirectoryReader(bytes), notebook);
    }
}
