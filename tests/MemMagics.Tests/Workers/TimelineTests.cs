using MemMagics.Reports;

namespace MemMagics.Tests.Workers;

internal sealed class TimelineTests
{
    [Test]
    [Platform("Linux", Reason = "looks at the threads of the process in /proc")]
    public async Task APlotShowsMemoryThatWasGivenBackBeforeTheEnd()
    {
        // GIVEN code that goes on once the thread that samples has come round twice, however busy the machine is:
        // it gives its processor back after each sample, and the kernel counts that
        await using var session = await ScriptSession.Start(
            """
            static Microsoft.Win32.SafeHandles.SafeFileHandle Sampler() => File.OpenHandle(
                Directory.EnumerateDirectories("/proc/self/task").Single(thread => File.ReadAllText(thread + "/comm") == "timeline\n") + "/status");
            static int Samples(Microsoft.Win32.SafeHandles.SafeFileHandle sampler)
            {
                Span<byte> text = stackalloc byte[4096];
                text = text[..RandomAccess.Read(sampler, text, 0)];
                text = text[(text.IndexOf("\nvoluntary_ctxt_switches:"u8) + 25)..];
                return int.Parse(text[..text.IndexOf((byte)'\n')].Trim((byte)'\t'));
            }
            static void BeSampled(Microsoft.Win32.SafeHandles.SafeFileHandle sampler)
            {
                for (var before = Samples(sampler); Samples(sampler) < before + 2;)
                    System.Threading.Thread.Yield();
            }
            """);

        // WHEN
        var report = await session.Memit(
            """
            var sampler = Sampler();
            var block = new byte[64 << 20];
            block.AsSpan().Fill(1);
            BeSampled(sampler);
            block = null;
            GC.Collect(2, GCCollectionMode.Aggressive, true, true);
            BeSampled(sampler);
            sampler.Dispose();
            """,
            request => request with { Repeat = 1, Plot = true });

        // THEN
        var highest = report.Timeline.Max(sample => sample.Resident);
        Assert.That(highest - report.Timeline[^1].Resident, Is.GreaterThan(60L << 20));
        Assert.That(report.Runs[0].Timeline.Select(sample => (sample.Elapsed, sample.Resident)), Is.EqualTo(report.Timeline.Select(sample => (sample.Elapsed, sample.Resident))));
        Assert.That(report.Timeline[0].Elapsed, Is.EqualTo(TimeSpan.Zero));
        Assert.That(report.Timeline[^1].Elapsed, Is.EqualTo(report.Runs[0].Elapsed));
        Assert.That(report.Timeline[^1].Resident - report.Timeline[0].Resident, Is.EqualTo(report.Runs[0].Increment));
        Assert.That(report.Timeline[^1].Collections, Is.EqualTo(report.Runs[0].Collections).And.Property("Count").EqualTo(3));
        Assert.That(report.Timeline.Where(sample => sample.Collections[2] == 0).Max(sample => sample.Resident), Is.EqualTo(highest), "before the collection");
        Assert.That(report.Timeline[^2].Collections[2], Is.GreaterThan(0), "a sample after it");
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
