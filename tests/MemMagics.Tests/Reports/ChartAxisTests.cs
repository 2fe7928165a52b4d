using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ChartAxisTests
{
    [TestCase(0, 1, "0 B, 1 B")]
    [TestCase(0, 350_000_000, "0 B, 100 MiB, 200 MiB, 300 MiB, 400 MiB")]
    [TestCase(0, 3_000L << 20, "0 B, 500 MiB, 1,000 MiB, 1,500 MiB, 2,000 MiB, 2,500 MiB, 3,000 MiB")]
    [TestCase(0, 3_001L << 20, "0 B, 1 GiB, 2 GiB, 3 GiB")]
    [TestCase(40_000_000, 48_000_000, "38 MiB, 40 MiB, 42 MiB, 44 MiB, 46 MiB")]
    [TestCase(5_000, 5_000, "5,000 B, 5,001 B")]
    public void BytesHaveRoundTicksAroundThem(long lowest, long highest, string ticks)
    {
        var axis = ChartAxis.OfBytes(lowest, highest, mostSteps: 6);
        Assert.That(string.Join(", ", axis.Ticks.Select(axis.Text)), Is.EqualTo(ticks));
    }

    [TestCase(0.000004, "0 µs, 1 µs, 2 µs, 3 µs, 4 µs")]
    [TestCase(0.04, "0 ms, 10 ms, 20 ms, 30 ms, 40 ms")]
    [TestCase(1.2, "0 s, 0.5 s, 1 s")]
    [TestCase(90, "0 s, 30 s, 60 s, 90 s")]
    [TestCase(3599, "0 min, 15 min, 30 min, 45 min")]
    [TestCase(86_400 * 40, "0 d, 10 d, 20 d, 30 d, 40 d")]
    public void TimesHaveRoundTicksUpToTheEnd(double seconds, string ticks)
    {
        var axis = ChartAxis.OfTime(TimeSpan.FromSeconds(seconds), mostSteps: 4);
        Assert.That(string.Join(", ", axis.Ticks.Select(axis.Text)), Is.EqualTo(ticks));
    }
}
