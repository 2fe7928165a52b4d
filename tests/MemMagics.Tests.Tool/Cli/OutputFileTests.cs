using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Cli;

/// <summary>Where a run writes to, and what happens when that cannot be written.</summary>
[Platform("Linux", Reason = "Devices, pipes and links with paths.")]
public sealed class OutputFileTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _folder.File("a.dib", "#!csharp\nConsole.WriteLine(\"hi\");\n");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task AFullStandardOutputIsASentenceAndAllElseIsWritten()
    {
        var run = await InShellAsync("run a.dib --save s.ipynb --html p.html > /dev/full");

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", "memmagics: Standard output cannot be written: No space left on device\n")));
        Assert.That(await File.ReadAllTextAsync(In("s.ipynb")), Does.Contain("hi"));
        Assert.That(await File.ReadAllTextAsync(In("p.html")), Does.Contain("hi"));
    }

    [TestCase("run a.dib --format json > /dev/full", "Standard output cannot be written: No space left on device")]
    [TestCase("run a.dib --format markdown > /dev/full", "Standard output cannot be written: No space left on device")]
    [TestCase("run a.dib >&-", "Standard output cannot be written: Bad file descriptor")]
    [TestCase("run a.dib --format json >&-", "Standard output cannot be written: Bad file descriptor")]
    [TestCase("run --help > /dev/full", "No space left on device")]
    [TestCase("--version > /dev/full", "No space left on device")]
    [TestCase("completions bash > /dev/full", "No space left on device")]
    [TestCase("run a.dib --html /dev/full > /dev/null", "'/dev/full' cannot be written: No space left on device\n")]
    [TestCase("run a.dib --html .", "'.' cannot be written: it is a folder. Name a file in it.")]
    [TestCase("run a.dib --html none/p.html", "'none/p.html' cannot be written: there is no folder '")]
    [TestCase("run a.dib --html a.dib", "'a.dib' cannot be written: it is the notebook itself. Name another file.")]
    [TestCase("run a.dib --html /sys/p.html", "'/sys/p.html' cannot be written: the folder '/sys' takes no new file. Name a file elsewhere.")]
    [TestCase("run a.dib --html app.cs", "'app.cs' cannot be written: it is source that somebody has written. Name another file.")]
    [TestCase("run a.dib --html lib.csx", "'lib.csx' cannot be written: it is source that somebody has written. Name another file.")]
    [TestCase("run a.dib --html o.ipynb --save ./o.ipynb", "'./o.ipynb' cannot be written by --save: --html writes to it, too. Name another file.")]
    [TestCase("run a.dib --html o.ipynb --save here/o.ipynb", "'here/o.ipynb' cannot be written by --save: --html writes to it, too. Name another file.")]
    [TestCase("convert a.dib linked.cs --force", "'linked.cs' cannot be written: it is the notebook itself. Name another file.")]
    [TestCase("memit app.cs -T app.cs", "The report cannot be saved to 'app.cs': it is the program itself. Name another file.")]
    [TestCase("memit lib.csx -T here/lib.csx", "The report cannot be saved to 'here/lib.csx': it is the program itself. Name another file.")]
    [TestCase("mprun app.cs --html here/app.cs", "The report cannot be saved to 'here/app.cs': it is the program itself. Name another file.")]
    [TestCase("where app.cs -T data.json -- data.json", "The report cannot be saved to 'data.json': it is named in the program's own arguments. Name another file.")]
    [TestCase("memit app.cs -T x.html --html here/x.html", "'x.html' cannot be written by -T: --html writes to it, too. Name another file.")]
    [TestCase("mprun --project app -T other.cs", "The report cannot be saved to 'other.cs': it is source that somebody has written. Name another file.")]
    [TestCase("memit app.cs -T none/r.md", "The report cannot be saved to 'none/r.md': there is no folder '")]
    [TestCase("plot app.cs -T app.cs", "The report cannot be saved to 'app.cs': it is the program itself. Name another file.")]
    [TestCase("plot -T data.json -- touch data.json", "The report cannot be saved to 'data.json': it is named in the program's own arguments. Name another file.")]
    [TestCase("plot -T o.svg -T here/o.svg -- touch ran", "'here/o.svg' cannot be written by -T: -T writes to it already. Name another file.")]
    [TestCase("run . > /dev/null", "'.' is no notebook: its name should end in .dib or .ipynb.")]
    public async Task WhatCannotBeWrittenIsOneSentenceAndExitCodeTwo(string command, string sentence)
    {
        // Nothing is built: app.cs is no C#.
        var run = await InShellAsync(command, before: "ln -s . here; ln -s a.dib linked.cs; for file in app.cs other.cs lib.csx data.json; do echo old > $file; done");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith($"memmagics: {sentence}"));
        Assert.That(run.Errors.Count(character => character == '\n'), Is.EqualTo(1), run.Errors);
        Assert.That(await File.ReadAllTextAsync(In("a.dib")), Does.StartWith("#!csharp\n"));
        foreach (var file in new[] { "app.cs", "other.cs", "lib.csx", "data.json" })
            Assert.That(await File.ReadAllTextAsync(In(file)), Is.EqualTo("old\n"), file);
        Assert.That(File.Exists(In("ran")), Is.False);
    }

    [TestCase("unshare -rm sh -c 'mount -t tmpfs -o size=8k none . && cd $PWD && . $0' SCRIPT", "No space left on device")]
    [TestCase("trap '' XFSZ; ulimit -f 1; export DOTNET_EnableWriteXorExecute=0; . SCRIPT", "the file system takes no file of this size.")]
    public async Task WhatFailsWhileItIsWrittenIsSaidWithoutTheTemporaryFileAndLeavesTheOldFile(string place, string reason)
    {
        // GIVEN a place that takes a small file, and not the page
        using var small = new TemporaryFolder();
        _folder.File("run.sh", $"echo old > p.html; {MemMagicsTool.InShell} run {In("a.dib")} --html p.html; echo $?; ls -A; cat p.html\n");

        var run = await ToolRun.OfAsync(new ProcessStartInfo("sh", ["-c", place.Replace("SCRIPT", In("run.sh"))]) { WorkingDirectory = small.Path });

        Assert.That(run.Errors, Is.EqualTo($"memmagics: '{Path.Combine(small.Path, "p.html")}' cannot be written: {reason}\n"));
        Assert.That(run.Output, Does.EndWith("a.dib: 1 ok\n2\np.html\nold\n"));
    }

    [Test]
    public async Task WhereNothingCanBeSaidTheExitCodeSaysIt()
    {
        var run = await InShellAsync("run nowhere.dib >&- 2>&-");

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", "")));
    }

    [Test]
    public async Task ADeletedWorkingDirectoryIsASentenceUnlessTheNotebookHasAFullPath()
    {
        Directory.CreateDirectory(In("gone"));

        var relative = await InShellAsync("run a.dib", before: "cd gone && rmdir ../gone");
        Directory.CreateDirectory(In("gone"));
        var full = await InShellAsync($"run {In("a.dib")}", before: "cd gone && rmdir ../gone");

        Assert.That(relative, Is.EqualTo(new ToolRun(2, "", "memmagics: 'a.dib' cannot be found: the working directory is gone. Change to another one first.\n")));
        Assert.That(full.ExitCode, Is.EqualTo(0), full.Errors);
    }

    [TestCase("p.html")]
    [TestCase("link.html")]
    public async Task APipeIsWrittenToAndStaysAPipe(string name)
    {
        var run = await InShellAsync($"run a.dib --html {name} > /dev/null; code=$?; wait; exit $code", before: "mkfifo p.html && ln -s p.html link.html && (timeout 100 cat p.html > got.html) & while ! test -e link.html; do :; done");

        Assert.That(run.ExitCode, Is.EqualTo(0), run.Errors);
        Assert.That(await File.ReadAllTextAsync(In("got.html")), Does.Contain("hi").And.EndsWith("</html>\n"));
        Assert.That((await InShellAsync("", before: "test -p p.html && test -L link.html && echo both; exit")).Output, Is.EqualTo("both\n"));
    }

    [Test]
    public async Task APipeThatNobodyReadsIsASentenceAndTheOtherFileIsWritten()
    {
        var run = await InShellAsync("run a.dib --html p.html --save s.ipynb", before: "mkfifo p.html");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Is.EqualTo($"memmagics: '{In("p.html")}' cannot be written: it is a pipe that nobody reads. Start its reader first.\n"));
        Assert.That(run.Output, Does.EndWith("a.dib: 1 ok\n"));
        Assert.That(File.Exists(In("s.ipynb")));
    }

    [Test]
    public async Task StandardOutputAsAFileGetsThePageAfterTheText()
    {
        var run = await InShellAsync("run a.dib --html /dev/stdout > all.txt");

        Assert.That(run.ExitCode, Is.EqualTo(0), run.Errors);
        Assert.That(await File.ReadAllTextAsync(In("all.txt")), Does.StartWith("[1] Console.WriteLine(\"hi\");\nhi\n").And.Contain("a.dib: 1 ok\n<!DOCTYPE html>").And.EndsWith("</html>\n"));
    }

    [Test]
    public async Task LinksStayAndAllNamesOfAFileSeeTheNewText()
    {
        var run = await InShellAsync("run a.dib --html soft.html --save hard.ipynb", before: "echo old > real.html && ln -s real.html soft.html && echo old > one.ipynb && ln one.ipynb hard.ipynb");

        Assert.That(run.ExitCode, Is.EqualTo(0), run.Errors);
        Assert.That(new FileInfo(In("soft.html")).LinkTarget, Is.EqualTo("real.html"));
        Assert.That(await File.ReadAllTextAsync(In("real.html")), Does.EndWith("</html>\n"));
        Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(In("one.ipynb")))!["nbformat"]!.GetValue<int>(), Is.EqualTo(4));
    }

    [TestCase("ln a.dib other.html")]
    [TestCase("ln -s a.dib other.html")]
    [TestCase("ln -s a.dib b.dib && ln -s b.dib other.html")]
    [TestCase("ln -s . here && ln -s here/a.dib other.html")]
    public async Task TheNotebookIsNotOverwrittenUnderAnotherNameEither(string before)
    {
        var run = await InShellAsync("run a.dib --html other.html", before);

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", "memmagics: 'other.html' cannot be written: it is the notebook itself. Name another file.\n")));
        Assert.That(await File.ReadAllTextAsync(In("a.dib")), Does.StartWith("#!csharp\n"));
    }

    [TestCase("#!mprun -f F -T b.dib F()", "cell 2", "'b.dib': it is the notebook itself")]
    [TestCase("%memit --save=./here/b.dib F()", "cell 2", "'./here/b.dib': it is the notebook itself")]
    [TestCase("#!memit -T app.cs F()", "cell 2", "'app.cs': it is source that somebody has written")]
    [TestCase("#!memit -T read.txt F()", "cell 2", "'read.txt': it is read by cell 1")]
    [TestCase("#!memit -T here F()", "cell 2", "'here': it is a folder")]
    [TestCase("#!memit -T p.html F()", "cell 2", "'p.html': --html writes to it, too")]
    [TestCase("#!memit -T here/s.ipynb F()", "cell 2", "'here/s.ipynb': --save writes to it, too")]
    [TestCase("#!memit -T r.md F()\n#!memit -T r.md F()", "cell 2", "'r.md': cell 2 saves to it, too")]
    public async Task AReportThatWouldReplaceSomethingIsRefusedBeforeTheFirstCellRuns(string magic, string cell, string reason)
    {
        _folder.File("b.dib", $"#!csharp\n#load \"read.txt\"\nvoid F() {{ }}\nFile.WriteAllText(\"ran\", \"\");\n#!csharp\n{magic}\n");

        var run = await InShellAsync("run b.dib --html p.html --save s.ipynb", before: "ln -s . here; echo '// old' > app.cs; echo '// old' > read.txt");

        var sentence = $"Nothing was run, for what {cell} asks for: The report cannot be saved to {reason}. Name ";
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith($"memmagics: {sentence}"));
        Assert.That(new[] { "ran", "p.html", "s.ipynb", "r.md" }.Where(file => File.Exists(In(file))), Is.Empty);
    }

    [Test]
    public async Task AConvertedNotebookDoesNotReplaceAFileThatItLoads()
    {
        _folder.File("l.dib", "#!csharp\n#load \"part.cs\"\nConsole.WriteLine(1);\n");
        _folder.File("part.cs", "var x = 1;\n");

        var run = await InShellAsync("convert l.dib ./part.cs --force");

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", "memmagics: './part.cs' cannot be written: it is read by cell 1. Name another file.\n")));
        Assert.That(await File.ReadAllTextAsync(In("part.cs")), Is.EqualTo("var x = 1;\n"));
    }

    [Test]
    public async Task AReportMayBeSavedToAFolderThatAnEarlierCellMakesAndSaysWhereItIs()
    {
        _folder.File("b.dib", "#!csharp\nDirectory.CreateDirectory(\"made\");\n#!csharp\n#!memit -r 1 -T made/r.md new byte[10]\n");

        var run = await InShellAsync("run b.dib");

        Assert.That(run.ExitCode, Is.EqualTo(0), run.Errors);
        Assert.That(run.Output, Does.Contain("note: Saved to made/r.md."));
        Assert.That(await File.ReadAllTextAsync(In("made/r.md")), Does.Contain("| Call |").And.Not.Contain("Saved to"));
    }

    [TestCase("", "n.dib has no cells")]
    [TestCase("#!markdown\n# Title\n\n#!python\nprint(1)\n#!python\nprint(2)\n", "n.dib has 1 markdown cell, 2 python cells and none of C# code")]
    public async Task ANotebookInWhichNothingRunsIsNoSuccess(string notebook, string sentence)
    {
        _folder.File("n.dib", notebook);

        var run = await InShellAsync("run n.dib --html p.html --format json");

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith($"memmagics: Nothing was run: {sentence}. What runs is C# (").And.EndsWith("\n"));
        Assert.That((string?)JsonNode.Parse(run.Output)!["error"], Does.StartWith($"Nothing was run: {sentence}"));
        Assert.That(File.Exists(In("p.html")), "a page of the prose was asked for");
    }

    [Test]
    public async Task WithoutAnyPlaceForTemporaryFilesTheDocumentIsWholeAndTheOtherCellsRan()
    {
        // GIVEN a notebook that measures, for a user who has neither a home nor a place for temporary files
        _folder.File("b.dib", "#!csharp\nvar x = 1;\n#!csharp\n#!memit -r 1 new byte[100]\n#!csharp\nx + 1\n");

        // WHEN
        var run = await InShellAsync("run b.dib --keep-going --format json", before: "export HOME=/proc/none XDG_CACHE_HOME=/proc/none MEMMAGICS_CACHE=/proc/none TMPDIR=/dev/null");

        // THEN
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(cells.Select(cell => (string?)cell!["status"]), Is.EqualTo(new[] { "ok", run.ExitCode == 0 ? "ok" : "failed", "ok" }));
        Assert.That(run.Errors, Does.Not.Contain("   at "));
    }

    private Task<ToolRun> InShellAsync(string command, string before = ":") =>
        ToolRun.OfAsync(new ProcessStartInfo("sh", ["-c", $"{before}\n{MemMagicsTool.InShell} {command}"]) { WorkingDirectory = _folder.Path });

    private string In(string name) => Path.Combine(_folder.Path, name);
}
