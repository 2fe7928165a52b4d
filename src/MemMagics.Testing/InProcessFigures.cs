using System.Diagnostics;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>What calls in the test's own process have shown.</summary>
internal static class InProcessFigures
{
    private static readonly bool s_isTiered = Environment.GetEnvironmentVariable("DOTNET_TieredCompilation") is { Length: > 0 } setting
        ? setting.Trim() != "0"
        : !AppContext.TryGetSwitch("System.Runtime.TieredCompilation", out var isTiered) || isTiered;

    /// <summary>The measurement that the calls are.</summary>
    /// <param name="code">The code.</param>
    /// <param name="calls">Its calls.</param>
    /// <param name="whyNotElsewhere">Why there is no figure of a fresh process instead, as a sentence; <see langword="null"/> when that was not tried.</param>
    public static Measurement Of(TestCode code, InProcessCalls calls, string? whyNotElsewhere = null)
    {
        var headline = calls.Headline.Figures;
        var isDebug = code.Tests.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true };
        return new Measurement
        {
            Allocated = headline.Allocated,
            Peak = null,
            Increment = null,
            Collections = [headline.Gen0, headline.Gen1, headline.Gen2],
            Elapsed = headline.Elapsed,
            First = calls.First.ToFigures(),
            Measured = calls.Warm.Count > 0 ? MeasuredCall.Warm : MeasuredCall.FirstCall,
            IsExact = calls.AreKnown,
            IsFirstExact = calls.First.AllocatedElsewhere == 0,
            AllocatedAtLeast = calls.AreKnown ? headline.Allocated : calls.OwnAllocatedAtLeast,
            Notes = [.. Notes(calls, isDebug ? code.Tests.GetName().Name : null, whyNotElsewhere)],
            Conditions = new RunConditions(
                RuntimeInformation.FrameworkDescription,
                $"{(isDebug ? "Debug" : "Release")}, {(s_isTiered ? "tiered" : "fully optimised")}",
                GCSettings.IsServerGC ? GcFlavor.Server : GcFlavor.Workstation,
                StateMode.InProcess,
                0),
        };
    }

    private static IEnumerable<string> Notes(InProcessCalls calls, string? debug, string? whyNotElsewhere)
    {
        if (!calls.AreKnown)
        {
            yield return $"Up to {ByteSize.Exact(calls.Headline.Figures.Allocated - calls.OwnAllocatedAtLeast)} may be others': threads of this process allocated while the code ran, and nobody can tell whose they were."
                + (whyNotElsewhere is null ? "" : " " + whyNotElsewhere);
        }

        var (least, most) = (calls.Candidates.Min(static call => call.Figures.Allocated), calls.Candidates.Max(static call => call.Figures.Allocated));
        if (calls.Differ && least != most)
            yield return $"The calls differed: {calls.Candidates.Count} of them allocated from {ByteSize.Exact(least)} to {ByteSize.Exact(most)}.";

        if (calls is { Thrown: { } thrown, Warm.Count: 0 })
            yield return $"Only the first call was measured: the second one, which found what the first had changed, threw {thrown.GetType().Name}: {thrown.Message}";
        if (debug is not null)
            yield return $"{debug}: compiled without optimisations (Debug). A Release build may allocate less.";
        if (s_isTiered)
            yield return "This process compiles in tiers: what the optimiser removes can change from call to call. <TieredCompilation>false</TieredCompilation> in the test project compiles as fresh processes do.";
    }
}
