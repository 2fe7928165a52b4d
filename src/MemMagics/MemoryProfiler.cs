using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics;

/// <summary>Measures what code of a notebook costs in memory. One instance serves one notebook: it keeps emitted submissions and standby workers.</summary>
public sealed class MemoryProfiler : IAsyncDisposable
{
    /// <summary>Measures a request in the session, which is left untouched.</summary>
    /// <param name="session">The notebook's state.</param>
    /// <param name="request">What to measure, and how.</param>
    /// <param name="progress">Is told how far the measurement has come; <see langword="null"/> for nobody.</param>
    /// <param name="cancellationToken">Stops the measurement and its workers at once.</param>
    /// <returns>A <see cref="MemitReport"/> for a <see cref="MemitRequest"/>, a <see cref="LineReport"/> for an <see cref="MprunRequest"/>.</returns>
    /// <exception cref="MagicException">Nothing could be measured: the code does not compile, its state cannot travel, a name is unknown, the worker died in its first run.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public Task<Report> MeasureAsync(
        NotebookSession session, MeasureRequest request, IProgress<MeasureProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        throw new MagicException("Measuring is being built.");
    }

    /// <summary>Ends the standby workers.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
