using System.Globalization;

namespace MemMagics.Reports;

/// <summary>An axis of a chart, with round values at equal distances.</summary>
/// <param name="First">The first tick.</param>
/// <param name="Step">From one tick to the next.</param>
/// <param name="Steps">How many steps there are.</param>
/// <param name="Text">How a value is written, in a unit that fits the whole axis.</param>
internal sealed record ChartAxis(double First, double Step, int Steps, Func<double, string> Text)
{
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    private static readonly double[] s_inUnit = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    // Seconds.
    private static readonly double[] s_times =
    [
        .. Enumerable.Range(-6, 7).SelectMany(power => new[] { 1, 2, 5 }.Select(digit => digit * Math.Pow(10, power))),
        10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400,
    ];

    public double Last => First + (Steps * Step);

    public IEnumerable<double> Ticks => Enumerable.Range(0, Steps + 1).Select(index => First + (index * Step));

    /// <summary>An axis of bytes, in binary units: its first tick is not above the lowest value, its last one not below the highest.</summary>
    public static ChartAxis OfBytes(long lowest, long highest, int mostSteps)
    {
        var wanted = Math.Max(highest - lowest, 1) / (double)mostSteps;
        var unit = 0;
        while (unit < s_units.Length - 1 && wanted > s_inUnit[^1] * Math.Pow(1024, unit))
            unit++;
        var size = Math.Pow(1024, unit);
        var step = s_inUnit.First(digits => digits * size >= wanted) * size;
        var first = Math.Floor(lowest / step) * step;
        return new ChartAxis(first, step, Math.Max(1, (int)Math.Ceiling((highest - first) / step)), value => value == 0 ? "0 B" : string.Create(CultureInfo.InvariantCulture, $"{value / size:#,0} {s_units[unit]}"));
    }

    /// <summary>An axis of time, from 0: its last tick is not after the end.</summary>
    public static ChartAxis OfTime(TimeSpan end, int mostSteps)
    {
        var wanted = Math.Max(end.TotalSeconds, 1e-6) / mostSteps;
        var step = Array.Find(s_times, candidate => candidate >= wanted * (1 - 1e-9));
        if (step == 0)
            step = Math.Ceiling(wanted / s_times[^1]) * s_times[^1];
        var (size, unit) = step >= 86_400 ? (86_400, "d")
            : step >= 3600 ? (3600, "h")
            : step >= 60 ? (60, "min")
            : end.TotalSeconds >= 1 ? (1, "s")
            : end.TotalSeconds >= 1e-3 ? (1e-3, "ms")
            : (1e-6, "µs");
        return new ChartAxis(0, step, (int)((end.TotalSeconds / step) + 1e-9), value => string.Create(CultureInfo.InvariantCulture, $"{value / size:0.######} {unit}"));
    }
}
