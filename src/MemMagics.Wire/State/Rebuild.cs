namespace MemMagics.Wire.State;

/// <summary>
/// Takes a value apart into values that travel (in the notebook) and puts it together from them (in the worker).
/// Taking apart uses documented members of the framework only and runs no code of the user.
/// </summary>
public abstract class Rebuild
{
    /// <summary>What each part has to be before <see cref="PutTogether"/> may be called; as many as there are parts.</summary>
    public abstract IReadOnlyList<PartNeed> Needs { get; }

    /// <summary>The type by which the worker knows what to put together, when the value's own class is an implementation detail.</summary>
    public virtual Type WireType(Type type) => type;

    /// <summary>Why this very value cannot travel, or <see langword="null"/>.</summary>
    public virtual string? Refusal(object value) => null;

    /// <summary>The parts. Arrays among them are made for this call and shared with nobody.</summary>
    public abstract object?[] TakeApart(object value);

    /// <summary>
    /// For how many elements beyond its content the value keeps room. The snapshot has a hole of as many bytes for it, so that the
    /// reader, which gives no more memory than the file justifies, can grant it.
    /// </summary>
    public virtual long SpareRoom(object?[] parts) => 0;

    /// <summary>Whether objects exist before their content does, so that content can refer back to them.</summary>
    public virtual bool HasBlank => false;

    /// <summary>Puts the value together.</summary>
    /// <param name="type">The wire type.</param>
    /// <param name="blank">The object to fill when <see cref="HasBlank"/>; no constructor has run on it.</param>
    /// <param name="parts">The parts, in order.</param>
    public abstract object PutTogether(Type type, object? blank, object?[] parts);
}
