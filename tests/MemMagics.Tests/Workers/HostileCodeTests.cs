using System.Diagnostics;
using System.Globalization;
using MemMagics.Magics;

namespace MemMagics.Tests.Workers;

/// <summary>Nothing that measured code does harms the notebook.</summary>
[NonParallelizable] // no worker of this process may be left, and a timeout is kept
internal sealed class HostileCodeTests
{
    private const string Recursion = "class Deep { public static int Down(int n) => n < 0 ? n : Down(n + 1) + Down(n + 2); }";

    [TestCase("Deep.Down(0)", "stack overflow (SIGABRT, exit code 134)")]
    [TestCase("Environment.FailFast(\"enough\")", "SIGABRT")]
    [TestCase("Environment.Exit(3)", "exit code 3")]
    [TestCase("System.Diagnostics.Process.GetCurrentProcess().Kill()", "SIGKILL")]
    [TestCase("var t = new System.Threading.Thread(() => throw new InvalidOperationException(\"on a thread\")); t.Start(); t.Join(); System.Threading.Thread.Sleep(10_000);", "on a thread")]
    public async Task ADeadWorkerIsASentenceAndTheNextMagicWorks(string code, string expected)
    {
        await using var session = await ScriptSession.Start(Recursion);

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit(code))!;
        var next = await session.Memit("new byte[1000]", request => request with { Repeat = 1 });

        // assert
        Assert.That(failure.Message, Does.Contain("The worker died in run 1 of 3").And.Contain(expected));
        Assert.That(failure.Message, Does.Not.Contain("MemMagics.Worker").And.Not.Contain("Submission#"), "the stack is the code's own");
        Assert.That(next.Worst!.Allocated, Is.EqualTo(1024));
    }

    [TestCase("LibC._exit(0);", "(The worker ended with exit code 0 and without its last message.)")]
    [TestCase("for (var d = 3; d < 64; d++) LibC.write(d, [255, 255, 255, 127, 8], 5);", "(A frame of kind 8 and of 2147483647 bytes was announced.)")]
    public async Task ABrokenConnectionSaysByWhatItWasNoticed(string code, string seen)
    {
        await using var session = await ScriptSession.Start(
            $"static class LibC {{ {NativeCode.LibC("void _exit(int code)", "nint write(int descriptor, byte[] bytes, nint count)")} }}");

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit($"{code} System.Threading.Thread.Sleep(-1);", request => request with { Repeat = 1 }))!;

        // assert
        Assert.That(failure.Message, Does.Contain("broke the connection to its worker").And.Contain(seen));
    }

    [Test]
    public async Task AProfiledFunctionThatThrowsIsInTheTraceWithItsLine()
    {
        await using var session = await ScriptSession.Start("int Div(int p)\n{\n    var z = new byte[100];\n    return z.Length / p;\n}");

        // act
        var report = await session.Mprun("Div(0)", "Div");

        // assert
        Assert.That(report.Failure, Does.StartWith("System.DivideByZeroException").And.Contain("at Div in cell 1, line 4"));
    }

    [Test]
    public async Task AnEndlessLoopIsStoppedAtTheTimeoutAndLeavesNoProcess()
    {
        var others = WorkersOfThisProcess().ToHashSet(); // the engine of MemMagics.Testing keeps some ready, once other tests have used it
        await using var session = await ScriptSession.Start();
        var clock = Stopwatch.StartNew();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(
            () => session.Memit("while (true) { }", request => request with { Timeout = TimeSpan.FromSeconds(2) }))!;

        // assert: the bound is the contract's own (-t 2s ends within 4 s), not a measure of speed
        Assert.That(failure.Message, Does.Contain("did not end within 2 s"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(4)));
        await session.DisposeAsync();
        Assert.That(WorkersOfThisProcess().Except(others), Is.Empty);
    }

    [Test]
    public async Task CodeThatAllocatesWithoutEndIsStoppedAtTheMemoryLimit()
    {
        await using var session = await ScriptSession.Start();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit(
            "var all = new List<byte[]>(); while (true) { var b = new byte[1 << 20]; b.AsSpan().Fill(1); all.Add(b); }",
            request => request with { MemoryLimit = 300L << 20 }))!;

        // assert
        Assert.That(failure.Message, Does.Contain("over the limit of 300 MiB").And.Contain("--memory-limit"));
    }

    [Test]
    public async Task AnExceptionIsShownWithCellAndLine()
    {
        await using var session = await ScriptSession.Start("int Half(int n)\n{\n    if (n % 2 != 0)\n        throw new ArgumentException(\"odd\");\n    return n / 2;\n}");

        // act
        var report = await session.Memit("1 + Half(3)");

        // assert
        Assert.That(report.Runs, Is.Empty);
        Assert.That(report.Failure, Does.StartWith("System.ArgumentException: odd").And.Contain("at Half in cell 1, line 4").And.Contain("in cell 2, line 1"));
    }

    [Test]
    public async Task WhatIsPrintedIsCapturedInOrderAndBounded()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(
            "Console.WriteLine(\"first\"); for (var i = 0; i < 2_000_000; i++) Console.Error.WriteLine(\"0123456789\"); Console.WriteLine(\"last\");",
            request => request with { Repeat = 1, Call = CallChoice.Cold });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Printed, Does.StartWith("first").And.EndWith("last\n").And.Contain("bytes cut"));
        Assert.That(report.Printed, Has.Length.LessThan(100_000));
    }

    [Test]
    public async Task ResultsArriveFromCodeThatClosesStandardOutputStartsChildrenAndLeavesThreads()
    {
        await using var session = await ScriptSession.Start();
        var mark = $"86{Environment.ProcessId}";

        // act
        var report = await session.Memit(
            $$"""
            Console.Out.Close();
            Environment.CurrentDirectory = "/";
            new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();
            System.Diagnostics.Process.Start("sleep", "{{mark}}");
            new byte[1000]
            """,
            request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Allocated, Is.GreaterThan(1000));
        await EndOf($"sleep\0{mark}");
        Assert.That(CommandLines(), Has.None.Contains($"sleep\0{mark}"));
    }

    /// <summary>Waits for a process that was killed: the report does not wait for the kernel to be done with it.</summary>
    private static async Task EndOf(string commandLine)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        foreach (var (id, line) in Processes())
        {
            if (!line.Contains(commandLine, StringComparison.Ordinal))
                continue;

            try
            {
                using var process = Process.GetProcessById(id);
                await process.WaitForExitAsync(patience.Token);
            }
            catch (Exception e) when (e is ArgumentException or OperationCanceledException)
            {
                // It has ended already, or does not; the caller looks again.
            }
        }
    }

    private static IEnumerable<(int Id, string Line)> WorkersOfThisProcess() =>
        Processes().Where(static process => process.Line.Contains("MemMagics.Worker.dll", StringComparison.Ordinal) && process.Line.StartsWith($"{Environment.ProcessId}:", StringComparison.Ordinal));

    private static IEnumerable<string> CommandLines() => Processes().Select(process => process.Line);

    /// <summary>"parent:command line" of every process.</summary>
    private static IEnumerable<(int Id, string Line)> Processes()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            string? line = null;
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                line = $"{stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1]}:{File.ReadAllText(Path.Combine(folder, "cmdline"))}";
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It ended meanwhile.
            }

            if (line is not null)
                yield return (int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture), line);
        }
    }
}
