namespace MemMagics.Wire.State;

/// <summary>A variable that the snapshot sets: a field of a submission object, or a static field.</summary>
/// <param name="Holder">The type that declares it: a submission class, a type of the notebook, or one of a library that knows objects which travel.</param>
/// <param name="Field">The field's name.</param>
/// <param name="IsStatic">Whether it is static; otherwise it is the submission object's.</param>
/// <param name="ObjectId">Its value, boxed if need be; 0 is null.</param>
public sealed record SnapshotRoot(Type Holder, string Field, bool IsStatic, int ObjectId);
