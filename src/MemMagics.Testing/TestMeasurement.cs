using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>Measures a test's code, in its own process or in a fresh one.</summary>
internal static class TestMeasurement
{
    private const string StaticFields = "where static fields are what their own initialisers make them";

    /// <summary>Measures in the test's own process; where that cannot be exact, in a fresh one.</summary>
    public static Measurement Of(TestCode code, CancellationToken cancellationToken) => Of(code, static _ => false, cancellationToken);

    /// <summary>Measures in the test's own process; where that cannot be exact, in a fresh one, unless its figure cannot be the one here: static fields differ.</summary>
    /// <param name="code">The code.</param>
    /// <param name="isEnough">Whether a measurement that is not exact does.</param>
    /// <param name="cancellationToken">Stops the measurement.</param>
    public static Measurement Of(TestCode code, Func<Measurement, bool> isEnough, CancellationToken cancellationToken)
    {
        var calls = InProcessMeasurement.Run(code, cancellationToken);
        var here = InProcessFigures.Of(code, calls);
        if (calls.AreKnown || isEnough(here))
            return here;

        try
        {
            var report = FreshProcess.Measure(code, findsOrigins: false, cancellationToken);
            var there = Of(report with { Notes = [$"Measured in fresh processes, {StaticFields}: other threads of the tests' own process allocated while the code ran.", .. report.Notes] });
            return there.Allocated >= here.AllocatedAtLeast && there.Allocated <= here.Allocated ? there
                : InProcessFigures.Of(code, calls, $"In fresh processes, {StaticFields}, the code allocated {ByteSize.Exact(there.Allocated)}, which it cannot have done here.");
        }
        catch (MagicException e)
        {
            return InProcessFigures.Of(code, calls, $"In a fresh process the code could not be measured: {e.Message}");
        }
    }

    /// <summary>Measures in fresh processes.</summary>
    public static Measurement InFreshProcess(TestCode code, CancellationToken cancellationToken) =>
        Of(FreshProcess.Measure(code, findsOrigins: false, cancellationToken));

    /// <summary>Finds the origins of what code allocates.</summary>
    public static AllocationOrigins Where(TestCode code, CancellationToken cancellationToken)
    {
        var report = FreshProcess.Measure(code, findsOrigins: true, cancellationToken);
        return report.Where ?? throw new MagicException(string.Join(' ', report.Notes));
    }

    /// <summary>Measures a function line by line.</summary>
    public static LineReport Lines(TestCode code, string function, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(function);
        return FreshProcess.Lines(code, function, cancellationToken);
    }

    private static Measurement Of(MemitReport report)
    {
        var worst = report.Worst!;
        return new Measurement
        {
            Allocated = worst.Allocated,
            Peak = worst.Peak,
            Increment = worst.Increment,
            Retained = worst.Retained,
            Collections = worst.Collections,
            Elapsed = worst.Elapsed,
            First = worst.First,
            Measured = report.Measured,
            IsExact = true,
            IsFirstExact = true,
            AllocatedAtLeast = worst.Allocated,
            Notes = report.Notes,
            Conditions = report.Conditions,
            Report = report,
        };
    }
}
