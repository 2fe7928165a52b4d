namespace MemMagics.Origins.Code;

/// <summary>A place in the code of an inlined function, and how it was called.</summary>
/// <param name="Caller">The call that was replaced; <see langword="null"/> in the method itself, and when it is not known.</param>
/// <param name="Node">The function, a node of an <see cref="InlineTree"/>.</param>
/// <param name="Offset">The offset in its IL.</param>
internal sealed record CodePath(CodePath? Caller, int Node, int Offset);
