namespace MemMagics.Instrumentation;

/// <summary>A place that the probe counts.</summary>
/// <param name="Function">Index of its function.</param>
/// <param name="Line">Its line in the function's document, counted from 1.</param>
/// <param name="Level">How deep in functions written inside the function it lies; 0 for the function's own code.</param>
internal readonly record struct ProbeSlot(int Function, int Line, int Level);
