using System.Diagnostics;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;
using MemMagics.Reports;

namespace MemMagics.Cli.Running;

/// <summary>Runs a notebook's cells in order, in one session.</summary>
internal sealed class NotebookRun(Notebook notebook, EmbeddedSession session, RunView view)
{
    private readonly TypedLines _typed = new(view.IsTerminal);
    private readonly List<ExecutedCell> _done = [];
    private readonly object _gate = new();

    // Held within the one above: the run waits for a thread that prints, and none that prints waits for the run.
    private readonly OutputGate _outputs = new();

    // Of the cell that is running, or comes next.
    private OutputRecord _output = new();
    private long _started = Stopwatch.GetTimestamp();
    private bool _isOver;

    /// <param name="keepGoing">Whether cells after a failed one run, too.</param>
    /// <param name="cellTimeout">How long a cell may run; <see langword="null"/> for as long as it likes.</param>
    /// <param name="cancellationToken">Interrupts the running cell; the rest is skipped.</param>
    public async Task<ExecutedNotebook> RunAsync(bool keepGoing, TimeSpan? cellTimeout, CancellationToken cancellationToken)
    {
        var stopped = false;
        foreach (var cell in notebook.Cells)
        {
            Begin(cell);
            var result = cell.IsProse ? CellResult.Prose
                : stopped || !cell.Runs ? CellResult.Skipped
                : await RunCellAsync(cell, _output, cellTimeout, cancellationToken);
            End(cell, result);

            // What cannot be stopped holds the processor, and whatever locks it has: the cells after it would measure that.
            stopped |= cancellationToken.IsCancellationRequested || (result.Status == CellStatus.Failed && !keepGoing) || result.Error is { IsStillRunning: true };
        }

        return Finish(cancellationToken.IsCancellationRequested);
    }

    /// <summary>Ends the run because its process ends: the running cell has failed, those after it are skipped. From now on nothing else is shown.</summary>
    /// <param name="reason">Why the process ends, as a sentence.</param>
    /// <param name="keep">Keeps what was run, before it is shown: who reads that may take longer than the process has.</param>
    /// <returns>What was run until now; <see langword="null"/> when the run is over already.</returns>
    public ExecutedNotebook? Abandon(string reason, Action<ExecutedNotebook> keep)
    {
        Monitor.Enter(_gate); // never to be left: the run would go on while the process ends
        if (_isOver)
            return null;

        _isOver = true;
        var error = new CellError("Exit", reason, []);
        var shown = _done.Count;
        _outputs.Pass(() =>
        {
            if (shown < notebook.Cells.Count)
            {
                _output.Fail(error);
                var reports = _output.Items.OfType<CellOutputItem.Displayed>().Select(item => item.Content.Report).OfType<Report>().ToList();
                _done.Add(new ExecutedCell(notebook.Cells[shown], new CellResult(CellStatus.Failed, error, reports, Stopwatch.GetElapsedTime(_started)), _output));
            }

            _outputs.Close();
        });
        _done.AddRange(notebook.Cells.Skip(_done.Count).Select(cell => new ExecutedCell(cell, cell.IsProse ? CellResult.Prose : CellResult.Skipped, new OutputRecord())));
        var executed = new ExecutedNotebook(notebook, _done, Interrupted: false);
        keep(executed);

        foreach (var cell in _done.Skip(shown))
        {
            if (cell.Result.Error is null)
                view.Begin(cell.Cell);
            else
                view.Fail(error);
            view.End(cell);
        }

        view.Finish(executed);
        return executed;
    }

    private void Begin(Cell cell)
    {
        lock (_gate)
        {
            (_output, _started) = (new OutputRecord(), Stopwatch.GetTimestamp());
            _outputs.Pass(() => view.Begin(cell));
        }
    }

    private void End(Cell cell, CellResult result)
    {
        lock (_gate)
        {
            _outputs.Pass(() =>
            {
                _done.Add(new ExecutedCell(cell, result, _output));
                view.End(_done[^1]);
            });
        }
    }

    private ExecutedNotebook Finish(bool interrupted)
    {
        lock (_gate)
        {
            _isOver = true;

            // What threads of the cells still print is of no cell any more: all documents of the run say the same.
            _outputs.Close();
            var executed = new ExecutedNotebook(notebook, _done, interrupted);
            view.Finish(executed);
            return executed;
        }
    }

    private async Task<CellResult> RunCellAsync(Cell cell, OutputRecord output, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        CellLimit? limit = null;
        var recorded = new RecordedOutput(_outputs, output, _done, view, error => limit?.Explain(error) ?? error);
        try
        {
            // A cell's time is its own: it does not begin before the session is there.
            await LongWait.ForAsync(session.Script, "starting the session", recorded.Wait);
            limit = new CellLimit(timeout, cancellationToken);
            var result = await session.RunCellAsync(new CellSource(cell.Document, cell.Text) { Language = cell.Language }, recorded, limit.Token, new RecordedInput(_typed, recorded, limit.Token));
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
