using MemMagics.Wire.Messages;
using Mono.Cecil;

namespace MemMagics.Instrumentation;

/// <summary>A compiled method to weave, and its relation to its function.</summary>
/// <param name="Function">Index of the function.</param>
/// <param name="Kind">The function itself, its state machine, or code nested in it.</param>
/// <param name="Method">The method.</param>
/// <param name="Points">Its sequence points; empty for the stub of a state machine.</param>
/// <param name="Level">How deeply it is nested in the function; 0 for the function's own code.</param>
/// <param name="DeclarationLine">The line that is charged with what no sequence point covers: the function's first.</param>
internal sealed record ProfiledBody(
    int Function, BodyKind Kind, MethodDefinition Method, IReadOnlyList<SourcePoint> Points, int Level, int DeclarationLine);
