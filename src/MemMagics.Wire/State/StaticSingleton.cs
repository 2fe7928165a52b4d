namespace MemMagics.Wire.State;

/// <summary>Stands in a snapshot for an object that is a static read-only field of its own type: in the worker it is the worker's.</summary>
public static class StaticSingleton;
