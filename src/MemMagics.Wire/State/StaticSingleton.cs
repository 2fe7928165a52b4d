namespace MemMagics.Wire.State;

/// <summary>Stands in a snapshot for an object that a static read-only field of its own type holds: the worker uses its own object.</summary>
public static class StaticSingleton;
