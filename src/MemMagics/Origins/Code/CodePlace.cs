namespace MemMagics.Origins.Code;

/// <summary>A place in compiled code, as the runtime knows it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Offset">The offset in its IL; -1 when it is not known (code compiled ahead of time, stubs).</param>
internal readonly record struct CodePlace(MethodCode Method, int Offset);
