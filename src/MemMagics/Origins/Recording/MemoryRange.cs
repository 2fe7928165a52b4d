namespace MemMagics.Origins.Recording;

/// <summary>A range of the heap.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="End">The address behind it.</param>
/// <param name="Move">By how much a collection has moved the objects in it, in bytes; 0 when they stayed.</param>
internal readonly record struct MemoryRange(ulong Start, ulong End, long Move = 0);
