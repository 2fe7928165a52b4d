namespace MemMagics.Cli.Embedding;

/// <summary>The two streams that a console program writes to.</summary>
internal enum OutputStream
{
    Out,
    Error,
}
