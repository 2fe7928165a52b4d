namespace MemMagics.Cli.Embedding;

/// <summary>A notebook that another one imports.</summary>
/// <param name="Cells">Its cells that this host does something with, in order; their names begin with the file's.</param>
/// <param name="Fault">Why it cannot be read, as a sentence; <see langword="null"/> when it can.</param>
internal sealed record ImportedNotebook(IReadOnlyList<CellSource> Cells, string? Fault);
