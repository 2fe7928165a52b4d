using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Cli.Running;

/// <summary>Runs a notebook's cells in order, in one session.</summary>
internal sealed class NotebookRun(Notebook notebook, EmbeddedSession session, RunView view)
{
    private readonly List<ExecutedCell> _done = [];
    private int _executed;

    /// <param name="keepGoing">Whether cells after a failed one run, too.</param>
    /// <param name="cancellationToken">Interrupts the running cell; the rest is skipped.</param>
    public async Task<ExecutedNotebook> RunAsync(bool keepGoing, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var cell in notebook.Cells)
        {
            view.Begin(cell);
            var output = new OutputRecord();
            var result = cell.IsProse ? CellResult.Prose
                : stopped || !cell.IsCSharp ? CellResult.Skipped
                : await session.RunCellAsync(new CellSource(cell.Document, cell.Text), new RecordedOutput(output, _done, view), cancellationToken);
            var ran = result.Status != CellStatus.Skipped && !cell.IsProse;
            var ended = new ExecutedCell(cell, result, output, ran ? ++_executed : null);
            _done.Add(ended);
            view.End(ended);
            stopped |= cancellationToken.IsCancellationRequested || (result.Status == CellStatus.Failed && !keepGoing);
        }

        var notebookRun = new ExecutedNotebook(notebook, _done, cancellationToken.IsCancellationRequested);
        view.Finish(notebookRun);
        return notebookRun;
    }
}
