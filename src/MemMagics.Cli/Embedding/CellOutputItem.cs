using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>One thing in a cell's output, as kept after the cell ran.</summary>
internal abstract record CellOutputItem
{
    private CellOutputItem()
    {
    }

    internal sealed record Stream(OutputStream Name, string Text) : CellOutputItem;

    internal sealed record Displayed(DisplayedContent Content) : CellOutputItem;

    internal sealed record Failed(CellError Error) : CellOutputItem;
}
