using MemMagics.State.Fidelity;
using MemMagics.Wire.State;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.State;

/// <summary>Decides which hash tables are copied as they are: those whose keys have the same hash codes in the worker. The others are built again there.</summary>
internal sealed class CopiedTables(PortableHashes hashes) : IDisposable
{
    private readonly IdentityMap _examined = new();
    private readonly List<bool> _answers = [false];
    private readonly Dictionary<Type, Type> _defaults = [];

    /// <param name="table">A hash table.</param>
    /// <param name="plan">How it is built again.</param>
    public bool Contain(object table, TypePlan plan)
    {
        if (!hashes.SameSeeds)
            return false;
        var rebuild = (ITableRebuild)plan.Rebuild!;
        var (key, comparer) = (rebuild.KeyType, rebuild.ComparerOf(table));
        if (comparer is StringComparer && key == typeof(string))
            return true;
        // A comparer of strings leaves other objects to themselves.
        if (!IsDefault(comparer, key) && comparer is not (ReferenceEqualityComparer or StringComparer))
            return hashes.By(comparer!, key);
        if (key.IsValueType || key == typeof(string))
            return hashes.OfExactly(key);

        // Keys may be of derived types. The answer is kept, because it must not change while another thread adds keys.
        var id = _examined.IdOf(table, out var isNew);
        if (isNew)
            _answers.Add(comparer is ReferenceEqualityComparer ? rebuild.AllKeys(table, IsFoundAgain) : rebuild.AllKeys(table, HashesAlike));
        return _answers[id];
    }

    public void Dispose() => _examined.Dispose();

    private bool IsDefault(object? comparer, Type key)
    {
        if (comparer is null)
            return true;
        if (!_defaults.TryGetValue(key, out var usual))
            _defaults.Add(key, usual = typeof(EqualityComparer<>).MakeGenericType(key).GetProperty("Default")!.GetValue(null)!.GetType());
        return comparer.GetType() == usual;
    }

    private bool HashesAlike(object key) => hashes.OfExactly(key.GetType());

    private bool IsFoundAgain(object key) => hashes.OfIdentity(key.GetType());
}
