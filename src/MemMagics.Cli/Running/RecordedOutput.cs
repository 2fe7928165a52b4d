using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Running;

/// <summary>Records a cell's output and shows it.</summary>
/// <param name="record">Keeps it.</param>
/// <param name="earlier">The cells before, whose displays may be updated.</param>
/// <param name="view">Shows it.</param>
/// <param name="explain">Says what only the run knows about why the cell failed.</param>
internal sealed class RecordedOutput(OutputRecord record, IReadOnlyList<ExecutedCell> earlier, ICellOutput view, Func<CellError, CellError> explain) : ICellOutput
{
    public void Write(OutputStream stream, string text)
    {
        record.Write(stream, text);
        view.Write(stream, text);
    }

    public void Display(DisplayedContent content)
    {
        record.Display(content);
        view.Display(content);
    }

    /// <summary>What is updated may have been displayed by an earlier cell.</summary>
    public void Update(DisplayedContent content)
    {
        if (!record.TryUpdate(content))
            _ = earlier.Any(cell => cell.Output.TryUpdate(content));
        view.Update(content);
    }

    public void Fail(CellError error)
    {
        error = explain(error);
        record.Fail(error);
        view.Fail(error);
    }

    public void Wait(string? step) => view.Wait(step);
}
