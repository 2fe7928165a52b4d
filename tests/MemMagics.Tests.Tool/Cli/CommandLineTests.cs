using System.Diagnostics;
using System.Runtime.Versioning;

namespace MemMagics.Tests.Cli;

/// <summary>What the tool says of a command line that is not whole or not right, and how shells complete one.</summary>
public sealed class CommandLineTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        _folder.File("tour.dib", "1");
        _folder.File("my book.ipynb", "{}");
        _folder.File("notes.txt", "");
        _folder.File(".hidden.dib", "");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "more"));
        _folder.File("more/inner.DIB", "1");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase("memmagics [command] [options]", TestName = "WithoutACommandHelpIsShown")]
    [TestCase("memmagics jupyter [command] [options]", "jupyter", TestName = "WithoutACommandOfAGroupItsHelpIsShown")]
    public async Task HelpIsShown(string usage, params string[] arguments)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, arguments);
        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.Contain(usage).And.Contain("Commands:"));
    }

    [TestCase("'memmagics' has no command 'rnu'. Did you mean run?", "memmagics", "rnu", "tour.dib")]
    [TestCase("'memmagics' has no command 'measure'. It has: run, plot, convert, jupyter, serve, completions, memit, mprun, where.", "memmagics", "measure")]
    [TestCase("'memmagics jupyter' has no command 'instal'. Did you mean install?", "memmagics jupyter", "jupyter", "instal")]
    [TestCase("'memmagics' has no option '--vresion'. Did you mean --version?", "memmagics", "--vresion")]
    [TestCase("'memmagics run' has no option '--foramt'. Did you mean --format?", "memmagics run", "run", "tour.dib", "--foramt=json")]
    [TestCase("'memmagics run' has no option '--sav'. Did you mean --save?", "memmagics run", "run", "--sav", "x.ipynb", TestName = "AnUnknownOptionIsNotTakenForTheNotebook")]
    [TestCase("'memmagics run' has no option '--loud'.", "memmagics run", "run", "tour.dib", "--loud")]
    [TestCase("'memmagics run' has no use for 'b.dib'.", "memmagics run", "run", "tour.dib", "b.dib")]
    public async Task WhatIsUnknownIsAnsweredWithTheNearest(string sentence, string command, params string[] arguments)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, arguments);
        Assert.That((run.ExitCode, run.Errors, run.Output), Is.EqualTo((2, $"memmagics: {sentence}\nmemmagics: Try '{command} --help'.\n", "")));
    }

    [TestCase("memmagics r", "run")]
    [TestCase("/some/where/memmagics jupyter in", "install")]
    [TestCase("memmagics run --ht", "--html")]
    [TestCase("memmagics run tour.dib --format j", "json")]
    [TestCase("memmagics run tour.dib --format=j", "json")]
    [TestCase("memmagics run t", "tour.dib")]
    [TestCase("memmagics run m", "more/", "my book.ipynb")]
    [TestCase("memmagics run more/i", "more/inner.DIB")]
    [TestCase("memmagics run .h", ".hidden.dib")]
    [TestCase("memmagics run nowhere/t")]
    [TestCase("memmagics completions p", "pwsh")]
    public async Task AHalfTypedLineHasTheseContinuations(string line, params string[] continuations)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, $"[suggest:{line.Length}]", line);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(continuation => continuation.StartsWith(line.Split(' ', '=')[^1])), Is.EqualTo(continuations));
    }

    [Test]
    public async Task WhereANotebookIsAskedForNoOtherFileIsOffered()
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "[suggest:14]", "memmagics run ");
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(continuation => !continuation.StartsWith('-')), Is.EqualTo(new[] { "more/", "my book.ipynb", "tour.dib" }));
    }

    [TestCase("memmagics ru", "run")]
    [TestCase("memmagics run m", "more", "my book.ipynb")]
    [TestCase("memmagics run more/", "more/inner.DIB")]
    [TestCase("memmagics run x.dib --format j", "json")]
    [Platform(Exclude = "Win", Reason = "There is no bash.")]
    [UnsupportedOSPlatform("windows")]
    public async Task BashCompletes(string line, params string[] continuations)
    {
        if (!File.Exists("/bin/bash"))
        {
            Assert.Ignore("There is no bash.");
            return;
        }

        var words = line.Split(' ');

        // GIVEN the command on the path, and what it prints for bash
        var command = _folder.File("memmagics", $"#!/bin/sh\nexec {MemMagicsTool.InShell} \"$@\"\n");
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var script = _folder.File("session.bash", $$"""
            PATH="{{_folder.Path}}:$PATH"
            eval "$(memmagics completions bash)"
            complete -p memmagics
            COMP_WORDS=({{line}}) COMP_CWORD={{words.Length - 1}} COMP_LINE='{{line}}' COMP_POINT={{line.Length}}
            _memmagics memmagics '{{words[^1]}}' '{{words[^2]}}'
            printf '%s\n' "${COMPREPLY[@]}"
            """);

        // WHEN bash asks as it does for Tab
        var run = await ToolRun.OfAsync(new ProcessStartInfo("/bin/bash", ["--norc", script]) { WorkingDirectory = _folder.Path });

        // THEN
        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), Is.EqualTo(continuations.Prepend("complete -o default -o filenames -F _memmagics memmagics")));
    }
}
