using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>Runs a notebook's cells in order, in one session.</summary>
internal sealed class NotebookRun(Notebook notebook, EmbeddedSession session, RunView view)
{
    private readonly List<ExecutedCell> _done = [];

    /// <param name="keepGoing">Whether cells after a failed one run, too.</param>
    /// <param name="cellTimeout">How long a cell may run; <see langword="null"/> for as long as it likes.</param>
    /// <param name="cancellationToken">Interrupts the running cell; the rest is skipped.</param>
    public async Task<ExecutedNotebook> RunAsync(bool keepGoing, TimeSpan? cellTimeout, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var cell in notebook.Cells)
        {
            view.Begin(cell);
            var output = new OutputRecord();
            var result = cell.IsProse ? CellResult.Prose
                : stopped || !cell.IsCSharp ? CellResult.Skipped
                : await RunCellAsync(cell, output, cellTimeout, cancellationToken);
            var ended = new ExecutedCell(cell, result, output);
            _done.Add(ended);
            view.End(ended);

            // What cannot be stopped holds the processor, and whatever locks it has: the cells after it would measure that.
            stopped |= cancellationToken.IsCancellationRequested || (result.Status == CellStatus.Failed && !keepGoing) || result.Error is { IsStillRunning: true };
        }

        var executed = new ExecutedNotebook(notebook, _done, cancellationToken.IsCancellationRequested);
        view.Finish(executed);
        return executed;
    }

    private async Task<CellResult> RunCellAsync(Cell cell, OutputRecord output, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        CellLimit? limit = null;
        var recorded = new RecordedOutput(output, _done, view, error => limit?.Explain(error) ?? error);
        try
        {
            // A cell's time is its own: it does not begin before the session is there.
            await session.Script;
            limit = new CellLimit(timeout, cancellationToken);
            var result = await session.RunCellAsync(new CellSource(cell.Document, cell.Text), recorded, limit.Token);
            return result.Error is { } error ? result with { Error = limit.Explain(error) } : result;
        }
        catch (Exception e)
        {
            // A cell's failures are results. This is a fault of the tool or of its surroundings, and no reason to lose what the other cells have measured.
            var error = new CellError("MemMagics", UnexpectedFailure.Sentence(e), []);
            recorded.Fail(error);
            return new CellResult(CellStatus.Failed, error, [], TimeSpan.Zero);
        }
        finally
        {
            limit?.Dispose();
        }
    }
}
