using System.Runtime.InteropServices;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>Reads array content from the file straight into the array.</summary>
internal static unsafe class ArrayBlock
{
    private const int Piece = 1 << 30;

    /// <exception cref="SnapshotException">The content lies outside of the file.</exception>
    public static void Check(long offset, long fileLength, long bytes)
    {
        if (offset < 0 || offset > fileLength - bytes)
            throw SnapshotException.Damaged("an array's content lies outside of it");
    }

    /// <summary>Fills an array, with huge pages where that helps.</summary>
    public static void Read(SafeFileHandle file, long offset, Array array, long bytes)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            var start = (byte*)pin.AddrOfPinnedObject();
            HugePages.Ask(start, bytes);
            Read(file, offset, start, bytes);
            HugePages.Release(start, bytes);
        }
        finally
        {
            pin.Free();
        }
    }

    /// <summary>Fills memory.</summary>
    public static void Read(SafeFileHandle file, long offset, byte* start, long bytes)
    {
        for (long done = 0; done < bytes;)
        {
            var read = RandomAccess.Read(file, new Span<byte>(start + done, (int)Math.Min(bytes - done, Piece)), offset + done);
            if (read <= 0)
                throw SnapshotException.Damaged("an array's content ends early");
            done += read;
        }
    }
}
