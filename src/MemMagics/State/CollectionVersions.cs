using MemMagics.Worker.State;

namespace MemMagics.State;

/// <summary>
/// The change counters of the collections that were written. A collection that other threads changed while it and what it holds
/// were written may be neither what it was nor what it is.
/// </summary>
internal sealed class CollectionVersions(IdentityMap objects, ValueOrigins origins)
{
    private readonly List<(int Id, int Offset, int Version)> _seen = [];

    /// <summary>Remembers how often a collection has been changed.</summary>
    /// <param name="id">The collection.</param>
    /// <param name="offset">Where it counts its changes.</param>
    public void Add(int id, int offset) => _seen.Add((id, offset, ObjectBody.Int32(objects[id], offset)));

    /// <exception cref="MagicException">One was changed since.</exception>
    public void Check()
    {
        foreach (var (id, offset, version) in _seen)
        {
            if (ObjectBody.Int32(objects[id], offset) != version)
                throw origins.Changing(id, "its contents are others by now");
        }
    }
}
