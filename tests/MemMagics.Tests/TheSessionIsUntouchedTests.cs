namespace MemMagics.Tests;

/// <summary>Measured code cannot change a variable of the session, its static state, its directory or its output.</summary>
[NonParallelizable] // measures in this process, and replaces its standard output
internal sealed class TheSessionIsUntouchedTests
{
    [Test]
    public async Task WhatTheCodeChangesItChangesInTheWorkerOnly()
    {
        // GIVEN a session with a variable, an array, a static field
        await using var session = await ScriptSession.Start(
            "int count = 1; var numbers = new[] { 1, 2, 3 }; var names = new List<string> { \"a\" };",
            "class Counter { public static int Calls = 7; public int Next() => ++Calls; }\nvar counter = new Counter();");
        var directory = Environment.CurrentDirectory;
        var console = Console.Out;
        using var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            // WHEN measured code changes all of them
            var report = await session.Memit(
                "count = 42; numbers[0] = 99; names.Add(\"b\"); counter.Next(); Counter.Calls += 100; Environment.CurrentDirectory = Path.GetTempPath(); Console.WriteLine($\"{count} {numbers[0]} {names.Count} {Counter.Calls}\");");

            // THEN it saw what it did, in both calls of each run
            Assert.That(report.Failure, Is.Null);
            Assert.That(report.Printed, Is.EqualTo($"42 99 2 108{Environment.NewLine}42 99 2 108{Environment.NewLine}"));
            Assert.That(report.Notes, Has.One.EqualTo("What was printed is of both calls, the first and the warm one."));
        }
        finally
        {
            Console.SetOut(console);
        }

        // AND the session did not
        Assert.That(session.State.GetVariable("count").Value, Is.EqualTo(1));
        Assert.That(session.State.GetVariable("numbers").Value, Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(session.State.GetVariable("names").Value, Is.EqualTo(new[] { "a" }));
        Assert.That((await session.State.ContinueWithAsync<int>("Counter.Calls")).ReturnValue, Is.EqualTo(7));
        Assert.That(Environment.CurrentDirectory, Is.EqualTo(directory));
        Assert.That(written.ToString(), Is.Empty);
    }

    [Test]
    public async Task EarlierCellsDoNotRunAgain()
    {
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
        await using var session = await ScriptSession.Start($"File.AppendAllText(@\"{log}\", \"x\"); var data = new byte[10];");
        try
        {
            // act
            for (var measurement = 0; measurement < 10; measurement++)
                await session.Memit("data.Length + 1", request => request with { Repeat = 1 });

            // assert
            Assert.That(File.ReadAllText(log), Is.EqualTo("x"));
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Test]
    public async Task WithReplayTheSideEffectsHappenAgainAndTheReportSaysSo()
    {
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
        await using var session = await ScriptSession.Start($"File.AppendAllText(@\"{log}\", \"x\"); var data = new byte[10];", "int Twice(int n) => 2 * n;");
        try
        {
            // act
            var report = await session.Memit("new byte[Twice(data.Length)]", request => request with { State = StateMode.Replay, Repeat = 2 });

            // assert
            Assert.That(File.ReadAllText(log), Is.EqualTo("xxx"));
            Assert.That(report.Notes, Has.One.Contains("ran again").And.Contains("2 more times"));
            Assert.That(report.Runs.Select(run => run.Retained), Is.All.EqualTo(48));
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Test]
    public async Task AReplayHasTheValuesThatTheHostBroughtAndMakesTheOthersAgain()
    {
        // GIVEN a value that the host set, as #!share does, and a variable that a cell sets
        await using var session = await ScriptSession.Start("int[] shared = default;", "List<int> own = null;");
        session.State.GetVariable("shared").Value = new int[5];
        await session.Run("own = new List<int>(shared.Length); own.Add(1);");

        // act
        var report = await session.Memit("new byte[shared.Length + own.Count + own.Capacity]", request => request with { State = StateMode.Replay, Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Allocated, Is.EqualTo(24 + 5 + 1 + 5 + 5), "11 bytes, rounded up to 16");
    }

    [Test]
    public async Task AReplayThatFailsSaysWhichCellAndLine()
    {
        await using var session = await ScriptSession.Start($"var worker = Environment.GetCommandLineArgs()[0].Contains(\"Worker\");", "var x = 1;\nif (worker) throw new InvalidOperationException(\"no second time\");");

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit("x", request => request with { State = StateMode.Replay }))!;

        // assert
        Assert.That(failure.Message, Is.EqualTo("Running the earlier cells again failed in cell 2, line 2: InvalidOperationException: no second time"));
    }

    [Test]
    public async Task InProcessTheCodeRunsOnTheLiveObjectsAndAllocatedIsStillExact()
    {
        await using var session = await ScriptSession.Start("var all = new List<byte[]>(); var lives = new System.Threading.CancellationTokenSource();");

        // act
        var report = await session.Memit("all.Add(new byte[1000]); lives.Cancel();", request => request with { State = StateMode.InProcess });
        var exact = await session.LeastInProcess("new byte[all[0].Length]", 1024);

        // assert
        Assert.That(report.Conditions.Workers, Is.Zero);
        Assert.That(report.Notes, Has.One.Contains("own process"));
        Assert.That(exact, Is.EqualTo(1024));
        Assert.That(((List<byte[]>)session.State.GetVariable("all").Value).Single(), Has.Length.EqualTo(1000));
    }

    [Test]
    public async Task WhatCannotTravelIsNamedWithItsPathAndTheWaysOut()
    {
        await using var session = await ScriptSession.Start("var file = File.Create(Path.GetTempFileName());");

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit("file.Length"))!;
        var again = await session.Memit("file.Length", request => request with { State = StateMode.Replay, Repeat = 1 });
        ((FileStream)session.State.GetVariable("file").Value).Dispose();

        // assert
        Assert.That(failure.Message, Does.StartWith("file").And.Contain("FileStream").And.Contain("--replay").And.Contain("--in-process"));
        Assert.That(again.Failure, Is.Null);
    }
}
