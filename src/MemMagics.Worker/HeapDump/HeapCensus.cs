using System.Runtime.InteropServices;

namespace MemMagics.Worker.HeapDump;

/// <summary>The number of live objects of each type, and their bytes.</summary>
/// <remarks>A hash table with open addressing, in native memory, so that a census does not count the storage of an earlier one.</remarks>
internal sealed unsafe class HeapCensus : IDisposable
{
    private const int FirstCapacity = 1 << 12;

    private Entry* _entries = Allocate(FirstCapacity);
    private int _capacity = FirstCapacity;
    private int _count;

    /// <summary>Counts an object.</summary>
    /// <param name="type">The runtime's handle of its type.</param>
    /// <param name="bytes">Its size as the heap counts it.</param>
    public void Add(nint type, long bytes) => Add(type, 1, bytes);

    /// <summary>Subtracts another census from this one.</summary>
    public void Subtract(HeapCensus earlier)
    {
        foreach (ref readonly var entry in earlier.Entries)
        {
            if (entry.Type != 0)
                Add(entry.Type, -entry.Objects, -entry.Bytes);
        }
    }

    /// <summary>The types with a count that is not zero.</summary>
    public IReadOnlyList<(nint Type, long Objects, long Bytes)> Counts()
    {
        var counts = new List<(nint, long, long)>();
        foreach (ref readonly var entry in Entries)
        {
            if (entry.Objects != 0 || entry.Bytes != 0)
                counts.Add((entry.Type, entry.Objects, entry.Bytes));
        }

        return counts;
    }

    public void Dispose()
    {
        NativeMemory.Free(_entries);
        _entries = null;
        _capacity = 0;
    }

    private Span<Entry> Entries => new(_entries, _capacity);

    private void Add(nint type, long objects, long bytes)
    {
        ref var entry = ref Find(type);
        if (entry.Type == 0)
        {
            entry.Type = type;
            _count++;
        }

        entry.Objects += objects;
        entry.Bytes += bytes;
        if (_count > _capacity / 2)
            Grow();
    }

    private ref Entry Find(nint type)
    {
        // Type handles are addresses, aligned to eight.
        var mask = _capacity - 1;
        var index = (int)((ulong)type * 0x9E37_79B9_7F4A_7C15 >> 32) & mask;
        while (_entries[index].Type != 0 && _entries[index].Type != type)
            index = (index + 1) & mask;

        return ref _entries[index];
    }

    private void Grow()
    {
        var old = Entries;
        var oldEntries = _entries;
        _capacity *= 2;
        _entries = Allocate(_capacity);
        foreach (ref readonly var entry in old)
        {
            if (entry.Type != 0)
                Find(entry.Type) = entry;
        }

        NativeMemory.Free(oldEntries);
    }

    private static Entry* Allocate(int capacity) => (Entry*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Entry));

    private struct Entry
    {
        public nint Type;
        public long Objects;
        public long Bytes;
    }
}
