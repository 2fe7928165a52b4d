namespace MemMagics.Compilation;

/// <summary>A submission that runs as the notebook compiled it: in Debug.</summary>
/// <param name="Cell">The cell's name, as people know it.</param>
/// <param name="Reason">Why, as a clause.</param>
internal sealed record DebugBuild(string Cell, string Reason);
