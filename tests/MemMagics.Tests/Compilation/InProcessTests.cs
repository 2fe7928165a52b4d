using MemMagics.Magics;

namespace MemMagics.Tests.Compilation;

/// <summary>In the notebook's own process code means, and allocates, what it does in a worker.</summary>
[NonParallelizable] // what this process allocates is counted
internal sealed class InProcessTests
{
    [Test]
    public async Task AwaitingCostsTheSame()
    {
        await using var session = await ScriptSession.Start();
        Assert.That(await session.LeastInProcess("(await Task.FromResult(100))", 72), Is.EqualTo(72));
    }

    [TestCase(StateMode.Snapshot)]
    [TestCase(StateMode.Replay)]
    [TestCase(StateMode.InProcess)]
    public async Task ACellSeesTheSessionInEveryStateMode(StateMode state)
    {
        const long Expected = 128 + 24 + 152;
        var least = long.MaxValue;
        for (var i = 0; i < (state == StateMode.InProcess ? 20 : 1) && least > Expected; i++)
        {
            await using var session = await ScriptSession.Start("var size = 50;");

            // act
            var report = await session.Memit(
                "var twice = new byte[2 * size]; int Of() => twice.Length; int Of(int n) => n; await Task.CompletedTask; size += Of() + Of(1); new byte[size]",
                request => request with { State = state, Repeat = 1 });

            // assert
            Assert.That(report.Failure, Is.Null);
            Assert.That(session.State.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "size" }));
            least = Math.Min(least, report.Runs[0].Allocated);
        }

        // In this process others than the code allocate, too (LeastInProcess), and the code changes the session: so each call has a session of its own.
        Assert.That(least, Is.EqualTo(Expected));
    }
}
