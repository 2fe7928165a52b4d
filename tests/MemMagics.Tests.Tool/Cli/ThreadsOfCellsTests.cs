using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Cli;

/// <summary>Threads that a cell has started print at once, go on when the cell is over, and when the run is.</summary>
[Platform("Linux", Reason = "Its command ends a tool that hangs.")]
public sealed class ThreadsOfCellsTests : TestsInAFolder
{
    [TestCase("text")]
    [TestCase("json")]
    [TestCase("markdown")]
    public async Task PrintToBothStreamsAndDisplayAtOnce(string format)
    {
        // GIVEN
        Folder.File("a.dib", """
            #!csharp
            void All(Action act) { for (var i = 0; i < 3_000; i++) act(); }
            var threads = new Action[] { () => Console.Write("o"), () => Console.Error.Write("e"), () => display(7) }.Select(act => new Thread(() => All(act))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            #!csharp
            new Thread(() => { lock (Console.Out) Thread.Sleep(-1); }) { IsBackground = true }.Start();
            Thread.Sleep(50);
            display("still here");
            """);

        // WHEN
        var run = await RunAsync("--format", format, "--save", "saved.ipynb");

        // THEN nothing hangs and nothing is lost
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("still here"));
        var outputs = (await SavedAsync())[0]!["outputs"]!.AsArray();
        Assert.That(TextOf("stdout").Count(character => character == 'o'), Is.EqualTo(3_000));
        Assert.That(TextOf("stderr").Count(character => character == 'e'), Is.EqualTo(3_000));
        Assert.That(outputs.Count(output => (string?)output!["output_type"] == "display_data"), Is.EqualTo(3_000));

        string TextOf(string stream) => string.Concat(outputs.Where(output => (string?)output!["name"] == stream).SelectMany(output => output!["text"]!.AsArray()).Select(line => (string?)line));
    }

    [TestCase("text")]
    [TestCase("json")]
    public async Task ThatGoOnForEverAreCutOffWhenTheRunIsOver(string format)
    {
        // GIVEN
        Folder.File("a.dib", """
            #!csharp
            for (var i = 0; i < 2; i++)
                new Thread(() => { while (true) { Console.Write("\e]0;title\a x"); display("shown"); Console.Error.Write("e"); } }) { IsBackground = true }.Start();
            #!csharp
            Thread.Sleep(300);
            #!memit new byte[100]
            """);

        // WHEN
        var run = await RunAsync("--format", format, "--save", "saved.ipynb", "--html", "page.html");

        // THEN all documents are whole and say the same
        Assert.That(run.ExitCode, Is.Zero, run.Errors[..Math.Min(run.Errors.Length, 1000)]);
        var outputs = (await SavedAsync())[0]!["outputs"]!.AsArray();
        var displays = outputs.Count(output => (string?)output!["output_type"] == "display_data");
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "page.html")), Does.Contain("128 B").And.EndWith("</html>\n"));
        if (format == "json")
        {
            var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
            Assert.That(cells[0]!["text"]!.GetValue<string>().Split('\n').Count(line => line == "shown"), Is.EqualTo(displays));
            Assert.That((long)cells[1]!["reports"]![0]!["runs"]![0]!["allocated"]!, Is.EqualTo(128));
        }
        else
        {
            Assert.That(run.Output.EndsWith("a.dib: 2 ok\n", StringComparison.Ordinal), "what comes after the last line is of the run");
            Assert.That(run.Output.Contains("\e]", StringComparison.Ordinal), Is.False, "a title reached the terminal between two cells");
        }
    }

    [Test]
    public async Task AndHandlersThatNeverReturnDoNotKeepTheTool()
    {
        Folder.File("a.dib", "#!csharp\nAppDomain.CurrentDomain.ProcessExit += (_, _) => Thread.Sleep(-1);\nthrow new Exception();\n");

        var run = await RunAsync("--format", "json");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That((string?)JsonNode.Parse(run.Output)!["cells"]![0]!["status"], Is.EqualTo("failed"));
    }

    [Test]
    public async Task TooManyDisplaysAreCounted()
    {
        Folder.File("a.dib", "#!csharp\nfor (var i = 0; i < 10_007; i++) display(i);\n");

        var run = await RunAsync("--format", "json");

        Assert.That((string?)JsonNode.Parse(run.Output)!["cells"]![0]!["text"], Does.EndWith("\n9999\n… 7 more displays are not kept.\n"));
    }

    [Test]
    public async Task PrintWhileTheCellEndsTheProcess()
    {
        Folder.File("a.dib", """
            #!csharp
            new Thread(() => { while (true) { Console.Write("o"); Console.Error.Write("e"); } }) { IsBackground = true }.Start();
            Thread.Sleep(500);
            Environment.Exit(0);
            """);

        var run = await RunAsync("--format", "json", "--save", "saved.ipynb");

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Errors);
        Assert.That((string?)JsonNode.Parse(run.Output)!["cells"]![0]!["error"], Does.StartWith("The cell ended the notebook's process with exit code 0"));
        Assert.That((string?)(await SavedAsync())[0]!["outputs"]!.AsArray()[^1]!["output_type"], Is.EqualTo("error"));
    }

    [TestCase("text", "", 0)]
    [TestCase("json", "", 0)]
    [TestCase("json", "throw new Exception();", 1)]
    public async Task InTheForegroundDoNotKeepTheTool(string format, string after, int exitCode)
    {
        Folder.File("a.dib", $"#!csharp\nnew Thread(() => Thread.Sleep(-1)).Start();\n{after}\n");

        var run = await RunAsync("--format", format, "--save", "saved.ipynb");

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Errors);
        Assert.That(run.Output + run.Errors, Does.Not.Contain("ended the notebook's process"));
        Assert.That(run.Output, format == "json" ? Does.EndWith("}\n") : Does.EndWith("a.dib: 1 ok\n"));
        Assert.That(await SavedAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task WhatIsTooMuchIsCountedOnce()
    {
        // GIVEN a cell that goes on to print to both streams, and to display, when no more is kept
        Folder.File("a.dib", """
            #!csharp
            Console.Write(new string('x', 4 * 1024 * 1024));
            for (var i = 0; i < 100; i++) { Console.Write("o"); Console.Error.Write("e"); }
            var longText = new string('y', 4 * 1024 * 1024);
            for (var i = 0; i < 20; i++) display(longText, "text/plain");
            """);

        // WHEN
        var run = await RunAsync("--format", "json", "--save", "saved.ipynb");

        // THEN
        Assert.That(run.ExitCode, Is.Zero, run.Errors[..Math.Min(run.Errors.Length, 1000)]);
        var outputs = (await SavedAsync())[0]!["outputs"]!.AsArray();
        Assert.That(outputs.Count(output => (string?)output!["output_type"] == "display_data"), Is.EqualTo(16));
        Assert.That(outputs, Has.Count.EqualTo(18));
        Assert.That((string?)JsonNode.Parse(run.Output)!["cells"]![0]!["text"] is { } text && text.EndsWith("y\n… 200 more characters and 4 more displays are not kept.\n", StringComparison.Ordinal));
    }

    [Test]
    public async Task StreamsThatTakeTurnsWithoutEndAreKeptInFewPieces()
    {
        // GIVEN
        Folder.File("a.dib", "#!csharp\nfor (var i = 0; i < 50_000; i++) { Console.Write(\"o\"); Console.Error.Write(\"e\"); }\n");

        // WHEN
        var run = await RunAsync("--format", "json", "--save", "saved.ipynb");

        // THEN nothing is lost but their order after the first 10,000
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        var text = (string)JsonNode.Parse(run.Output)!["cells"]![0]!["text"]!;
        Assert.That(text, Is.EqualTo(string.Concat(Enumerable.Repeat("oe", 5_000)) + new string('o', 45_000) + new string('e', 45_000)));
        Assert.That((await SavedAsync())[0]!["outputs"]!.AsArray(), Has.Count.EqualTo(10_002));
    }

    [TestCase("source.Dispose();")]
    [TestCase("source.Token.Register(() => throw new Exception());")]
    public async Task AndAnInterruptThatCannotBePassedOnIsNoUnhandledException(string obstacle)
    {
        // GIVEN an interrupt like the tool's own, whose command has ended at this moment, or which somebody answers with an exception
        Folder.File("a.dib", $$"""
            #!csharp
            var type = AppDomain.CurrentDomain.GetAssemblies().Single(assembly => assembly.GetName().Name == "MemMagics.Cli").GetType("MemMagics.Cli.Terminal.Interrupt");
            var interrupt = Activator.CreateInstance(type);
            var source = (CancellationTokenSource)type.GetField("_source", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance).GetValue(interrupt);
            {{obstacle}}
            System.Diagnostics.Process.Start("kill", ["-TERM", $"{Environment.ProcessId}"]).WaitForExit();
            while (true) Thread.Sleep(10);
            """);

        // WHEN
        var run = await RunAsync("--format", "json");

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(130), run.Errors);
        Assert.That((string?)JsonNode.Parse(run.Output)!["cells"]![0]!["text"], Is.Empty);
    }

    [Test]
    public async Task AndAReaderThatDoesNotReadLosesNoFiles()
    {
        // GIVEN a document that does not fit in a pipe
        Folder.File("a.dib", "#!csharp\nConsole.Write(new string('x', 1_000_000));\nEnvironment.Exit(0);\n");

        // WHEN
        using var tool = MemMagicsTool.Start(Folder.Path, "run", "a.dib", "--format", "json", "--save", "saved.ipynb");
        await tool.WaitForExitAsync();

        // THEN
        Assert.That(tool.ExitCode, Is.EqualTo(1));
        Assert.That((string?)(await SavedAsync())[0]!["outputs"]!.AsArray()[^1]!["output_type"], Is.EqualTo("error"));
    }

    /// <summary>A tool that hangs is killed, and its exit code is another one.</summary>
    private Task<ToolRun> RunAsync(params string[] options)
    {
        var command = MemMagicsTool.Command(Folder.Path, ["run", "a.dib", .. options]);
        return ToolRun.OfAsync(new ProcessStartInfo("timeout", ["-s", "KILL", "120", command.FileName, .. command.ArgumentList]) { WorkingDirectory = Folder.Path });
    }

    private async Task<JsonArray> SavedAsync() =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "saved.ipynb")))!["cells"]!.AsArray();
}
