using MemMagics.Magics;
using MemMagics.Platform;
using MemMagics.Reports;
using MemMagics.Tests.Platform;

namespace MemMagics.Tests.Workers;

/// <summary>However a measurement ends, the process that asked for it has no more handles, child processes and temporary files than before.</summary>
[NonParallelizable] // counts what this process has
internal sealed class NothingIsLeftTests
{
    private static readonly string[] s_variables = ["TMPDIR", "TMP", "TEMP"];

    private TemporaryFolder _folder = null!;
    private string _temporary = null!;
    private string?[] _before = null!;

    [SetUp]
    public void HaveTemporaryFilesOfOurOwn()
    {
        _folder = new TemporaryFolder();
        _temporary = Directory.CreateDirectory(Path.Combine(_folder.Path, "tmp")).FullName;
        _before = [.. s_variables.Select(Environment.GetEnvironmentVariable)];
        foreach (var variable in s_variables)
            Environment.SetEnvironmentVariable(variable, _temporary);
    }

    [TearDown]
    public void HaveThoseOfOthersAgain()
    {
        foreach (var (variable, value) in s_variables.Zip(_before))
            Environment.SetEnvironmentVariable(variable, value);
        _folder.Dispose();
    }

    [TestCase("while (true) { }", "did not end within", 4)]
    [TestCase("Environment.Exit(3)", "exit code 3", 4)]
    [TestCase("large.Sum(b => (long)b)", "", 4)]
    [TestCase("where new byte[1000]", "", 4)]
    public async Task MeasurementsOfAKindLeaveNothing(string code, string message, int measurements)
    {
        using var started = HostPlatform.Processes.TreeOfStarted();
        var others = started.Members().Select(process => process.Id).ToHashSet(); // the engine of MemMagics.Testing keeps some ready, once other tests have used it
        await Measure(code, message, 1);
        var before = OpenHandles.Count();

        // act
        await Measure(code, message, measurements);

        // assert: some come and go, and the last are closed by threads that wait for an end; but what a measurement keeps is one for each, and stays
        Assert.That(OpenHandles.Count, Is.LessThan(before + measurements).After(30).Seconds.PollEvery(100));
        Assert.That(() => started.Members().Select(process => process.Id).Except(others), Is.Empty.After(30).Seconds.PollEvery(100), "some systems end a process a moment after they were told to");
        Assert.That(() => Directory.EnumerateFileSystemEntries(_temporary), Is.Empty.After(30).Seconds.PollEvery(100));
    }

    [TestCase("memit", 1)]
    [TestCase("mprun", 1)]
    [TestCase("memit --where", 2)] // its second run is the recorded one
    public async Task ACancelledMeasurementEndsAndLeavesNothing(string magic, int run)
    {
        // GIVEN code that says when it runs, and does not end
        using var started = HostPlatform.Processes.TreeOfStarted();
        var others = started.Members().Select(process => process.Id).ToHashSet();
        var path = Path.Combine(_folder.Path, "log");
        await using var session = await ScriptSession.Start(
            $"void Note()\n{{\n    File.AppendAllText(@\"{path}\", \"x\");\n    if (new FileInfo(@\"{path}\").Length == {run})\n        while (true) {{ }}\n}}");
        MeasureRequest request = magic == "mprun"
            ? new MprunRequest { Code = "Note()", Functions = ["Note"], Repeat = 1 }
            : new MemitRequest { Code = "Note()", Repeat = 1, Call = CallChoice.Cold, Where = magic.EndsWith("where", StringComparison.Ordinal) ? WhereChoice.Auto : WhereChoice.None };
        using var cancel = new CancellationTokenSource();
        var measuring = session.Profiler.MeasureAsync(session.Notebook, request, cancellationToken: cancel.Token);
        while (!measuring.IsCompleted && (new FileInfo(path) is not { Exists: true, Length: var length } || length < run))
            await Task.Delay(10);

        // WHEN it is cancelled
        await cancel.CancelAsync();

        // THEN it ends, and the next one is as ever
        Assert.That(async () => await measuring, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await session.Memit("new byte[1000]", static request => request with { Repeat = 1 })).Worst!.Allocated, Is.EqualTo(1024));
        await session.DisposeAsync();
        Assert.That(() => started.Members().Select(process => process.Id).Except(others), Is.Empty.After(30).Seconds.PollEvery(100), "some systems end a process a moment after they were told to");
        Assert.That(() => Directory.EnumerateFileSystemEntries(_temporary), Is.Empty.After(30).Seconds.PollEvery(100));
    }

    private static async Task Measure(string code, string message, int times)
    {
        await using var session = await ScriptSession.Start("var large = new byte[3_000_000];");
        for (var i = 0; i < times; i++)
        {
            Func<MemitRequest, MemitRequest> with = code.StartsWith("where ", StringComparison.Ordinal)
                ? static request => request with { Repeat = 1, Call = CallChoice.Cold, Where = WhereChoice.Auto }
                : message.Contains("within", StringComparison.Ordinal) ? static request => request with { Repeat = 1, Call = CallChoice.Cold, Timeout = TimeSpan.FromMilliseconds(300) } : static request => request with { Repeat = 1, Call = CallChoice.Cold };
            if (message.Length > 0)
                Assert.That(Assert.ThrowsAsync<MagicException>(() => session.Memit(code, with))!.Message, Does.Contain(message));
            else
                Assert.That((await session.Memit(code.Replace("where ", "", StringComparison.Ordinal), with)).Failure, Is.Null);
        }
    }
}
