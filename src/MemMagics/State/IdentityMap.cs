using System.Runtime.CompilerServices;

namespace MemMagics.State;

/// <summary>
/// The objects met so far and their ids, by identity. Open addressing over the runtime's own hash code: no code of the
/// user runs, and it is three times as fast as a dictionary (DESIGN.md, section 11).
/// </summary>
internal sealed class IdentityMap
{
    private object[] _objects = new object[256];
    private long[] _slots = new long[512]; // hash code above, id below; 0 is free
    private int _count;

    /// <summary>The highest id; ids count from 1.</summary>
    public int Count => _count;

    public object this[int id] => _objects[id];

    /// <summary>The object's id, new if it was not met before.</summary>
    public int IdOf(object value, out bool isNew)
    {
        var hash = RuntimeHelpers.GetHashCode(value);
        var mask = _slots.Length - 1;
        for (var slot = Spread(hash) & mask; ; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot];
            if (entry == 0)
            {
                isNew = true;
                return Add(value, hash, slot);
            }

            if ((int)(entry >> 32) == hash && ReferenceEquals(_objects[(int)entry], value))
            {
                isNew = false;
                return (int)entry;
            }
        }
    }

    /// <summary>The id of an object that was met; 0 for another.</summary>
    public int Find(object value)
    {
        var hash = RuntimeHelpers.GetHashCode(value);
        var mask = _slots.Length - 1;
        for (var slot = Spread(hash) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            var entry = _slots[slot];
            if ((int)(entry >> 32) == hash && ReferenceEquals(_objects[(int)entry], value))
                return (int)entry;
        }

        return 0;
    }

    private int Add(object value, int hash, int slot)
    {
        if (_count + 1 == _objects.Length)
            Array.Resize(ref _objects, _objects.Length * 2);
        var id = ++_count;
        _objects[id] = value;
        _slots[slot] = ((long)hash << 32) | (uint)id;
        if (_count * 2 > _slots.Length)
            Grow();
        return id;
    }

    private void Grow()
    {
        var old = _slots;
        _slots = new long[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var entry in old)
        {
            if (entry == 0)
                continue;
            var slot = Spread((int)(entry >> 32)) & mask;
            while (_slots[slot] != 0)
                slot = (slot + 1) & mask;
            _slots[slot] = entry;
        }
    }

    private static int Spread(int hash) => (int)((uint)(hash * -1640531535) >> 3);
}
