using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

internal sealed record RanCell(CellResult Result, OutputRecord Output)
{
    public string Text => Output.Text;
}
