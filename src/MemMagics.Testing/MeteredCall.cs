using System.Globalization;
using System.Runtime.ExceptionServices;
using MemMagics.Reports;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Testing;

/// <summary>One call in this process.</summary>
/// <param name="Figures">What was measured of the whole process.</param>
/// <param name="OwnAllocated">The bytes that the calling thread itself has allocated.</param>
internal sealed record MeteredCall(CallFigures Figures, long OwnAllocated)
{
    // A thread that was started without a context has the default one, which has no other name.
    private static readonly ExecutionContext s_default = Default();

    /// <summary>Bytes that other threads have allocated: the code's, or those of the process's other work.</summary>
    public long AllocatedElsewhere => Figures.Allocated - OwnAllocated;

    /// <summary>Calls code on this thread.</summary>
    /// <remarks>
    /// In the default execution context: what a test framework keeps in its own flows to each thread and task that the code starts, and makes them
    /// dearer than in a program (docs/measurements.md, Allocated bytes). Without its synchronisation context asynchronous code cannot wait for this thread.
    /// </remarks>
    /// <returns>The measured call, or what the code has thrown.</returns>
    public static (MeteredCall? Call, ExceptionDispatchInfo? Thrown) Of(TestCode code)
    {
        ClosureCaches.Clear(code.Original);
        var call = new ContextualCall(code.Call, CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        ExecutionContext.Run(s_default, static state => ((ContextualCall)state!).Run(), call);
        return call.Thrown is null ? (new MeteredCall(call.Meter.Figures!, call.Readings.Allocated), null) : (null, call.Thrown);
    }

    public Figures ToFigures() => new()
    {
        Allocated = Figures.Allocated,
        Peak = null,
        Increment = null,
        Collections = [Figures.Gen0, Figures.Gen1, Figures.Gen2],
        Elapsed = Figures.Elapsed,
    };

    private static ExecutionContext Default()
    {
        ExecutionContext? captured = null;
        var thread = new Thread(() => captured = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return captured!;
    }

    private sealed class ContextualCall(Delegate code, CultureInfo culture, CultureInfo resources)
    {
        public Meter Meter { get; } = new();

        public ThreadReadings Readings { get; } = new();

        public ExceptionDispatchInfo? Thrown { get; private set; }

        public void Run()
        {
            SynchronizationContext.SetSynchronizationContext(null);

            // A test's culture is in its context. Only one that differs is set, because it flows, too.
            if (!Equals(CultureInfo.CurrentCulture, culture))
                CultureInfo.CurrentCulture = culture;
            if (!Equals(CultureInfo.CurrentUICulture, resources))
                CultureInfo.CurrentUICulture = resources;
            Thrown = CallMeasurement.Of(code).Run(Meter, Readings);
        }
    }
}
