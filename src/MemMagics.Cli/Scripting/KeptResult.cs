namespace MemMagics.Cli.Scripting;

/// <summary>What the last expression of a cell has come to.</summary>
/// <param name="Value">The value, which may be <see langword="null"/>.</param>
/// <param name="Type">Its static type as a variable is declared with it; <c>dynamic</c> where that has no name.</param>
internal sealed record KeptResult(object? Value, string Type);
