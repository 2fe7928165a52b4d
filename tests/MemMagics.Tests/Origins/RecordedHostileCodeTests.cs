using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>Whatever measured code does in the run that is recorded, the figures are reported, the notebook goes on, and nothing is left.</summary>
[Platform(Exclude = "Win")]
internal sealed class RecordedHostileCodeTests
{
    private const string Port = "DOTNET_DiagnosticPorts";

    // What a run that says nothing any more is waited for.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(12);

    private TemporaryFolder _folder = null!;

    private string Log => Path.Combine(_folder.Path, "log");

    /// <summary>Declares what the code of these tests calls. What a worker was started with is the kernel's to tell, whatever its environment says by now.</summary>
    private string Declarations =>
        $$"""
        using System.Runtime.InteropServices;
        static class C
        {
            {{NativeFunctions.LibC("int close(int descriptor)", "nint write(int descriptor, byte[] bytes, nint count)", "nint getenv(string name)", "int system(string command)")}}
            public static void Garbage(int descriptor) { var bytes = new byte[64]; new Random(descriptor).NextBytes(bytes); write(descriptor, bytes, bytes.Length); }
        }
        static class Worker
        {
            public static readonly string Port = File.ReadAllText("/proc/self/environ").Split('\0').FirstOrDefault(v => v.StartsWith("{{Port}}="))?.Substring("{{Port}}=".Length).Split(',')[0];
            public static bool IsRecorded => Port != null;
            public static void Note() => File.AppendAllText(@"{{Log}}", $"{Environment.ProcessId} {Port}\n");
        }
        """;

    [SetUp]
    public void HaveAFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void GiveItBack() => _folder.Dispose();

    [TestCase("throw new InvalidOperationException(\"only here\");", "only here")]
    [TestCase("Environment.Exit(3);", "exit code 3")]
    [TestCase("Environment.FailFast(\"enough\");", "SIGABRT")]
    [TestCase("System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(-1);", "SIGKILL")]
    [TestCase("new System.Threading.Thread(() => throw new InvalidOperationException(\"on a thread\")).Start(); System.Threading.Thread.Sleep(-1);", "on a thread")]
    public async Task WhenTheRecordedRunFailsTheFiguresAreReportedAllTheSame(string end, string reason)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit($"if (Worker.IsRecorded) {{ Worker.Note(); {end} }}\nnew byte[1000]", Recorded);
        await session.DisposeAsync();

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Retained, Is.EqualTo(1_024));
        Assert.That(report.Where, Is.Null);
        Assert.That(report.Notes, Has.One.Contains(reason));
        AssertNothingIsLeft();
    }

    // What does not stop the code from ending: either every object is there, or a sentence says why not.
    [TestCase("for (var d = 3; d < 64; d++) C.close(d);")]
    [TestCase("for (var d = 3; d < 64; d++) C.Garbage(d);")]
    [TestCase("File.Delete(Worker.Port);")]
    [TestCase("foreach (var f in Directory.EnumerateFiles(Path.GetDirectoryName(Worker.Port), \"*\" + Environment.ProcessId + \"*\")) File.Delete(f);")]
    [TestCase("Environment.SetEnvironmentVariable(\"" + Port + "\", \"/nowhere\"); Environment.SetEnvironmentVariable(\"DOTNET_EnableDiagnostics\", \"0\");")]
    [TestCase("Console.Out.Close(); Console.Error.Close();")]
    [TestCase("var all = new List<object>(); try { while (all.Count < 20_000) all.Add(File.OpenHandle(\"/dev/null\")); } catch (IOException) { }")]
    public async Task WhatMeddlesWithTheRecordingIsSaidOrHarmless(string act)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit($"if (Worker.IsRecorded) {{ Worker.Note(); {act} }}\nnew byte[1000]", static request => Recorded(request) with { Timeout = s_patience });
        var next = await session.Memit("new byte[1000]", Recorded);
        await session.DisposeAsync();

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst?.Retained, Is.EqualTo(1_024), string.Join('\n', report.Notes));
        if (report.Where is { } where)
            Assert.That(where.Lines.Where(line => line.Source == "cell 2" && line.Line == 2).SelectMany(line => line.Types), Is.EqualTo(new OriginType[] { new("byte[]", 1, 1_024, 1_024) }));
        else
            Assert.That(report.Notes, Has.One.StartsWith("Where the objects come from is not known: "));
        Assert.That(next.Where, Is.Not.Null, string.Join('\n', next.Notes.Prepend(next.Failure)));
        Assert.That(next.Where!.Types, Is.EqualTo(new OriginType[] { new("byte[]", 1, 1_024, 1_024) }));
        AssertNothingIsLeft();
    }

    [Test]
    public async Task WhenTheRecordedRunNeverEndsTheTimeoutEndsIt()
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit("if (Worker.IsRecorded) { Worker.Note(); while (true) { } }\nnew byte[1000]", request => Recorded(request) with { Timeout = s_patience });
        await session.DisposeAsync();

        // assert
        Assert.That(report.Worst!.Allocated, Is.EqualTo(1_024));
        Assert.That(report.Where, Is.Null);
        Assert.That(report.Notes.Append(report.Failure ?? ""), Has.One.Contains("12 s"));
        AssertNothingIsLeft();
    }

    [Test]
    public async Task WhenTheRecordedRunTakesTooMuchMemoryTheLimitEndsIt()
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit(
            "if (Worker.IsRecorded) { Worker.Note(); var all = new List<byte[]>(); while (true) { var b = new byte[1 << 20]; b.AsSpan().Fill(1); all.Add(b); } }\nnew byte[1000]",
            request => Recorded(request) with { MemoryLimit = 300L << 20 });
        await session.DisposeAsync();

        // assert
        Assert.That(report.Worst!.Allocated, Is.EqualTo(1_024));
        Assert.That(report.Where, Is.Null);
        Assert.That(report.Notes.Append(report.Failure ?? ""), Has.One.Contains("over the limit"));
        AssertNothingIsLeft();
    }

    [Test]
    public async Task ACancelledRecordingLeavesNothing()
    {
        await using var session = await ScriptSession.Start(Declarations);
        using var cancel = new CancellationTokenSource();
        var request = Recorded(new MemitRequest { Code = "if (Worker.IsRecorded) { Worker.Note(); System.Threading.Thread.Sleep(-1); }" });

        // act: the code itself says when it is there
        var measuring = session.Profiler.MeasureAsync(session.Notebook, request, cancellationToken: cancel.Token);
        while (new FileInfo(Log) is { Exists: false } or { Length: 0 } && !measuring.IsCompleted)
            await Task.Delay(10);
        await cancel.CancelAsync();

        // assert
        Assert.That(async () => await measuring, Throws.InstanceOf<OperationCanceledException>(), () => string.Join('\n', measuring.Result.Notes));
        await session.DisposeAsync();
        AssertNothingIsLeft();
    }

    [Test]
    public async Task MeasuredCodeAndItsChildrenDoNotSeeThePort()
    {
        await using var session = await ScriptSession.Start(Declarations);
        var child = Path.Combine(_folder.Path, "child");

        // act: a child that inherited the port would wait for us, suspended, for ever
        var report = await session.Memit(
            $$"""
            if (Worker.IsRecorded)
            {
                Worker.Note();
                var tool = @"{{MemMagicsTool.Assembly}}";
                File.WriteAllText(@"{{child}}", $"{Environment.GetEnvironmentVariable("{{Port}}")}{Marshal.PtrToStringUTF8(C.getenv("{{Port}}"))}{Environment.GetEnvironmentVariable("DOTNET_EnableDiagnostics")}\n");
                using (var p = System.Diagnostics.Process.Start("sh", ["-c", "env | grep '^DOTNET_Diag' >> '{{child}}'; dotnet exec '" + tool + "' --version >> '{{child}}'"]))
                    p.WaitForExit();
                C.system("env | grep '^DOTNET_Diag' >> '{{child}}'; dotnet exec '" + tool + "' --version >> '{{child}}'");
            }
            """,
            Recorded);

        // assert: nothing, and the tool's version twice
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Where, Is.Not.Null, string.Join('\n', report.Notes));
        var lines = File.ReadAllLines(child);
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That(lines[0], Is.Empty);
        Assert.That(lines[1], Is.EqualTo(lines[2]).And.Not.Empty);
    }

    [Test]
    public async Task AWholeRunLeavesNothing()
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit("Worker.Note();", Recorded);
        await session.DisposeAsync();

        // assert
        Assert.That(report.Where, Is.Not.Null);
        AssertNothingIsLeft();
    }

    private static MemitRequest Recorded(MemitRequest request) => request with { Where = WhereChoice.Auto, Repeat = 1 };

    /// <summary>No process, no socket, nothing in the temporary folder that has the number of a process of ours.</summary>
    private void AssertNothingIsLeft()
    {
        var noted = File.ReadLines(Log).Distinct().Select(line => line.Split(' ', 2)).ToList();
        var ports = noted.Select(line => line[1]).Where(port => port.Length > 0).ToList();
        Assert.That(ports, Is.Not.Empty, "the run was recorded");
        Assert.That(ports.Where(File.Exists), Is.Empty);
        Assert.That(ports.Select(port => Path.GetDirectoryName(port)!).Where(folder => folder.Length > Path.GetTempPath().Length && Directory.Exists(folder)), Is.Empty);
        foreach (var line in noted)
        {
            Assert.That(Directory.Exists($"/proc/{line[0]}") && File.ReadAllText($"/proc/{line[0]}/cmdline").Contains("MemMagics.Worker", StringComparison.Ordinal), Is.False);
            Assert.That(Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{line[0]}-*-socket"), Is.Empty);
        }
    }
}
