using System.Diagnostics;
using System.Globalization;
using MemMagics.Magics;

namespace MemMagics.Tests.Workers;

/// <summary>No process that measured code started outlives its worker, whatever it did to get away, and however the worker ends.</summary>
[NonParallelizable] // the code kills all workers of this process
[Platform("Linux", Reason = "Its processes are shells, found in /proc.")]
internal sealed class ProcessesOfMeasuredCodeTests
{
    private static readonly Random s_random = new();

    // Each waits in a `sleep` of a length that nothing else on the machine waits for: {0}.
    private static readonly string[] s_ways =
    [
        "sleep {0} &",
        "setsid sleep {0} &",
        "(setsid sleep {0} &) &",
        "setsid env -i /bin/sleep {0} &",
        "nohup setsid sh -c 'sleep {0} & sleep {0}' > /dev/null 2>&1 < /dev/null &",
        "(setsid sh -c 'cd /; exec env -i sh -c \"sleep {0} & sleep {0} & wait\"' > /dev/null 2>&1 < /dev/null &) &",
        "setsid sh -c 'trap \"\" TERM HUP INT; while true; do (setsid sleep {0} &); sleep 0.05; done' &",
        "setsid sh -c 'sleep {0} & until grep -q ^sleep$ /proc/$!/cmdline; do :; done; kill -STOP $! $$' &",
    ];

    private static readonly string[] s_ends =
    [
        "",
        "throw new Exception(\"enough\");",
        "Environment.Exit(3);",
        "Environment.FailFast(\"enough\");",
        "System.Diagnostics.Process.GetCurrentProcess().Kill(); System.Threading.Thread.Sleep(-1);",
    ];

    [TestCaseSource(nameof(s_ends))]
    public async Task NoneIsLeft(string end)
    {
        await using var session = await ScriptSession.Start();
        var marks = new List<string>();

        // act
        foreach (var way in s_ways)
        {
            marks.Add(Mark());
            await Outcome(session, $"{Starting(way, marks[^1])} {end}");
        }

        await session.DisposeAsync();

        // assert
        Assert.That(s_ways.Zip(marks, (way, mark) => (way, Left: Sleeping(mark).Count)).Where(way => way.Left > 0), Is.Empty);
    }

    [Test]
    public async Task NoneIsLeftWhenTheTimeIsUp()
    {
        await using var session = await ScriptSession.Start();
        var mark = Mark();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(
            () => session.Memit($"{Starting("(setsid env -i /bin/sleep {0} &) &", mark)} while (true) {{ }}", request => request with { Timeout = TimeSpan.FromSeconds(3) }))!;
        await session.DisposeAsync();

        // assert
        Assert.That(failure.Message, Does.Contain("did not end within 3 s"));
        Assert.That(Sleeping(mark), Is.Empty);
    }

    [Test]
    public async Task TheMemoryOfThoseThatLeftTheSessionCountsWithTheChildren()
    {
        await using var session = await ScriptSession.Start();

        // act: in a session of its own, tail holds all 64 MiB until sleep, which reads nothing, has ended
        var report = await session.Memit(
            "System.Diagnostics.Process.Start(\"setsid\", [\"sh\", \"-c\", \"head -c 67108864 /dev/zero | tail -c 67108864 | sleep 1\"]).WaitForExit();",
            request => request with { Repeat = 1, Call = CallChoice.Cold, IncludeChildren = true });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Peak, Is.GreaterThan(64 << 20));
    }

    [Test]
    public async Task CodeThatSuspendsTheWorkersOnStandbyStopsNoLaterMeasurement()
    {
        await using var session = await ScriptSession.Start();
        session.Profiler.WarmUp();

        // act
        await Outcome(session, OfSiblings("STOP"));
        var next = await session.Memit("1 + 1", request => request with { Repeat = 5 });

        // assert
        Assert.That(next.Failure, Is.Null);
        Assert.That(next.Runs.Select(run => run.Allocated), Is.All.Zero.And.Exactly(5).Items);
    }

    [Test]
    public async Task CodeThatKillsTheWorkersOnStandbyStopsNoLaterMeasurement()
    {
        await using var session = await ScriptSession.Start();
        session.Profiler.WarmUp();

        // act
        await Outcome(session, OfSiblings("KILL"));
        var next = await session.Memit("1 + 1", request => request with { Repeat = 5 });

        // assert
        Assert.That(next.Failure, Is.Null);
        Assert.That(next.Runs.Select(run => run.Allocated), Is.All.Zero.And.Exactly(5).Items);
    }

    [Test]
    public async Task CodeThatSuspendsItsOwnWorkerIsEndedWithASentence()
    {
        await using var session = await ScriptSession.Start();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit("System.Diagnostics.Process.Start(\"kill\", $\"-STOP {Environment.ProcessId}\").WaitForExit(); System.Threading.Thread.Sleep(-1);"))!;

        // assert
        Assert.That(failure.Message, Does.StartWith("Run 1 of 3 was ended: a signal (SIGSTOP) suspended its worker"));
    }

    [Test]
    public async Task SuspendedWorkersAndTheirChildrenEndWhenTheNotebooksProcessIsKilled()
    {
        // GIVEN a notebook whose workers on standby are suspended, and that measures something that has a child
        using var folder = new TemporaryFolder();
        var mark = Mark();
        var notebook = folder.File(
            "killed.dib",
            $$"""
            #!csharp
            #!memit -r 1 --cold {{OfSiblings("STOP")}}
            #!csharp
            new System.Threading.Thread(() =>
            {
                while (!File.Exists(@"{{folder.Path}}/started")) System.Threading.Thread.Sleep(10);
                System.Diagnostics.Process.GetCurrentProcess().Kill();
            }) { IsBackground = true }.Start();
            #!csharp
            #!memit -r 1 --cold {{Starting("(setsid env -i /bin/sleep {0} &) &", mark)}} File.WriteAllText(@"{{folder.Path}}/started", "") ; while (true) { }
            """);

        // WHEN that process is killed
        using var tool = MemMagicsTool.Start(folder.Path, "run", notebook, "--keep-going");
        await tool.WaitForExitAsync();

        // THEN all of them end: this waits for it, or for ever
        Assert.That(tool.ExitCode, Is.EqualTo(137), await tool.StandardOutput.ReadToEndAsync());
        while (Sleeping(mark).Count > 0 || WorkersOf(folder.Path).Count > 0)
            await Task.Yield();
    }

    [Test]
    public async Task AWorkerThatWaitsForItsRecordingEndsWhenTheNotebooksProcessIsKilled()
    {
        // GIVEN a notebook that ends itself when it sees a worker whose runtime waits, before any code, until the recording has begun
        using var folder = new TemporaryFolder();
        var notebook = folder.File(
            "killed.dib",
            """
            #!csharp
            string Read(string path) { try { return File.ReadAllText(path); } catch { return ""; } }
            var known = Directory.GetDirectories("/proc").ToHashSet();
            new System.Threading.Thread(() =>
            {
                while (true)
                {
                    foreach (var process in Directory.GetDirectories("/proc").Where(process => !known.Contains(process)))
                    {
                        if (Read(process + "/environ").Contains(",connect,suspend") && Read(process + "/status").Contains($"PPid:\t{Environment.ProcessId}\n"))
                            System.Diagnostics.Process.GetCurrentProcess().Kill();
                    }
                }
            }) { IsBackground = true }.Start();
            #!csharp
            #!memit -r 1 --cold --where 1 + 1
            """);

        // WHEN it does so
        using var tool = MemMagicsTool.Start(folder.Path, "run", notebook);
        await tool.WaitForExitAsync();

        // THEN the worker ends: this waits for it, or for ever
        Assert.That(tool.ExitCode, Is.EqualTo(137), await tool.StandardOutput.ReadToEndAsync());
        while (WorkersOf(folder.Path).Count > 0)
            await Task.Yield();
    }

    private static string Mark()
    {
        lock (s_random)
            return s_random.Next(100_000_000, 999_999_999).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Code that starts something and goes on when it has come to its sleep.</summary>
    private static string Starting(string way, string mark)
    {
        var script = string.Format(CultureInfo.InvariantCulture, way, mark).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"System.Diagnostics.Process.Start(\"sh\", [\"-c\", \"{script}\"]).WaitForExit(); "
            + $"while (!System.IO.Directory.EnumerateDirectories(\"/proc\").Any(p => {{ try {{ return System.IO.File.ReadAllText(p + \"/cmdline\").Contains(\"sleep\\0{mark}\"); }} catch {{ return false; }} }})) System.Threading.Thread.Sleep(5);";
    }

    /// <summary>Code that sends a signal to all other workers of its notebook.</summary>
    private static string OfSiblings(string signal) =>
        "int Parent(string p) { try { var s = System.IO.File.ReadAllText(p + \"/stat\"); return int.Parse(s[(s.LastIndexOf(')') + 2)..].Split(' ')[1]); } catch { return 0; } } var own = Parent(\"/proc/self\"); "
        + "foreach (var p in System.IO.Directory.EnumerateDirectories(\"/proc\").Where(p => char.IsDigit(p[6]) && p != \"/proc/\" + Environment.ProcessId && Parent(p) == own)) "
        + $"if (System.IO.File.ReadAllText(p + \"/cmdline\").Contains(\"MemMagics.Worker.dll\")) System.Diagnostics.Process.Start(\"kill\", \"-{signal} \" + p[6..]).WaitForExit();";

    private static async Task Outcome(ScriptSession session, string code)
    {
        try
        {
            await session.Memit(code, request => request with { Repeat = 1, Call = CallChoice.Cold });
        }
        catch (MagicException)
        {
            // A sentence; the test asks what is left.
        }
    }

    private static List<string> Sleeping(string mark) => [.. Running("cmdline", mark)];

    private static List<string> WorkersOf(string folder) => [.. Running("cmdline", "MemMagics.Worker.dll").Where(process => new FileInfo($"{process}/cwd").LinkTarget == folder)];

    private static IEnumerable<string> Running(string file, string text) => Directory.EnumerateDirectories("/proc").Where(process => Read($"{process}/{file}").Contains(text, StringComparison.Ordinal));

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
