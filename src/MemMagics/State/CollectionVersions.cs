using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// The change counters of the collections that were written. A collection that other threads changed while it and what it holds
/// were written may be neither what it was nor what it is.
/// </summary>
internal sealed class CollectionVersions(IdentityMap objects, ValueOrigins origins)
{
    private readonly List<(int Id, Slot Counter, int Version)> _seen = [];

    /// <summary>Remembers how often a collection has been changed.</summary>
    /// <param name="id">The collection.</param>
    /// <param name="counter">Where it counts its changes, or how far it is filled.</param>
    public void Add(int id, Slot counter) => _seen.Add((id, counter, VersionOf(id, counter)));

    /// <exception cref="MagicException">One was changed since.</exception>
    public void Check()
    {
        foreach (var (id, counter, version) in _seen)
        {
            if (VersionOf(id, counter) != version)
                throw origins.Changing(id, "its contents are others by now");
        }
    }

    private int VersionOf(int id, Slot counter)
    {
        if (counter.Size == sizeof(int))
            return ObjectBody.Int32(objects[id], counter.Offset);
        // The ends of a concurrent queue.
        var version = default(HashCode);
        version.AddBytes(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref ObjectBody.Of(objects[id]), counter.Offset), counter.Size));
        return version.ToHashCode();
    }
}
