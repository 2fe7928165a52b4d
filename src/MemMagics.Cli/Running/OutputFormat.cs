namespace MemMagics.Cli.Running;

/// <summary>What a run writes to standard output.</summary>
internal enum OutputFormat
{
    Text,
    Json,
    Markdown,
}
