using MemMagics.Reports;

namespace MemMagics.Tests.Workers;

internal sealed class TimelineTests
{
    [Test]
    public async Task APlotShowsMemoryThatWasGivenBackBeforeTheEnd()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(
            """
            var block = new byte[64 << 20];
            block.AsSpan().Fill(1);
            System.Threading.Thread.Sleep(30);
            block = null;
            GC.Collect(2, GCCollectionMode.Aggressive, true, true);
            System.Threading.Thread.Sleep(30);
            """,
            request => request with { Repeat = 1, Plot = true });

        // assert
        var highest = report.Timeline.Max(sample => sample.Resident);
        Assert.That(highest - report.Timeline[^1].Resident, Is.GreaterThan(60L << 20));
        Assert.That(report.Worst!.Peak, Is.EqualTo(64L << 20).Within(1).Percent);
        Assert.That(report.Worst.Increment, Is.LessThan(1L << 20));
        Assert.That(ReportText.Render(report), Does.Contain("resident memory").And.Contain("█"));
        Assert.That(ReportHtml.Render(report), Does.Contain("<polyline"));
    }

    [Test]
    public async Task ACallTooShortForAPlotSaysSo()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("1 + 1", request => request with { Repeat = 1, Plot = true });

        // assert
        Assert.That(report.Notes.Any(note => note.StartsWith("There is nothing to plot: ", StringComparison.Ordinal)), Is.EqualTo(report.Timeline.Count < 2));
    }

    [Test]
    public async Task WithoutPlotNothingIsSampled()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("new byte[1000]", request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Timeline, Is.Empty);
    }
}
