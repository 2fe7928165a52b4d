namespace MemMagics.Instrumentation;

/// <summary>A method that was not woven.</summary>
/// <param name="Function">Index of the function it belongs to.</param>
/// <param name="Reason">The reason, as a clause to follow "because".</param>
internal readonly record struct UnwovenMethod(int Function, string Reason);
