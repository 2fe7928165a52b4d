using System.Diagnostics;

namespace MemMagics.Measuring;

/// <summary>What is done before the first run: compiling the code, copying the state that it uses, weaving. The time that a measurement may take covers it, too.</summary>
internal sealed class Preparation
{
    // One at a time: one that was given up goes on until it notices, and uses what the next one would.
    private readonly Lock _gate = new();
    private Task _earlier = Task.CompletedTask;

    /// <summary>Prepares a measurement, on another thread.</summary>
    /// <param name="prepare">Does it; looks at its token now and then, which the compiler does not.</param>
    /// <param name="timeout">The time limit of the whole measurement.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    /// <exception cref="MagicException">The time is over. Nothing was measured.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public async Task<T> RunAsync<T>(Func<CancellationToken, T> prepare, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var clock = Stopwatch.StartNew();
        try
        {
            var preparing = InTurn(prepare, limit.Token);
            try
            {
                var prepared = await preparing.WaitAsync(limit.Token).ConfigureAwait(false);

                // On a busy machine the timer comes late.
                return clock.Elapsed < timeout ? prepared : throw new OperationCanceledException(limit.Token);
            }
            catch (OperationCanceledException)
            {
                _ = preparing.ContinueWith(static late => (late.Result as IDisposable)?.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MagicException(
                $"The measurement did not end within {timeout.TotalSeconds:0.###} s: it was stopped before its first run, while the code was compiled and what it uses was copied. -t 5m allows more.");
        }
    }

    private Task<T> InTurn<T>(Func<CancellationToken, T> prepare, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var turn = AfterAsync(_earlier, prepare, cancellationToken);
            _earlier = Task.WhenAll(_earlier, turn.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default));
            return turn;
        }
    }

    private static async Task<T> AfterAsync<T>(Task earlier, Func<CancellationToken, T> prepare, CancellationToken cancellationToken)
    {
        await earlier.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => prepare(cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
