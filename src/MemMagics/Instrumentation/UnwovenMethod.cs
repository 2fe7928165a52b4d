namespace MemMagics.Instrumentation;

/// <summary>A method that was left as it is.</summary>
/// <param name="Function">Index of the function it belongs to.</param>
/// <param name="Reason">Why, to follow "because".</param>
internal readonly record struct UnwovenMethod(int Function, string Reason);
