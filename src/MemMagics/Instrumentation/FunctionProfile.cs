using MemMagics.Wire.Messages;

namespace MemMagics.Instrumentation;

/// <summary>A program that records when some of its functions run.</summary>
/// <param name="Functions">Their names.</param>
/// <param name="Bodies">Of each woven body its function, and what it is of it.</param>
/// <param name="Woven">The woven assemblies, the program's own among them.</param>
/// <param name="Notes">Which functions were not woven, and why.</param>
internal sealed record FunctionProfile(
    IReadOnlyList<string> Functions, IReadOnlyList<(int Function, BodyKind Kind)> Bodies, IReadOnlyList<WovenAssembly> Woven, IReadOnlyList<string> Notes);
