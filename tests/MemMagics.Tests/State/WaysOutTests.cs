using MemMagics.Measuring;

namespace MemMagics.Tests.State;

/// <summary>Where the state cannot travel, the two ways out that the sentence offers do work.</summary>
public sealed class WaysOutTests
{
    private readonly MemoryProfiler _profiler = new();

    [OneTimeTearDown]
    public async Task EndWorkers() => await _profiler.DisposeAsync();

    [TestCaseSource(typeof(RefusedState), nameof(RefusedState.Cases))]
    public async Task ReplayAndInProcessMeasureWhatCannotTravel(RefusedState state)
    {
        await using var session = await ScriptSession.Start(_profiler, state.Cell);

        // act
        var refusal = Assert.ThrowsAsync<MagicException>(() => session.Memit(state.Code))!.Message;
        var replayed = await session.Memit(state.Code, static request => request with { State = StateMode.Replay, Repeat = 1 });
        var inProcess = await session.Memit(state.Code, static request => request with { State = StateMode.InProcess });

        Assert.Multiple(() =>
        {
            Assert.That(refusal, Does.Contain(state.Sentence).And.Contain("--replay").And.Contain("--in-process"));
            Assert.That((replayed.Failure, replayed.Runs.Count), Is.EqualTo((default(string), 1)));
            Assert.That((inProcess.Failure, inProcess.Runs.Count), Is.EqualTo((default(string), 1)));
        });
    }
}
