namespace MemMagics.Instrumentation.Libraries;

/// <summary>A function of a library, ready to be profiled.</summary>
/// <param name="Function">What the report says of it.</param>
/// <param name="Index">The functions written around it and inside it.</param>
/// <param name="Methods">The methods it was compiled to.</param>
/// <param name="Node">Its place in the source; <see langword="null"/> for one that nobody wrote.</param>
internal sealed record LibraryFunction(ProfiledFunction Function, FunctionIndex Index, IReadOnlyList<CompiledMethod> Methods, FunctionNode? Node);
