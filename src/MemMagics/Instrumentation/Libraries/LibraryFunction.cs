namespace MemMagics.Instrumentation.Libraries;

/// <summary>A function of a library, ready to be profiled.</summary>
/// <param name="Function">The function as the report shows it.</param>
/// <param name="Index">The functions around it and nested in it.</param>
/// <param name="Methods">The methods it was compiled to.</param>
/// <param name="Node">Its node in the source; <see langword="null"/> for an implicit constructor.</param>
internal sealed record LibraryFunction(ProfiledFunction Function, FunctionIndex Index, IReadOnlyList<CompiledMethod> Methods, FunctionNode? Node);
