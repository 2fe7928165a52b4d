using System.Runtime.InteropServices;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.State;

/// <summary>Where the next bytes of a snapshot go: one file, whose end moves on.</summary>
internal sealed class SnapshotWriter(Snapshot snapshot)
{
    private const int Piece = 1 << 30;
    private const int PageSize = 4096;

    private long _end = PageSize; // The header is written last, in the first page.

    /// <summary>Appends bytes and says where they are.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var offset = _end;
        RandomAccess.Write(snapshot.File, bytes, offset);
        _end += bytes.Length;
        return offset;
    }

    /// <summary>Leaves a hole, which takes no memory.</summary>
    public void Skip(long bytes) => _end += bytes;

    /// <summary>Writes an array's content from the array itself, or keeps room for it when the array can stay.</summary>
    /// <returns>Where it is; the complement of that where there is only room.</returns>
    public unsafe long AppendBlock(Array array, long bytes)
    {
        var offset = (_end + PageSize - 1) / PageSize * PageSize;
        _end = offset + bytes;
        if (bytes >= SnapshotFormat.LargeThreshold && NotebookArrays.CanStay)
        {
            snapshot.Arrays.Keep(offset, array, bytes);
            return ~offset;
        }

        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            WriteBlock(snapshot.File, offset, (byte*)pin.AddrOfPinnedObject(), bytes);
            return offset;
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>Writes memory that does not move, however much.</summary>
    public static unsafe void WriteBlock(SafeFileHandle file, long offset, byte* start, long bytes)
    {
        for (long done = 0; done < bytes; done += Piece)
            RandomAccess.Write(file, new ReadOnlySpan<byte>(start + done, (int)Math.Min(bytes - done, Piece)), offset + done);
    }

    /// <summary>Writes the directory and the header: the snapshot is whole.</summary>
    public unsafe void Complete(ReadOnlySpan<byte> directory, int objectCount)
    {
        var header = new SnapshotHeader
        {
            Magic = SnapshotFormat.Magic,
            Version = SnapshotFormat.Version,
            ObjectCount = objectCount,
            DirectoryOffset = Append(directory),
            DirectoryLength = directory.Length,
            DirectoryChecksum = SnapshotFormat.Checksum(directory),
            FileLength = _end,
        };
        RandomAccess.Write(snapshot.File, new ReadOnlySpan<byte>(&header, sizeof(SnapshotHeader)), 0);
        snapshot.Length = _end;
    }
}
