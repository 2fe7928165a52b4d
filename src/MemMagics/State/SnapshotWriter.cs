using System.Runtime.InteropServices;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.State;

/// <summary>Appends to the file of a snapshot.</summary>
internal sealed class SnapshotWriter(Snapshot snapshot)
{
    private const int Piece = 1 << 30;
    private const int PageSize = 4096;

    private long _end = PageSize; // The header is written last, in the first page.

    /// <summary>Appends bytes and returns their offset.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var offset = _end;
        RandomAccess.Write(snapshot.File, bytes, offset);
        _end += bytes.Length;
        return offset;
    }

    /// <summary>Leaves a hole in the file, which takes no memory.</summary>
    public void Skip(long bytes) => _end += bytes;

    /// <summary>Writes an array's content straight from the array, or reserves space for it when the array can stay in the notebook.</summary>
    /// <returns>The content's offset, or its bitwise complement when the space is only reserved.</returns>
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

    /// <summary>Writes any amount of memory that does not move.</summary>
    public static unsafe void WriteBlock(SafeFileHandle file, long offset, byte* start, long bytes)
    {
        for (long done = 0; done < bytes; done += Piece)
            RandomAccess.Write(file, new ReadOnlySpan<byte>(start + done, (int)Math.Min(bytes - done, Piece)), offset + done);
    }

    /// <summary>Writes the directory and the header, which completes the snapshot.</summary>
    public unsafe void Complete(ReadOnlySpan<byte> directory, int objectCount, bool sameHashes)
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
            SameHashes = sameHashes ? 1 : 0,
        };
        RandomAccess.Write(snapshot.File, new ReadOnlySpan<byte>(&header, sizeof(SnapshotHeader)), 0);
        snapshot.Length = _end;
    }
}
