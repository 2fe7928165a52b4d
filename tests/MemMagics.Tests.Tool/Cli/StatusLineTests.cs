using System.Diagnostics;
using MemMagics.Cli.Terminal;

namespace MemMagics.Tests.Cli;

/// <summary>What a terminal shows while there is something to wait for.</summary>
[Platform("Linux", Reason = "Its commands make a terminal, and end a tool that hangs.")]
public sealed class StatusLineTests
{
    [TestCase("cols 0 rows 0")]
    [TestCase("cols 200 rows 50")]
    public async Task SaysWhatIsWaitedForWhateverSizeTheTerminalHas(string size)
    {
        // GIVEN a thread that prints meanwhile
        using var folder = new TemporaryFolder();
        folder.File("a.dib", """
            #!csharp
            new Thread(() => { for (var i = 0; i < 100; i++) { Console.Write("o"); Console.Error.Write("e"); Thread.Sleep(10); } }) { IsBackground = true }.Start();
            #!memit -r 1 new byte[1000]
            """);
        var command = $"stty {size}; {MemMagicsTool.InShell} run a.dib";

        // WHEN
        var run = await ToolRun.OfAsync(new ProcessStartInfo("timeout", ["-s", "KILL", "120", "script", "-qec", command, "/dev/null"]) { WorkingDirectory = folder.Path });

        // THEN
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Output, Does.Contain("measuring: ").And.Contain("1,024 B").And.Contain("a.dib: 1 ok"));
    }

    [Test]
    public async Task WhatTakesLongerThanASecondIsToldUntilItIsOver()
    {
        // GIVEN work that is not over before somebody has been told about it
        var work = new TaskCompletionSource();
        var told = new List<string?>();

        // WHEN
        await LongWait.ForAsync(work.Task, "starting the session", step =>
        {
            told.Add(step);
            work.TrySetResult();
        });
        await LongWait.ForAsync(Task.CompletedTask, "nothing", told.Add);

        // THEN
        Assert.That(told, Is.EqualTo(new[] { "starting the session", null }));
        Assert.That(() => LongWait.ForAsync(Task.FromException(new InvalidOperationException("no")), "nothing", told.Add), Throws.InvalidOperationException);
    }
}
