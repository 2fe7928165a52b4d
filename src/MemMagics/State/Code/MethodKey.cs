namespace MemMagics.State.Code;

/// <summary>A method by its type, name and signature, as written in any assembly that refers to it.</summary>
internal readonly record struct MethodKey(TypeKey Type, string Name, string Signature);
