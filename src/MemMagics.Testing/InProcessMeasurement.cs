using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MemMagics.Testing;

/// <summary>Calls code in the test's own process until it is known what it allocates, at most nine times.</summary>
internal static class InProcessMeasurement
{
    private const int MostWarmCalls = 8;

    // As in a fresh process: code that takes longer is called once.
    private static readonly TimeSpan s_longestFirstCall = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_longestTurn = TimeSpan.FromMinutes(5);

    // Two measurements at a time would be in each other's figures.
    private static readonly Lock s_gate = new();

    /// <summary>Makes the calls. What the first one throws is thrown, as it is.</summary>
    /// <exception cref="InvalidOperationException">The code measures something itself.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped between two calls.</exception>
    public static InProcessCalls Run(TestCode code, CancellationToken cancellationToken)
    {
        if (s_gate.IsHeldByCurrentThread)
            throw new InvalidOperationException("The measured code measures something itself, which would be in its own figures. Measure one after the other.");
        if (!s_gate.TryEnter(s_longestTurn))
            throw new InvalidOperationException("Another measurement of this process has not ended for five minutes. If the measured code waits for one that it makes on another thread, make them one after the other.");

        try
        {
            return Call(code, cancellationToken);
        }
        finally
        {
            s_gate.Exit();
        }
    }

    private static InProcessCalls Call(TestCode code, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var clock = Stopwatch.StartNew();
        var (first, thrown) = MeteredCall.Of(code);
        thrown?.Throw();
        var calls = new InProcessCalls(first!);
        while (first!.Figures.Elapsed <= s_longestFirstCall && calls.Warm.Count < MostWarmCalls && (calls.Warm.Count == 0 || (!calls.AreKnown && clock.Elapsed < s_longest)))
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
