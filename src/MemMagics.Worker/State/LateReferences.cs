namespace MemMagics.Worker.State;

/// <summary>References to objects that do not exist yet, by the id of the missing object.</summary>
internal sealed class LateReferences
{
    private readonly Dictionary<int, List<LateReference>> _waiting = [];

    public void Add(int awaited, int holder, nint offset, Type declared)
    {
        if (!_waiting.TryGetValue(awaited, out var places))
            _waiting[awaited] = places = [];
        places.Add(new LateReference(holder, offset, declared));
    }

    public IReadOnlyList<LateReference> Take(int id) => _waiting.Remove(id, out var places) ? places : [];

    /// <param name="Holder">Id of the object that has the reference.</param>
    /// <param name="Offset">Offset of the place, from the object's first data byte or the array's first element.</param>
    /// <param name="Declared">The declared type of the place.</param>
    internal readonly record struct LateReference(int Holder, nint Offset, Type Declared);
}
