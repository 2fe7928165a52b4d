using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Code;

/// <summary>A call or an object in a method's machine code.</summary>
/// <param name="Path">Where it is written.</param>
/// <param name="Reference">What is called or made.</param>
/// <param name="Branches">How many branches lead past it, those past the calls that were replaced included.</param>
internal readonly record struct CodeStep(CodePath Path, CodeReference Reference, int Branches);
