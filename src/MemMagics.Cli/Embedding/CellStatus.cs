namespace MemMagics.Cli.Embedding;

/// <summary>How a cell ended.</summary>
internal enum CellStatus
{
    Ok,
    Failed,
    Skipped,
}
