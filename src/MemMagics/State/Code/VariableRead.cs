namespace MemMagics.State.Code;

/// <summary>A session variable that reached code reads.</summary>
internal readonly record struct VariableRead(string Assembly, string Field);
