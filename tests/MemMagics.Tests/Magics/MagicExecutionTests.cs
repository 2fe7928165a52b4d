using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;
using MemMagics.Session;

namespace MemMagics.Tests.Magics;

/// <summary>What becomes of a magic whatever happens in it.</summary>
public sealed class MagicExecutionTests
{
    [Test]
    public async Task ADefectOfOursFailsTheCellAndNotTheNotebook()
    {
        await using var profiler = new MemoryProfiler();
        var command = new MeasureCommand(new MemitRequest { Code = "1 + 1" });

        // act
        var outcome = await new MagicExecution(profiler, new BrokenHost(new InvalidCastException("no such thing"))).RunAsync(command, CancellationToken.None);

        Assert.That(outcome.Failure, Does.StartWith("MemMagics itself failed, so there is no result: InvalidCastException: no such thing\n").And.Contain("--replay").And.Contain(nameof(BrokenHost)));
    }

    [Test]
    public async Task AStopIsNoFailure()
    {
        await using var profiler = new MemoryProfiler();
        var execution = new MagicExecution(profiler, new BrokenHost(new OperationCanceledException()));

        Assert.CatchAsync<OperationCanceledException>(() => execution.RunAsync(new MeasureCommand(new MemitRequest { Code = "1 + 1" }), CancellationToken.None));
    }

    /// <summary>A host that throws when it is asked for the session.</summary>
    private sealed class BrokenHost(Exception exception) : IMagicHost
    {
        public ValueTask<NotebookSession> GetSessionAsync(CancellationToken cancellationToken) => throw exception;

        public void Wait(MeasureProgress? progress)
        {
        }

        public void ShowHelp(string text)
        {
        }

        public void Show(Report report)
        {
        }

        public Task DefineAsync(string name, Report report) => Task.CompletedTask;
    }
}
