using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MemMagics.Testing;

/// <summary>Calls code in the test's own process until it is known what it allocates, at most nine times.</summary>
internal static class InProcessMeasurement
{
    // As in a fresh process: code that takes longer is called once.
    private static readonly TimeSpan s_longestFirstCall = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <summary>Makes the calls. What the first one throws is thrown, as it is.</summary>
    /// <exception cref="InvalidOperationException">The code measures something itself.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped between two calls.</exception>
    public static InProcessCalls Run(TestCode code, CancellationToken cancellationToken) => MeasurementTurn.Run(() => Call(code, cancellationToken), cancellationToken);

    private static InProcessCalls Call(TestCode code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var (first, thrown) = MeteredCall.Of(code);
        thrown?.Throw();
        var calls = new InProcessCalls(first!);
        while (first!.Figures.Elapsed <= s_longestFirstCall && !calls.AreEnough && (calls.Warm.Count == 0 || clock.Elapsed < s_longest))
        {
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo? later;
            (var next, later) = MeteredCall.Of(code);
            if (later is not null)
                return calls with { Thrown = later.SourceException };

            calls = calls with { Warm = [.. calls.Warm, next!] };
        }

        return calls;
    }
}
