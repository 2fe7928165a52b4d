using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// The version counters of the collections that were written. If another thread changed a collection while it and its content
/// were being written, the copy may match neither the old nor the new content.
/// </summary>
internal sealed class CollectionVersions(IdentityMap objects, ValueOrigins origins)
{
    private readonly List<(int Id, Slot Counter, int Version)> _seen = [];

    /// <summary>Remembers a collection's version.</summary>
    /// <param name="id">The collection.</param>
    /// <param name="counter">The field that counts its changes, or its elements.</param>
    public void Add(int id, Slot counter) => _seen.Add((id, counter, VersionOf(id, counter)));

    /// <exception cref="MagicException">A collection was changed since it was added.</exception>
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
        if (counter.Kind == SlotKind.Reference)
            return CountOf((int[])Unsafe.As<byte, object>(ref Unsafe.AddByteOffset(ref ObjectBody.Of(objects[id]), counter.Offset)));
        // The ends of a concurrent queue.
        var version = default(HashCode);
        version.AddBytes(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref ObjectBody.Of(objects[id]), counter.Offset), counter.Size));
        return version.ToHashCode();
    }

    /// <summary>The items of a concurrent dictionary, which counts them by lock.</summary>
    private static int CountOf(int[] counts)
    {
        var version = default(HashCode);
        foreach (var count in counts)
            version.Add(count);
        return version.ToHashCode();
    }
}
