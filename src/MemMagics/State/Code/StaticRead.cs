namespace MemMagics.State.Code;

/// <summary>A static field of the notebook that reached code reads.</summary>
internal readonly record struct StaticRead(Type Type, string Field);
