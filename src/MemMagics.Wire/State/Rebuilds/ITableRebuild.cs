namespace MemMagics.Wire.State.Rebuilds;

/// <summary>
/// The rebuild of a hash table. It is needed only where the keys' hash codes are others in the worker; otherwise the table is copied as it is.
/// </summary>
public interface ITableRebuild
{
    /// <summary>Whether the table may be copied, field by field. A few travel by their content in any case.</summary>
    bool CanBeCopied { get; }

    /// <summary>The declared type of the keys.</summary>
    Type KeyType { get; }

    /// <summary>What the table was made with to hash and compare its keys; <see langword="null"/> for the default.</summary>
    object? ComparerOf(object table);

    /// <summary>Whether all keys are of such a type. No user code runs.</summary>
    bool AllKeys(object table, Func<object, bool> are);
}
