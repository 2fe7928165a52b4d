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
    [TestCase("run a.dib --html /dev/full > /dev/null", "'/dev/full' cannot be written: No space left on device : '/dev/full'")]
    [TestCase("run a.dib --html .", "'.' cannot be written: it is a folder. Name a file in it.")]
    [TestCase("run a.dib --html none/p.html", "'none/p.html' cannot be written: there is no folder '")]
    [TestCase("run a.dib --html a.dib", "'a.dib' cannot be written: it is the notebook itself. Name another file.")]
    [TestCase("run . > /dev/null", "'.' is no notebook: its name should end in .dib or .ipynb.")]
    public async Task WhatCannotBeWrittenIsOneSentenceAndExitCodeTwo(string command, string sentence)
    {
        var run = await InShellAsync(command);

        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith($"memmagics: {sentence}"));
        Assert.That(run.Errors.Count(character => character == '\n'), Is.EqualTo(1), run.Errors);
        Assert.That(await File.ReadAllTextAsync(In("a.dib")), Does.StartWith("#!csharp\n"));
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

    [Test]
    public async Task AReportIsNotSavedOverItsNotebookAndIsShownAllTheSame()
    {
        _folder.File("b.dib", "#!csharp\nvoid F() { }\n#!csharp\n#!mprun -f F -T b.dib F()\n");

        var run = await InShellAsync("run b.dib");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("The report cannot be saved to 'b.dib': it is the notebook itself. Name another file.").And.Contain("void F() { }"));
        Assert.That(await File.ReadAllTextAsync(In("b.dib")), Does.StartWith("#!csharp\n"));
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
