using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>Array content that goes from the file straight into the array.</summary>
internal static class ArrayBlock
{
    private const int Piece = 1 << 30;

    public static unsafe void Read(SafeFileHandle file, long offset, long fileLength, Array array, long bytes)
    {
        if (offset < 0 || offset > fileLength - bytes)
            throw SnapshotException.Damaged("an array's content lies outside of it");

        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        try
        {
            var start = (byte*)pin.AddrOfPinnedObject();
            HugePages.Ask(start, bytes);
            for (long done = 0; done < bytes;)
            {
                var read = RandomAccess.Read(file, new Span<byte>(start + done, (int)Math.Min(bytes - done, Piece)), offset + done);
                if (read <= 0)
                    throw SnapshotException.Damaged("an array's content ends early");
                done += read;
            }

            HugePages.Release(start, bytes);
        }
        finally
        {
            pin.Free();
        }
    }
}
