using System.Runtime.InteropServices;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>
/// The large arrays of a rebuild, filled all at once. Their content is copied straight from the notebook's own arrays, which costs at
/// most half of writing it to a file and reading it back (docs/measurements.md, State).
/// </summary>
internal sealed unsafe class LargeArrays(SafeFileHandle file, long fileLength, IArrayContents contents)
{
    private readonly List<(Array Array, long Offset, long Bytes)> _arrays = [];

    public void Add(Array array, long offset, long bytes)
    {
        ArrayBlock.Check(offset, fileLength, bytes);
        _arrays.Add((array, offset, bytes));
    }

    /// <exception cref="SnapshotException">The content cannot be read.</exception>
    public void Fill()
    {
        if (_arrays.Count == 0)
            return;

        var pins = _arrays.ConvertAll(static large => GCHandle.Alloc(large.Array, GCHandleType.Pinned));
        try
        {
            var places = new ArrayPlace[pins.Count];
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = new ArrayPlace(_arrays[i].Offset, _arrays[i].Bytes, pins[i].AddrOfPinnedObject());
                HugePages.Ask((byte*)places[i].Address, places[i].Bytes);
            }

            var copied = contents.Copy(places);
            foreach (var place in places)
            {
                if (!copied)
                    ArrayBlock.Read(file, place.Offset, (byte*)place.Address, place.Bytes);
                HugePages.Release((byte*)place.Address, place.Bytes);
            }
        }
        finally
        {
            pins.ForEach(static pin => pin.Free());
        }
    }
}
