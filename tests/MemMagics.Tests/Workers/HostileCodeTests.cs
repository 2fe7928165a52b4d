using System.Diagnostics;
using System.Globalization;
using MemMagics.Magics;
using MemMagics.Platform;
using MemMagics.Tests.Platform;

namespace MemMagics.Tests.Workers;

/// <summary>Nothing that measured code does harms the notebook.</summary>
[NonParallelizable] // no worker of this process may be left, and a timeout is kept
internal sealed class HostileCodeTests
{
    private const string Recursion = "class Deep { public static int Down(int n) => n < 0 ? n : Down(n + 1) + Down(n + 2); }";

    [TestCase("Deep.Down(0)", "stack overflow (SIGABRT, exit code 134)", ExcludePlatform = "Win")]
    [TestCase("Deep.Down(0)", "stack overflow (0xC00000FD)", IncludePlatform = "Win")]
    [TestCase("Environment.FailFast(\"enough\")", "SIGABRT", ExcludePlatform = "Win")]
    [TestCase("Environment.FailFast(\"enough\")", "Environment.FailFast", IncludePlatform = "Win")]
    [TestCase("Environment.Exit(3)", "exit code 3")]
    [TestCase("System.Diagnostics.Process.GetCurrentProcess().Kill()", "SIGKILL", ExcludePlatform = "Win")]
    [TestCase("System.Diagnostics.Process.GetCurrentProcess().Kill()", "Process.Kill (exit code -1)", IncludePlatform = "Win")]
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
    [Platform(Exclude = "Win", Reason = "Calls the C library.")]
    public async Task ABrokenConnectionSaysByWhatItWasNoticed(string code, string seen)
    {
        await using var session = await ScriptSession.Start(
            $"static class LibC {{ {NativeFunctions.LibC("void _exit(int code)", "nint write(int descriptor, byte[] bytes, nint count)")} }}");

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
        using var started = new StartedProcesses();
        await using var session = await ScriptSession.Start();
        var clock = Stopwatch.StartNew();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(
            () => session.Memit("while (true) { }", request => request with { Timeout = TimeSpan.FromSeconds(2) }))!;

        // assert: by its own timeout, not by another that would end it as well; no measure of speed, since a busy machine takes seconds to begin it
        Assert.That(failure.Message, Does.Contain("did not end within 2 s"));
        Assert.That(clock.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
        await session.DisposeAsync();
        Assert.That(() => started.Left, Is.Empty.After(30).Seconds.PollEvery(100));
    }

    [Test]
    public async Task CodeThatAllocatesWithoutEndIsStoppedAtTheMemoryLimit()
    {
        await using var session = await ScriptSession.Start();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit(
            "var all = new List<byte[]>(); while (true) { var b = new byte[1 << 20]; b.AsSpan().Fill(1); all.Add(b); }",
            request => request with { MemoryLimit = new SizeLimit(300 << 20, "300MiB") }))!;

        // assert
        Assert.That(failure.Message, Does.Contain("over the limit of 300MiB (314,572,800 B)").And.Contain("--memory-limit"));
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
            "Console.WriteLine(\"first\"); for (var i = 0; i < 20_000; i++) Console.Error.WriteLine(\"0123456789\"); Console.WriteLine(\"last\");",
            request => request with { Repeat = 1, Call = CallChoice.Cold });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Printed, Does.StartWith("first").And.EndWith("last" + Environment.NewLine).And.Contain("bytes cut"));
        Assert.That(report.Printed, Has.Length.LessThan(100_000));
    }

    [Test]
    public async Task ResultsArriveFromCodeThatClosesStandardOutputStartsChildrenAndLeavesThreads()
    {
        await using var session = await ScriptSession.Start();
        using var folder = new TemporaryFolder();
        var (program, argument) = HostPlatform.Name == "Windows" ? ("ping", "-n 1000 127.0.0.1") : ("sleep", "1000");

        // act
        var report = await session.Memit(
            $$"""
            Console.Out.Close();
            Environment.CurrentDirectory = "/";
            new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)).Start();
            File.AppendAllText(@"{{folder.Path}}/started", System.Diagnostics.Process.Start("{{program}}", "{{argument}}").Id + "\n");
            new byte[1000]
            """,
            request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Allocated, Is.GreaterThan(1000));
        var started = folder.Read("started").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(started, Is.Not.Empty);
        foreach (var id in started)
            Assert.That(await EndsAsync(int.Parse(id, CultureInfo.InvariantCulture)), Is.True);
    }

    /// <summary>Waits for a process that was killed: the report does not wait for the kernel to be done with it.</summary>
    private static async Task<bool> EndsAsync(int id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(patience.Token);
            return true;
        }
        catch (ArgumentException)
        {
            return true; // it has ended already
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
