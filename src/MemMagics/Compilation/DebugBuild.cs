namespace MemMagics.Compilation;

/// <summary>A submission that the worker runs in the notebook's own build, which is Debug.</summary>
/// <param name="Cell">The name by which the user knows the cell.</param>
/// <param name="Reason">Why Debug is needed, as a clause.</param>
internal sealed record DebugBuild(string Cell, string Reason);
