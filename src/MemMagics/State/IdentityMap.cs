using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMagics.State;

/// <summary>
/// The objects found so far and their ids, by identity: open addressing on the objects' addresses. Objects that were allocated one
/// after another are neighbours in memory, so that their slots are neighbours too and stay in the processor's cache; the runtime's
/// own hash codes are random, and are stored in each object's header.
/// </summary>
/// <remarks>
/// The collector moves objects. A hit is compared by reference, so a stale table can only cause false misses; every miss
/// therefore checks whether there was a collection since the table was built, and if so rebuilds the table. If other threads
/// of the notebook cause collections all the time, hash codes replace addresses.
/// </remarks>
internal sealed unsafe class IdentityMap : IDisposable
{
    // Blocks are kept below the size of the large object heap, whose growth would trigger full collections.
    private const int BlockBits = 13;
    private const int BlockMask = (1 << BlockBits) - 1;

    // Addresses are multiples of 8. Neighbours within 512 bytes share a run of slots; no object is smaller than 24 bytes.
    private const int AlignmentBits = 3;
    private const int NeighbourBits = 6;
    private const int NeighbourMask = (1 << NeighbourBits) - 1;

    private object[][] _blocks = [new object[1 << BlockBits]];
    private int* _slots; // ids; 0 is free
    private int _mask = 1023;
    private int _count;
    private int _builtAt;
    private long _rebuilt;
    private bool _byHashCode;

    public IdentityMap() => Build();

    /// <summary>The highest id; ids count from 1.</summary>
    public int Count => _count;

    public object this[int id] => _blocks[id >> BlockBits][id & BlockMask];

    /// <summary>The object's id, a new one if the object was not found before.</summary>
    public int IdOf(object value, out bool isNew)
    {
        var slot = SlotOf(value);
        var id = _slots[slot];
        isNew = id == 0;
        return isNew ? Add(value, slot) : id;
    }

    /// <summary>The id of an object that was found before; 0 for any other.</summary>
    public int Find(object value) => _slots[SlotOf(value)];

    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
    }

    /// <summary>The slot with the object's id, or the free one where it belongs.</summary>
    private int SlotOf(object value)
    {
        while (true)
        {
            var slot = FirstSlot(value);
            for (int id; (id = _slots[slot]) != 0; slot = (slot + 1) & _mask)
            {
                if (ReferenceEquals(this[id], value))
                    return slot;
            }

            if (_byHashCode || GC.CollectionCount(0) == _builtAt)
                return slot;
            // The rebuilds have cost more than a table of hash codes would: the collector runs too often.
            _byHashCode = (_rebuilt += _count) > (16L * _count) + (1 << 20);
            Build();
        }
    }

    private int FirstSlot(object value)
    {
        if (_byHashCode)
            return Spread((ulong)RuntimeHelpers.GetHashCode(value)) & _mask;
        var place = (ulong)Unsafe.As<object, nint>(ref value) >> AlignmentBits;
        return (Spread(place >> NeighbourBits) + (int)(place & NeighbourMask) / 2) & _mask;
    }

    private int Add(object value, int slot)
    {
        var id = ++_count;
        if (id >> BlockBits == _blocks.Length)
            Array.Resize(ref _blocks, _blocks.Length * 2);
        (_blocks[id >> BlockBits] ??= new object[1 << BlockBits])[id & BlockMask] = value;
        _slots[slot] = id;
        if (_count * 2L > _mask)
            Grow();
        return id;
    }

    private void Grow()
    {
        NativeMemory.Free(_slots);
        _slots = null;
        _mask = (_mask * 2) + 1;
        Build();
    }

    private void Build()
    {
        // Read before the addresses, so that a collection during the build is noticed at the next miss.
        _builtAt = GC.CollectionCount(0);
        if (_slots == null)
            _slots = (int*)NativeMemory.Alloc((nuint)_mask + 1, sizeof(int));
        new Span<int>(_slots, _mask + 1).Clear();
        for (var id = 1; id <= _count; id++)
        {
            var slot = FirstSlot(this[id]);
            while (_slots[slot] != 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = id;
        }
    }

    private static int Spread(ulong place) => (int)((place * 0x9E3779B97F4A7C15) >> 33);
}
