using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Running;

/// <summary>Records a cell's output and shows it. Threads that a cell has started may print for ever: also while other cells do, and when the run is over.</summary>
/// <param name="gate">Passes one cell's output at a time, until the run is over.</param>
/// <param name="record">Keeps it.</param>
/// <param name="earlier">The cells before, whose displays may be updated.</param>
/// <param name="view">Shows it.</param>
/// <param name="explain">Says what only the run knows about why the cell failed.</param>
internal sealed class RecordedOutput(OutputGate gate, OutputRecord record, IReadOnlyList<ExecutedCell> earlier, ICellOutput view, Func<CellError, CellError> explain) : ICellOutput
{
    public bool TellsOfCompiler => true;

    public void Write(OutputStream stream, string text) => gate.Pass(() =>
    {
        record.Write(stream, text);
        view.Write(stream, text);
    });

    /// <summary>What a user has typed: the terminal shows it already.</summary>
    public void WriteTyped(string line) => gate.Pass(() => record.Write(OutputStream.Out, $"{line}\n"));

    public void Display(DisplayedContent content) => gate.Pass(() =>
    {
        record.Display(content);
        view.Display(content);
    });

    /// <summary>What is updated may have been displayed by an earlier cell.</summary>
    public void Update(DisplayedContent content) => gate.Pass(() =>
    {
        if (!record.TryUpdate(content))
            _ = earlier.Any(cell => cell.Output.TryUpdate(content));
        view.Update(content);
    });

    public void Fail(CellError error) => gate.Pass(() =>
    {
        error = explain(error);
        record.Fail(error);
        view.Fail(error);
    });

    public void Wait(string? step) => gate.Pass(() => view.Wait(step));
}
