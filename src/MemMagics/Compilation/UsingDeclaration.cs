namespace MemMagics.Compilation;

/// <summary>A variable that a cell declares with <c>using</c>.</summary>
/// <param name="Variable">Its name.</param>
/// <param name="IsAwaited">Whether the disposal is awaited: <c>await using</c>.</param>
public sealed record UsingDeclaration(string Variable, bool IsAwaited);
