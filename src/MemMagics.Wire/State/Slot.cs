using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>A place in an object, struct or array element: plain bytes, a reference, or bytes that must be zero.</summary>
/// <param name="Kind">Which of these it is.</param>
/// <param name="Offset">From the holder's first data byte.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Type">The declared type.</param>
/// <param name="Path">The fields that lead to the place: one, or several through nested structs. Empty for an array element itself.</param>
public sealed record Slot(SlotKind Kind, int Offset, int Size, Type Type, FieldInfo[] Path);
