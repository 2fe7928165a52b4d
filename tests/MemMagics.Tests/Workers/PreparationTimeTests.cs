using MemMagics.Reports;

namespace MemMagics.Tests.Workers;

/// <summary><c>-t</c> covers what comes before the first run, too.</summary>
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
}
