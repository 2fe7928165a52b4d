using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using MemMagics.Platform;

namespace MemMagics.Tests.Cli;

public class RunCommandTests : TestsInAFolder
{
    [Test]
    public async Task AllCellsFineIsExitCodeZeroAndTextHasNoEscapeCodes()
    {
        // GIVEN
        Folder.File("fine.dib", "#!markdown\n# Title\n#!csharp\nvar x = 40;\n#!csharp\nx + 2\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "fine.dib");

        // THEN
        Assert.That(run, Is.EqualTo(new ToolRun(0, "# Title\n\n[2] var x = 40;\n\n[3] x + 2\n42\n\nfine.dib: 2 ok\n", "")));
    }

    [Test]
    public async Task AFailedCellIsExitCodeOneAndStopsTheRun()
    {
        // GIVEN
        Folder.File("bad.dib", "#!csharp\nthrow new Exception(\"no\");\n#!csharp\nFile.WriteAllText(\"ran.txt\", \"\");\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "bad.dib");

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("System.Exception: no\n   at cell 1, line 1\n[1] failed\n").And.EndWith("bad.dib: 0 ok, 1 failed (cell 1), 1 skipped\n"));
        Assert.That(File.Exists(Path.Combine(Folder.Path, "ran.txt")), Is.False);
    }

    [TestCase("Environment.Exit(0);", 0)]
    [TestCase("new Thread(() => Environment.Exit(7)).Start(); Thread.Sleep(Timeout.Infinite);", 7)]
    [TestCase("using var closed = new MemoryStream(); await Task.Yield(); Environment.Exit(-1);", -1)]
    public async Task ACellThatEndsTheProcessFailsAndNothingIsLost(string exit, int exitCode)
    {
        // GIVEN
        Folder.File("exit.dib", $"#!csharp\nvar x = 40; x\n#!csharp\nConsole.WriteLine(\"before\");\n#!memit -r 1 new byte[x]\n#!csharp\nConsole.WriteLine(\"here\"); {exit}\n#!markdown\n# End\n#!csharp\nx\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "exit.dib", "--keep-going", "--format", "json", "--save", "exit.ipynb", "--html", "exit.html");

        // THEN
        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((1, "")));
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(cells.Select(cell => (string)cell!["status"]!), Is.EqualTo(new[] { "ok", "ok", "failed", "ok", "skipped" }));
        Assert.That((long)cells[1]!["reports"]![0]!["runs"]![0]!["allocated"]!, Is.EqualTo(64));
        Assert.That((string)cells[2]!["text"]!, Is.EqualTo("here\n"));
        Assert.That((string)cells[2]!["error"]!, Does.StartWith($"The cell ended the notebook's process with exit code {exitCode} (Environment.Exit)."));
        foreach (var file in new[] { "exit.ipynb", "exit.html" })
            Assert.That(File.ReadAllText(Path.Combine(Folder.Path, file)), Does.Contain("ended the notebook's process").Or.Contain("ended the notebook&#39;s process"), file);
    }

    [Test]
    public async Task ACellThatEndsTheProcessIsToldInTextToo()
    {
        // GIVEN
        Folder.File("exit.dib", "#!csharp\nEnvironment.Exit(0);\n#!csharp\n1\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "exit.dib");

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("The cell ended the notebook's process with exit code 0").And.EndWith("exit.dib: 0 ok, 1 failed (cell 1), 1 skipped\n"));
    }

    [Test]
    public async Task WithKeepGoingTheCellsAfterAFailedOneRunToo()
    {
        // GIVEN
        Folder.File("bad.dib", "#!csharp\nvar x = 1;\nthrow new Exception(\"no\");\n#!csharp\nx\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "bad.dib", "--keep-going");

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.EndWith("[2] x\n1\n\nbad.dib: 1 ok, 1 failed (cell 1)\n"));
    }

    [Test]
    public async Task OtherLanguagesAreSkippedNotFailed()
    {
        Folder.File("mixed.dib", "#!fsharp\nlet a = 1\n#!csharp\n1\n");
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "mixed.dib", "--format", "json");
        Assert.That(run.ExitCode, Is.EqualTo(0));
        Assert.That(JsonNode.Parse(run.Output)!["cells"]!.AsArray().Select(cell => cell!["status"]!.GetValue<string>()), Is.EqualTo(new[] { "skipped", "ok" }));
    }

    [Test]
    public async Task JsonIsTheOnlyThingOnStandardOutputWhateverACellDoes()
    {
        // GIVEN cells that write to the console, to the process's stream, and from a child process
        var (echo, arguments) = HostPlatform.Name == "Windows" ? ("cmd", "/c echo from a child") : ("echo", "from a child");
        Folder.File("loud.dib", $$"""
            #!csharp
            Console.WriteLine("to the console");
            using (var stream = Console.OpenStandardOutput()) stream.Write("past the console\n"u8);
            System.Diagnostics.Process.Start("{{echo}}", "{{arguments}}").WaitForExit();
            #!csharp
            nope
            """);

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "loud.dib", "--format", "json");

        // THEN
        var document = JsonNode.Parse(run.Output)!;
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(document["notebook"]!.GetValue<string>(), Is.EqualTo("loud.dib"));
        Assert.That(document["cells"]![0]!["elapsed"]!.GetValue<double>(), Is.GreaterThan(0));
        document["cells"]![0]!.AsObject().Remove("elapsed");
        Assert.That(document["cells"]![0]!.ToJsonString(), Is.EqualTo("""{"index":1,"language":"csharp","status":"ok","text":"to the console\n","error":null,"reports":[]}"""));
        Assert.That(document["cells"]![1]!["status"]!.GetValue<string>(), Is.EqualTo("failed"));
        Assert.That(document["cells"]![1]!["error"]!.GetValue<string>(), Does.StartWith("cell 2(1,1): error CS0103"));
        Assert.That(run.Errors, Does.Contain("past the console\n").And.Match("from a child\r?\n"));
    }

    [Test]
    public async Task WhatNativeCodePrintsIsInNoDocumentAndBreaksNoMeasurement()
    {
        Folder.File("native.dib", $$"""
            #!csharp
            static class Native { {{NativeFunctions.StandardC("int puts(string text)", "int fflush(nint stream)")}} public static int Print(string text) => puts(text) + fflush(0); }
            Native.Print("of a cell");
            #!csharp
            #!memit -r 1 Native.Print("of measured code")
            """);

        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "native.dib", "--format", "json");

        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(cells.Select(cell => cell!["status"]!.GetValue<string>()), Is.EqualTo(new[] { "ok", "ok" }), run.Output);
        Assert.That(cells[0]!["text"]!.GetValue<string>(), Is.Empty);
        Assert.That(run.Errors, Does.Match("of a cell\r?\n"));
    }

    [Test]
    public async Task MarkdownHoldsProseCodeAndOutputInFencesThatCannotEndEarly()
    {
        Folder.File("doc.dib", "#!markdown\n# T\n#!csharp\nConsole.WriteLine(\"```\");\n");
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "doc.dib", "--format", "markdown");
        Assert.That(run.Output, Is.EqualTo("# T\n\n````csharp\nConsole.WriteLine(\"```\");\n````\n\n````text\n```\n````\n\n"));
    }

    [Test]
    public async Task MarkdownIsSmallEnoughForPagesThatStopAtHalfAMegabyte()
    {
        // GIVEN a picture within the prose, and a cell that prints and displays far more than anybody reads
        Folder.File("large.dib", $"""
            #!markdown
            ![a chart](data:image/png;base64,{new string('A', 1_000_000)})
            #!csharp
            for (var i = 0; i < 100_000; i++)
                Console.WriteLine($"line {"{i}"}");
            new string('x', 1_000_000)
            #!csharp
            Enumerable.Range(0, 1_000_000)
            """);

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "large.dib", "--format", "markdown");

        // THEN
        Assert.That(run.Output, Has.Length.LessThan(100_000).And.Contains("![a chart]()\n").And.Contains("line 1000\n").And.Not.Contains("line 99999"));
        Assert.That(run.Output, Does.Match("\n… [0-9,]+ more characters are left out here. --html, --save and --format json have them.\n```\n"));
        Assert.That(run.Output, Does.Not.Contain("<style"));
    }

    [Test]
    public async Task CellsRunInTheNotebooksFolderAndOutputPathsAreMeantFromWhereTheyWereTyped()
    {
        // GIVEN a notebook in a folder below
        Directory.CreateDirectory(Path.Combine(Folder.Path, "below"));
        Folder.File("below/here.dib", "#!csharp\nFile.WriteAllText(\"made.txt\", \"\");\n");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "below/here.dib", "--html", "page.html", "--save", "executed.ipynb");

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Errors);
        Assert.That(File.Exists(Path.Combine(Folder.Path, "below", "made.txt")));
        Assert.That(Directory.EnumerateFiles(Folder.Path).Select(Path.GetFileName), Is.EquivalentTo(new[] { "page.html", "executed.ipynb" }));
    }

    [Test]
    public async Task ThePageIsSelfContainedAndShowsEveryStringAsText()
    {
        // GIVEN hostile text in prose, code, output and errors
        Folder.File("hostile.dib", """
            #!markdown
            # <script>alert(1)</script> [x](javascript:alert(2)) <img src=x onerror=alert(3)>
            #!csharp
            Console.WriteLine("<script>alert(4)</script>");
            var x = "</pre><script>alert(5)</script>";
            display(x);
            throw new Exception("<script>alert(6)</script>");
            """);

        // WHEN
        await MemMagicsTool.RunAsync(Folder.Path, "run", "hostile.dib", "--html", "page.html");

        // THEN nothing of it became markup
        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "page.html")));
        Assert.That(page.QuerySelectorAll("script, link, iframe, [onerror], [src], a[href^='javascript']"), Is.Empty);
        Assert.That(page.QuerySelector(".output .out")!.TextContent, Is.EqualTo("<script>alert(4)</script>\n"));
        Assert.That(page.QuerySelector(".error")!.TextContent, Does.StartWith("System.Exception: <script>alert(6)</script>"));
        Assert.That(string.Join('\n', page.QuerySelectorAll(".code .line").Select(line => line.TextContent)), Does.Contain("var x = \"</pre><script>alert(5)</script>\";"));
    }

    [Test]
    public async Task ThePageHasTheStyleOfReportsOnceAndASavedNotebookInEveryOutput()
    {
        // GIVEN two reports, and a notebook without any
        Folder.File("two.dib", "#!csharp\n#!memit -r 1 new byte[100]\n#!csharp\n#!memit -r 1 new byte[200]\n");
        Folder.File("none.dib", "#!csharp\ndisplay(1)\n");

        // WHEN
        await MemMagicsTool.RunAsync(Folder.Path, "run", "two.dib", "--html", "two.html", "--save", "two.ipynb");
        await MemMagicsTool.RunAsync(Folder.Path, "run", "none.dib", "--html", "none.html");

        // THEN a page is read as a whole, while a notebook's outputs are taken away one by one
        var two = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "two.html")));
        Assert.That(two.QuerySelectorAll(".rich > .memmagics table"), Has.Length.EqualTo(2));
        Assert.That(two.QuerySelectorAll("style").Select(style => style.ParentElement!.LocalName), Is.EqualTo(new[] { "head" }));
        Assert.That(two.QuerySelector("style")!.TextContent, Does.Contain(".memmagics.memmagics.memmagics{"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "none.html")), Does.Not.Contain(".memmagics{"));
        var saved = await File.ReadAllTextAsync(Path.Combine(Folder.Path, "two.ipynb"));
        Assert.That(saved.Split("<style>"), Has.Length.EqualTo(3));
    }

    [Test]
    public async Task WhatCannotBeRunIsExitCodeTwoAndASentence()
    {
        Folder.File("text.txt", "hello");
        Folder.File("old.ipynb", "{ \"nbformat\": 3 }");
        Folder.File("fine.dib", "1");
        await Refused("There is no notebook 'nowhere.dib'.", "run", "nowhere.dib");
        await Refused("'text.txt' is no notebook", "run", "text.txt");
        await Refused("'old.ipynb' is not a notebook of format 4", "run", "old.ipynb");
        await Refused("--save writes a Jupyter notebook: 'x.dib' should end in .ipynb.", "run", "fine.dib", "--save", "x.dib");
        await Refused("'nofolder/x.html' cannot be written: there is no folder", "run", "fine.dib", "--html", "nofolder/x.html");
        await Refused("'yaml' not recognized", "run", "fine.dib", "--format", "yaml");
        await Refused("Required argument missing", "run");

        async Task Refused(string sentence, params string[] arguments)
        {
            var run = await MemMagicsTool.RunAsync(Folder.Path, arguments);
            Assert.That(run.ExitCode, Is.EqualTo(2), run.Output);
            Assert.That(run.Errors, Does.Contain(sentence));
            Assert.That(run.Output, Is.Empty);
        }
    }

    [Test]
    public async Task HelpAndVersionAreThere()
    {
        var help = await MemMagicsTool.RunAsync(Folder.Path, "run", "--help");
        Assert.That(help.ExitCode, Is.EqualTo(0));
        Assert.That(help.Output, Does.Contain("memmagics run <NOTEBOOK> [options]").And.Contain("--keep-going").And.Contain("--html").And.Contain("--save"));
        var version = await MemMagicsTool.RunAsync(Folder.Path, "--version");
        Assert.That(version.Output, Does.Match(@"^\d+\.\d+\.\d+"));
    }

    [Test]
    public async Task SavedNotebooksHoldTheOutputsInBothForms()
    {
        // GIVEN
        Folder.File("n.dib", "#!csharp\nnew[] { (1, 2) }.Select(pair => new { A = pair.Item1 })\n");

        // WHEN
        await MemMagicsTool.RunAsync(Folder.Path, "run", "n.dib", "--save", "n.ipynb");

        // THEN
        using var saved = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "n.ipynb")));
        var output = saved.RootElement.GetProperty("cells")[0].GetProperty("outputs")[0];
        Assert.That(output.GetProperty("output_type").GetString(), Is.EqualTo("execute_result"));
        Assert.That(output.GetProperty("data").EnumerateObject().Select(form => form.Name), Is.EqualTo(new[] { "text/html", "text/plain" }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends a signal.")]
    public async Task CtrlCEndsAMeasurementSkipsTheRestAndLeavesNoProcess()
    {
        // GIVEN a measurement without end that tells us its process
        Folder.File("endless.dib", """
            #!csharp
            #!memit -t 5m File.WriteAllText("worker.tmp", $"{Environment.ProcessId}"); File.Move("worker.tmp", "worker.pid"); while (true) { }
            #!csharp
            1
            """);
        using var watcher = new FileSystemWatcher(Folder.Path, "worker.pid") { EnableRaisingEvents = true };
        var running = new TaskCompletionSource();
        watcher.Renamed += (_, _) => running.TrySetResult();
        using var tool = MemMagicsTool.StartInForeground(Folder.Path, "run", "endless.dib", "--save", "saved.ipynb");
        var output = tool.StandardOutput.ReadToEndAsync();
        var errors = tool.StandardError.ReadToEndAsync();
        await Task.WhenAny(running.Task, tool.WaitForExitAsync());
        Assert.That(running.Task.IsCompleted, $"{(tool.HasExited ? await output + await errors : "")}");
        var worker = int.Parse(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "worker.pid")), System.Globalization.CultureInfo.InvariantCulture);

        // WHEN
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{tool.Id}"]))
            await kill.WaitForExitAsync();
        await tool.WaitForExitAsync();

        // THEN the notebook is saved as far as it came, and nothing runs on
        Assert.That(tool.ExitCode, Is.EqualTo(130));
        Assert.That(await output, Does.Contain("Interrupted.\n").And.EndWith("endless.dib: 0 ok, 1 failed (cell 1), 1 skipped (interrupted)\n"));
        Assert.That(File.Exists(Path.Combine(Folder.Path, "saved.ipynb")));
        Assert.That(() => System.Diagnostics.Process.GetProcessById(worker), Throws.ArgumentException);
    }
}
