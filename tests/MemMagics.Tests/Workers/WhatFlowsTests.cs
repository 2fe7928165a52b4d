using MemMagics.Magics;

namespace MemMagics.Tests.Workers;

/// <summary>Nothing of ours, and nothing of the first call, is in the execution context of measured code: it would be charged to each thread and task.</summary>
[NonParallelizable] // measures in this process, and replaces its standard output
internal sealed class WhatFlowsTests
{
    // What a program allocates that sets nothing (Release, tiered compilation off).
    [TestCase("var t = new Thread(() => { }); t.Start(); t.Join();", 136)]
    [TestCase("var t = new Thread(() => { }); t.UnsafeStart(); t.Join();", 136)]
    [TestCase("Task.Run(() => { })", 64)]
    [TestCase("new Task(() => { })", 64)]
    [TestCase("ThreadPool.QueueUserWorkItem(_ => { })", 32)]
    [TestCase("ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null)", 32)]
    [TestCase("new Timer(_ => { }, null, Timeout.Infinite, Timeout.Infinite)", 24 + 96 + 24)] // the timer, its queue entry, and the holder that ends it
    [TestCase("new CancellationTokenSource().Token.Register(() => { })", 48 + 64 + 80)] // the source, its registrations, and the one
    public async Task AThreadOrATaskCostsWhatItDoesWithoutANotebook(string code, long expected)
    {
        await using var session = await ScriptSession.Start("using System.Threading;");

        // act
        var report = await session.Memit(code, request => request with { Repeat = 5 });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(expected).And.Exactly(5).Items);
    }

    [TestCase("var t = new Thread(() => { }); t.Start(); t.Join();", 136)]
    [TestCase("new Task(() => { })", 64)]
    public async Task InTheNotebooksOwnProcessWhatTheHostKeepsInItsContextCostsNothing(string code, long expected)
    {
        // GIVEN a host with an AsyncLocal of its own (as the test framework has)
        await using var session = await ScriptSession.Start("using System.Threading;");
        s_ofTheHost.Value = "cell 2";

        // THEN
        Assert.That(await session.LeastInProcess(code, expected), Is.EqualTo(expected));
    }

    [Test]
    public async Task InTheNotebooksOwnProcessWhatIsPrintedReachesAHostThatLooksInItsContext()
    {
        await using var session = await ScriptSession.Start();
        s_ofTheHost.Value = "cell 2";
        var written = new List<string>();
        var console = Console.Out;
        Console.SetOut(new HostWriter(written));
        try
        {
            // act
            await session.Memit("Console.WriteLine(\"a\"); Console.Write('b'); await Task.Run(() => Console.Out.Write(3));", request => request with { State = StateMode.InProcess });
        }
        finally
        {
            Console.SetOut(console);
        }

        // assert
        Assert.That(string.Concat(written), Is.EqualTo($"cell 2:a{Environment.NewLine}cell 2:bcell 2:3".Replace(Environment.NewLine, $"cell 2:{Environment.NewLine}")));
    }

    [TestCase("System.Globalization.CultureInfo.CurrentCulture.Name", "System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo(\"fr-FR\")")]
    [TestCase("System.Globalization.CultureInfo.CurrentUICulture.Name", "System.Globalization.CultureInfo.CurrentUICulture = new System.Globalization.CultureInfo(\"fr-FR\")")]
    [TestCase("System.Globalization.CultureInfo.CurrentCulture.Name", "System.Globalization.CultureInfo.DefaultThreadCurrentCulture = new System.Globalization.CultureInfo(\"fr-FR\")")]
    [TestCase("Kept.Local.Value", "Kept.Local.Value = \"set\"")]
    [TestCase("ExecutionContext.IsFlowSuppressed()", "ExecutionContext.SuppressFlow()")]
    [TestCase("SynchronizationContext.Current", "SynchronizationContext.SetSynchronizationContext(new SynchronizationContext())")]
    [TestCase("Thread.CurrentPrincipal", "Thread.CurrentPrincipal = new System.Security.Principal.GenericPrincipal(new System.Security.Principal.GenericIdentity(\"a\"), null)")]
    [TestCase("System.Diagnostics.Activity.Current", "new System.Diagnostics.Activity(\"a\").Start()")]
    [TestCase("Environment.CurrentDirectory", "Environment.CurrentDirectory = \"/\"")]
    public async Task WhatTheFirstCallSetsTheWarmCallDoesNotFind(string seen, string set)
    {
        await using var session = await ScriptSession.Start("using System.Threading;", "static class Kept { public static readonly AsyncLocal<string> Local = new(); }");

        // act
        var report = await session.Memit($"Console.WriteLine($\"[{{{seen}}}]\"); {set};", request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        var printed = report.Printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(printed, Has.Length.EqualTo(2));
        Assert.That(printed[1], Is.EqualTo(printed[0]));
    }

    [Test]
    public async Task WhatTheCodeItselfSetsFlowsAndCosts()
    {
        await using var session = await ScriptSession.Start("using System.Threading; using System.Globalization;");

        // WHEN a thread is started under a culture that the code has set
        var report = await session.Memit(
            "var before = GC.GetAllocatedBytesForCurrentThread(); CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(\"fr-FR\"); var set = GC.GetAllocatedBytesForCurrentThread() - before;\n"
            + "var t = new Thread(() => Console.WriteLine($\"{CultureInfo.CurrentCulture} {set}\")); t.Start(); t.Join();", request => request with { Repeat = 1 });

        // THEN the thread sees it
        Assert.That(report.Printed, Does.Match("^fr-FR [0-9]+\nfr-FR [1-9][0-9]+\n$"));
    }

    private static readonly AsyncLocal<string?> s_ofTheHost = new();

    /// <summary>Finds the cell that a text belongs to in the execution context, as .NET Interactive does.</summary>
    private sealed class HostWriter(List<string> written) : StringWriter
    {
        public override void Write(char value) => Write(value.ToString());

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value) => written.Add($"{s_ofTheHost.Value}:{value}");
    }
}
