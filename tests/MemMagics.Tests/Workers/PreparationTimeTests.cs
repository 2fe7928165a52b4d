using MemMagics.Reports;

namespace MemMagics.Tests.Workers;

/// <summary><c>-t</c> covers what comes before the first run, too, and ends what never does.</summary>
public sealed class PreparationTimeTests
{
    [TestCase(false)]
    [TestCase(true)]
    public async Task AMeasurementThatIsNotReadyInTimeIsStoppedWithASentenceAndTheNextOneWorks(bool inProcess)
    {
        // GIVEN a session with variables, and an expression over all of them
        await using var session = await ScriptSession.Start([.. Enumerable.Range(0, 20).Select(i => $"var x{i} = new int[{i + 1}];")]);
        var code = string.Join(" + ", Enumerable.Range(0, 20).Select(i => $"x{i}.Length"));

        // WHEN there is no time at all
        var stopped = Assert.ThrowsAsync<MagicException>(() => session.Memit(code, request => request with { Timeout = TimeSpan.FromMilliseconds(1), State = inProcess ? StateMode.InProcess : StateMode.Snapshot }))!;

        // THEN
        Assert.That(stopped.Message, Does.StartWith("The measurement did not end within 0.001 s: it was stopped before its first run"));
        Assert.That((await session.Memit($"new byte[{code}]")).Runs[0].Allocated, Is.EqualTo(240));
    }

    [Test]
    public async Task ARunThatCompletedIsNotLostWhenALaterCallNeverEnds()
    {
        // GIVEN code that ends in its first call and not in its second
        await using var session = await ScriptSession.Start();
        using var folder = new TemporaryFolder();
        var flag = Path.Combine(folder.Path, "flag");

        // WHEN the time is up: enough of it for the preparation and the first call on a busy machine
        var report = await session.Memit(
            $"if (File.Exists(@\"{flag}\")) System.Threading.Thread.Sleep(-1);\nFile.WriteAllText(@\"{flag}\", \"\");",
            static request => request with { Timeout = TimeSpan.FromSeconds(15) });

        // THEN the first call is reported, and why there is no more
        Assert.That(report.Measured, Is.EqualTo(MeasuredCall.FirstCall));
        Assert.That(report.Runs, Has.Count.EqualTo(1));
        Assert.That(report.Failure, Does.Contain("did not end within 15 s"));
    }
}
