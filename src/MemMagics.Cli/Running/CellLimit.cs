using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Running;

/// <summary>Stops a cell that runs for longer than it may.</summary>
/// <param name="timeout">How long it may run; <see langword="null"/> for as long as it likes.</param>
/// <param name="interrupt">Stops the cell, too.</param>
internal sealed class CellLimit(TimeSpan? timeout, CancellationToken interrupt) : IDisposable
{
    private readonly CancellationTokenSource _source = Start(timeout, interrupt);

    public CancellationToken Token => _source.Token;

    /// <summary>Why a cell failed that was stopped; another error as it is.</summary>
    public CellError Explain(CellError error)
    {
        if (error.Kind != CellError.InterruptedKind || interrupt.IsCancellationRequested || !_source.IsCancellationRequested)
            return error;
        var sentence = $"The cell was stopped: it ran for longer than the {Text(timeout!.Value)} of --cell-timeout.";
        return error with
        {
            Kind = "Timeout",
            Message = error.IsStillRunning ? $"{sentence} Its code does not stop by itself, so the run ends here." : sentence,
        };
    }

    public void Dispose() => _source.Dispose();

    private static CancellationTokenSource Start(TimeSpan? timeout, CancellationToken interrupt)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(interrupt);
        if (timeout is { } time)
            source.CancelAfter(time);
        return source;
    }

    private static string Text(TimeSpan time) => time.TotalSeconds < 1 ? $"{time.TotalMilliseconds:0} ms" : $"{time.TotalSeconds:0.###} s";
}
