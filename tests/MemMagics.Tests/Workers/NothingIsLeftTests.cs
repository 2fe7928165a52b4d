using MemMagics.Magics;
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

    [TestCaseSource(nameof(Kinds))]
    public async Task MeasurementsOfAKindLeaveNothing(string code, Func<MemitRequest, MemitRequest> with, string? failure)
    {
        const int Measurements = 4;
        using var started = new StartedProcesses();
        await Measure(code, with, failure, 1);
        var before = OpenHandles.Count();

        // act
        await Measure(code, with, failure, Measurements);

        // assert: some come and go, and the last are closed by threads that wait for an end; but what a measurement keeps is one for each, and stays
        Assert.That(OpenHandles.Count, Is.LessThan(before + Measurements).After(30).Seconds.PollEvery(100), () => $"{OpenHandles.ByKind()}\n{string.Join('\n', started.Left)}");
        Assert.That(() => started.Left, Is.Empty.After(30).Seconds.PollEvery(100), "some systems end a process a moment after they were told to");
        Assert.That(() => Directory.EnumerateFileSystemEntries(_temporary), Is.Empty.After(30).Seconds.PollEvery(100));
    }

    [TestCase("memit", 1)]
    [TestCase("mprun", 1)]
    [TestCase("memit --where", 2)] // its second run is the recorded one
    public async Task ACancelledMeasurementEndsAndLeavesNothing(string magic, int run)
    {
        // GIVEN code that says when it runs, and does not end
        using var started = new StartedProcesses();
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

        Assert.That(measuring.IsCompleted, Is.False, () => string.Join('\n', measuring.Result.Notes.Prepend(measuring.Result.Failure ?? "it ended")));

        // WHEN it is cancelled
        await cancel.CancelAsync();

        // THEN it ends, and the next one is as ever
        Assert.That(async () => await measuring, Throws.InstanceOf<OperationCanceledException>());
        Assert.That((await session.Memit("new byte[1000]", static request => request with { Repeat = 1 })).Worst!.Allocated, Is.EqualTo(1024));
        await session.DisposeAsync();
        Assert.That(() => started.Left, Is.Empty.After(30).Seconds.PollEvery(100), "some systems end a process a moment after they were told to");
        Assert.That(() => Directory.EnumerateFileSystemEntries(_temporary), Is.Empty.After(30).Seconds.PollEvery(100));
    }

    private static IEnumerable<TestCaseData> Kinds()
    {
        yield return Kind("while (true) { }", static request => request with { Timeout = TimeSpan.FromMilliseconds(300) }, "did not end within");
        yield return Kind("Environment.Exit(3)", static request => request, "exit code 3");
        yield return Kind("large.Sum(b => (long)b)", static request => request, failure: null);
        yield return Kind("new byte[1000]", static request => request with { Where = WhereChoice.Auto }, failure: null);

        static TestCaseData Kind(string code, Func<MemitRequest, MemitRequest> with, string? failure) => new TestCaseData(code, with, failure).SetArgDisplayNames(code);
    }

    private static async Task Measure(string code, Func<MemitRequest, MemitRequest> with, string? failure, int times)
    {
        await using var session = await ScriptSession.Start("var large = new byte[3_000_000];");
        for (var i = 0; i < times; i++)
        {
            if (failure is not null)
                Assert.That(Assert.ThrowsAsync<MagicException>(Memit)!.Message, Does.Contain(failure));
            else
                Assert.That((await Memit()).Failure, Is.Null);
        }

        Task<MemitReport> Memit() => session.Memit(code, request => with(request) with { Repeat = 1, Call = CallChoice.Cold });
    }
}
