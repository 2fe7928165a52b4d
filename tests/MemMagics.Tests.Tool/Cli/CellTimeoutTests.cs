using System.Text.Json.Nodes;

namespace MemMagics.Tests.Cli;

/// <summary><c>memmagics run --cell-timeout</c>: no notebook keeps a build waiting for ever.</summary>
public sealed class CellTimeoutTests : TestsInAFolder
{
    private const string Stopped = "The cell was stopped: it ran for longer than the 8 s of --cell-timeout.";

    [Test]
    public async Task WhatRunsTooLongIsStoppedFailsWithASentenceAndWithKeepGoingTheRestRuns()
    {
        // GIVEN a loop, a thread that sleeps, a measurement and a value whose text has no end
        string[] endless = ["while (true) { }", "Thread.Sleep(-1);", "#!memit -t 1h while (true) { }", "IEnumerable<int> Numbers() { while (true) { } yield return 1; }\nNumbers()"];
        Folder.File("a.dib", $"#!csharp\nvar x = 1;\n{string.Concat(endless.Select(code => $"#!csharp\n{code}\n"))}#!csharp\nx + 1\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "a.dib", "--cell-timeout", "8s", "--keep-going", "--format", "json");

        // THEN
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(cells.Select(cell => (string?)cell!["status"]), Is.EqualTo(new[] { "ok", "failed", "failed", "failed", "failed", "ok" }));
        Assert.That(cells.Skip(1).Take(4).Select(cell => (string?)cell!["error"]), Is.All.StartsWith(Stopped));
        Assert.That((string?)cells[5]!["text"], Is.EqualTo("2\n"));
    }

    [Test]
    [Platform("Linux", Reason = "The commands are of its shell, and /proc tells what runs.")]
    public async Task ACommandOfTheShellIsStoppedWithAllThatItRuns()
    {
        // GIVEN a command that runs another one, which is what takes so long
        Folder.File("a.dib", "#!csharp\n!echo $$ > shell.txt; sh -c 'echo $$ > inner.txt; sleep 1000 & echo $! > sleep.txt; wait'; echo over\n#!csharp\n1 + 1\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "a.dib", "--allow-shell", "--cell-timeout", "8s", "--keep-going", "--format", "json");

        // THEN
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(cells.Select(cell => (string?)cell!["status"]), Is.EqualTo(new[] { "failed", "ok" }));
        Assert.That((string?)cells[0]!["error"], Is.EqualTo(Stopped));
        Assert.That((string?)cells[0]!["text"], Does.Not.Contain("over"));
        foreach (var file in new[] { "shell.txt", "inner.txt", "sleep.txt" })
            Assert.That(SpinWait.SpinUntil(() => !Runs(Folder.Read(file).Trim()), TimeSpan.FromSeconds(30)), $"{file} names a process that still runs");
    }

    [Test]
    [Platform("Linux", Reason = "The wait is one of its C library.")]
    public async Task ACellThatCannotBeStoppedEndsTheRunAndNothingIsLost()
    {
        // GIVEN a cell that waits in native code
        Folder.File("a.dib", $$"""
            #!csharp
            #!memit --in-process new byte[100]
            #!csharp
            {{NativeFunctions.LibC("int pipe(int[] ends)", "nint read(int end, byte[] bytes, nint count)")}}
            var ends = new int[2];
            pipe(ends);
            read(ends[0], new byte[1], 1);
            #!csharp
            1
            """);

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "a.dib", "--cell-timeout", "8s", "--keep-going", "--format", "json", "--save", "s.ipynb", "--html", "p.html");

        // THEN
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(cells.Select(cell => (string?)cell!["status"]), Is.EqualTo(new[] { "ok", "failed", "skipped" }));
        Assert.That((string?)cells[1]!["error"], Is.EqualTo($"{Stopped} Its code does not stop by itself, so the run ends here."));
        Assert.That((long)cells[0]!["reports"]![0]!["runs"]![0]!["allocated"]!, Is.EqualTo(128));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "s.ipynb")), Does.Contain("does not stop by itself"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "p.html")), Does.Contain("does not stop by itself"));
    }

    [TestCase("0s")]
    [TestCase("soon")]
    [TestCase("25h")]
    public async Task ATimeThatIsNoneIsASentence(string time)
    {
        Folder.File("a.dib", "1");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "a.dib", "--cell-timeout", time);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith($"memmagics: --cell-timeout takes a time above zero and up to 24h such as 60s, 500ms, 2m or 1:30, not '{time}'.\n"));
    }

    /// <summary>Whether there is such a process with a program: one that has ended, and that nobody has asked about, has none.</summary>
    private static bool Runs(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
