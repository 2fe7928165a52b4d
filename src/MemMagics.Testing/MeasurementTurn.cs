using System.Diagnostics;

namespace MemMagics.Testing;

/// <summary>
/// One measurement at a time: two would be in each other's figures, and so would the engine that measures in a fresh process, since it compiles and
/// copies in this one.
/// </summary>
internal static class MeasurementTurn
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    // How long a stopped measurement waits for its turn at most.
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(50);

    private static readonly Lock s_gate = new();

    // Tests that run side by side can wait for many turns; only one that does not end is an error.
    private static int s_taken;

    /// <summary>Measures on this thread when it is its turn.</summary>
    /// <exception cref="InvalidOperationException">The measured code measures something itself.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public static T Run<T>(Func<T> measure, CancellationToken cancellationToken)
    {
        if (s_gate.IsHeldByCurrentThread)
            throw new InvalidOperationException("The measured code measures something itself, which would be in its own figures. Measure one after the other.");

        Wait(cancellationToken);
        try
        {
            return measure();
        }
        finally
        {
            s_gate.Exit();
        }
    }

    private static void Wait(CancellationToken cancellationToken)
    {
        for (var (waited, taken) = (Stopwatch.StartNew(), Volatile.Read(ref s_taken)); !s_gate.TryEnter(s_step);)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (taken != Volatile.Read(ref s_taken))
                (waited, taken) = (Stopwatch.StartNew(), Volatile.Read(ref s_taken));
            if (waited.Elapsed > s_longest)
                throw new InvalidOperationException("Another measurement of this process has not ended for five minutes. If the measured code waits for one that it makes on another thread, make them one after the other.");
        }

        Volatile.Write(ref s_taken, s_taken + 1);
    }
}
