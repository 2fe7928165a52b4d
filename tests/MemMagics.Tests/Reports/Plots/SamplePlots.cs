using MemMagics.Reports;
using MemMagics.Reports.Plots;

namespace MemMagics.Tests.Reports.Plots;

/// <summary>Finished plots for the renderers' tests.</summary>
internal static class SamplePlots
{
    public static MemoryPlot Sleep { get; } = new()
    {
        Title = "sleep 1",
        Duration = TimeSpan.FromSeconds(1.004),
        PeakKind = PeakKind.Resident,
        Peak = new(TimeSpan.FromMilliseconds(2), 1_835_008),
        Samples = [new(TimeSpan.Zero, 1_835_008), new(TimeSpan.FromSeconds(1), 1_835_008)],
        ExitCode = 0,
    };

    public static MemoryPlot Dotnet { get; } = new()
    {
        Title = "dotnet exec app.dll 3",
        Duration = TimeSpan.FromSeconds(90),
        PeakKind = PeakKind.Resident,
        Peak = new(TimeSpan.FromSeconds(40.5), 350_000_000),
        Samples = [.. Enumerable.Range(0, 91).Select(second => new MemorySample(TimeSpan.FromSeconds(second), 40_000_000 + (Math.Min(second, 60) * 4_000_000L) - (second > 60 ? 150_000_000 : 0)))],
        Collections =
        [
            .. Enumerable.Range(1, 60).Select(second => new CollectionMark(TimeSpan.FromSeconds(second), 0, TimeSpan.FromMicroseconds(300), second * 4_000_000L, false, 7)),
            new(TimeSpan.FromSeconds(30.2), 1, TimeSpan.FromMilliseconds(2), 118_000_000, false, 7),
            new(TimeSpan.FromSeconds(60.5), 2, TimeSpan.FromMilliseconds(40), 91_000_000, true, 7),
        ],
        CollectionTotals =
        [
            new(0, 12_060, TimeSpan.FromMilliseconds(3618), TimeSpan.FromMilliseconds(9)),
            new(1, 1, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(2)),
            new(2, 1, TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(40)),
        ],
        Functions =
        [
            new("Load", TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(20), 48_000_000, 120_000_000),
            new("Solver.SolveAllEquations", TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(61), 120_000_000, 130_000_000, 12),
        ],
        ExitCode = 0,
        Notes = ["3 garbage collections were over before they could be listened to, and are not counted."],
    };

    public static MemoryPlot Family { get; } = new()
    {
        Title = "make -j2",
        Duration = TimeSpan.FromMilliseconds(400),
        PeakKind = PeakKind.Resident,
        Peak = new(TimeSpan.FromMilliseconds(250), 130_000_000),
        Samples = [.. Enumerable.Range(0, 41).Select(step => new MemorySample(TimeSpan.FromMilliseconds(step * 10), 10_000_000 + (step is > 10 and < 30 ? 120_000_000 : 0)))],
        Processes =
        [
            new(100, "make -j2", [.. Enumerable.Range(0, 41).Select(step => new MemorySample(TimeSpan.FromMilliseconds(step * 10), 10_000_000))]),
            new(101, "cc1 -O2 a.c", [.. Enumerable.Range(10, 21).Select(step => new MemorySample(TimeSpan.FromMilliseconds(step * 10), step is > 10 and < 30 ? 80_000_000 : 0))]),
            new(102, "cc1 -O2 b.c", [.. Enumerable.Range(10, 21).Select(step => new MemorySample(TimeSpan.FromMilliseconds(step * 10), step is > 10 and < 30 ? 40_000_000 : 0))]),
        ],
        ExitCode = 137,
        IsInterrupted = true,
    };

    public static MemoryPlot Nothing { get; } = new() { Title = "true", Duration = TimeSpan.FromMilliseconds(1), ExitCode = 0, PeakKind = PeakKind.Resident };

    public static MemoryPlot Hostile { get; } = Sleep with
    {
        Title = "sh -c '<script>alert(1)</script> | ``` \u0001 \ud83d\ude00\n'",
        Processes = [new(1, "</text><script>", Sleep.Samples), new(2, "a\u0000|b", Sleep.Samples)],
        Functions = [new("<b>&", TimeSpan.Zero, TimeSpan.FromSeconds(1), 1_835_008, 1_835_008)],
        Notes = ["<img src=x onerror=alert(1)>"],
    };

    public static IEnumerable<(string Name, MemoryPlot Plot)> All => [("plot-sleep", Sleep), ("plot-dotnet", Dotnet), ("plot-family", Family), ("plot-nothing", Nothing), ("plot-hostile", Hostile)];
}
