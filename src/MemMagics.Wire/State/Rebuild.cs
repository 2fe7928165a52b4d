namespace MemMagics.Wire.State;

/// <summary>
/// Takes a value apart into values that travel (in the notebook) and puts it together from them (in the worker).
/// Taking apart runs no user code.
/// </summary>
public abstract class Rebuild
{
    /// <summary>What is needed of each part before <see cref="PutTogether"/> may be called, one entry for each part.</summary>
    public abstract IReadOnlyList<PartNeed> Needs { get; }

    /// <summary>The type that is written for the value: a public one when the value's own class is an implementation detail.</summary>
    public virtual Type WireType(Type type) => type;

    /// <summary>Why this particular value cannot travel, or <see langword="null"/>.</summary>
    public virtual string? Refusal(object value) => null;

    /// <summary>Whether putting it together opens something of the system again, which happens only where the user asks for it (<c>--reopen</c>).</summary>
    public virtual bool OpensAgain => false;

    /// <summary>The parts. Arrays among them are created by this call and not shared.</summary>
    public abstract object?[] TakeApart(object value);

    /// <summary>
    /// The unused capacity of the value, in elements. The snapshot gets a hole of as many bytes, because the reader allocates no more
    /// memory than the size of the file justifies.
    /// </summary>
    public virtual long SpareCapacity(object?[] parts) => 0;

    /// <summary>Whether the object can be created before its content exists, so that content can refer back to it.</summary>
    public virtual bool HasBlank => false;

    /// <summary>Puts the value together.</summary>
    /// <param name="type">The wire type.</param>
    /// <param name="blank">The uninitialised object to fill when <see cref="HasBlank"/>; no constructor has run on it.</param>
    /// <param name="parts">The parts, in order.</param>
    public abstract object PutTogether(Type type, object? blank, object?[] parts);
}
