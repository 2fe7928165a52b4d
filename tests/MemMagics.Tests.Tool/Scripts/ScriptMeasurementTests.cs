using System.Text.Json.Nodes;

namespace MemMagics.Tests.Scripts;

/// <summary>Scripts, measured by the tool.</summary>
public class ScriptMeasurementTests
{
    // Line 9 allocates an array of 24 + 10 n bytes, in whole words.
    private const string Script =
        """
        #!/usr/bin/env dotnet-script
        #load "lib/more.csx"
        using System.Globalization;

        int scale = 3;
        const int Size = 10;
        static byte[] Solve(int n)
        {
            return new byte[n * Size];
        }
        byte[] Scaled(int n) => Solve(n * scale);
        byte[] Twice(int n) => Scaled(n);
        record Point(int X, int Y);

        Console.WriteLine($"{string.Join('|', Args)} {args.Length} {More()} {CultureInfo.InvariantCulture.Name.Length}");
        Solve(Args.Count);
        """;

    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public void WriteScripts()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lib"));
        _folder.File("app.csx", Script);
        _folder.File("lib/more.csx", "#r \"nuget: Humanizer.Core, 2.14.1\"\n#load \"inner.csx\"\nusing Humanizer;\nstatic string More() => \"case\".ToQuantity(Two());\n");
        _folder.File("lib/inner.csx", "static int Two() => 2;\n");
        _folder.File("throws.csx", "var x = 1;\nthrow new InvalidOperationException($\"no {x}\");\n");
        _folder.File("magic.csx", "var x = 1;\n#!memit x + 1\n");
        _folder.File("load.csx", "#load \"none.csx\"\n");
        _folder.File("bad.csx", "int x = 1;\nint y = ;\n");
        _folder.File("big.csx", "static byte[] Big() => new byte[20_000_000];\nvar n = Console.ReadLine();\nConsole.WriteLine($\"read {n}\");\nGC.KeepAlive(Big());\n");
        _folder.File("exit.csx", "Environment.Exit(3);\n");
        _folder.File("input.txt", "a line\n");
        Directory.CreateDirectory(Path.Combine(_folder.Path, "lib/Lib"));
        _folder.File("lib/Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _folder.File("lib/Lib/Lib.cs", "public static class Lib {\n    public static byte[] Bytes(int n) => new byte[n];\n}\n");
        _folder.File("lib/project.csx", "#r \"Lib/Lib.csproj\"\nstatic byte[] OfLib(int n) => Lib.Bytes(n);\n");
        _folder.File("project.csx", "#load \"lib/project.csx\"\nOfLib(1000);\n");
        _folder.File("noproject.csx", "#r \"None.csproj\"\nvar x = 1;\n");
        _folder.File("empty.csx", "// nothing\n");
    }

    [OneTimeTearDown]
    public void RemoveScripts() => _folder.Dispose();

    [Test]
    public async Task AScriptIsMeasuredLineByLineWithItsArgumentsPackagesAndLoadedScripts()
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "mprun", "-f", "Solve", "--format", "json", "app.csx", "--", "a", "b c");

        var document = JsonNode.Parse(run.Output)!;
        var function = document["reports"]![0]!["functions"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Errors);
            Assert.That((string)document["file"]!, Is.EqualTo("app.csx"));
            Assert.That((string)document["reports"]![0]!["code"]!, Is.EqualTo("app.csx a \"b c\""));
            Assert.That(run.Output, Does.Contain("a|b c 2 2 cases 0"));
            Assert.That(function["lines"]!.AsArray().Select(line => ((int)line!["line"]!, (long?)line["allocated"])), Does.Contain((9, (long?)48)));
        });
    }

    [Test]
    public async Task ACallSeesTheScriptsDeclarationsAndItsStatementsDoNotRun()
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "memit", "-r", "1", "--format", "json", "--call", "(Solve(100), new Point(1, 2), Size, More())", "app.csx");
        var lines = await MemMagicsTool.RunAsync(_folder.Path, "mprun", "-f", "Solve", "--format", "json", "--call", "Solve(100)", "app.csx");

        Assert.Multiple(() =>
        {
            Assert.That((run.ExitCode, lines.ExitCode), Is.EqualTo((0, 0)), run.Errors + lines.Errors);
            Assert.That(run.Output, Does.Not.Contain("2 cases"));
            Assert.That(JsonNode.Parse(lines.Output)!["reports"]![0]!["functions"]![0]!["lines"]!.AsArray().Select(line => ((int)line!["line"]!, (long?)line["allocated"])), Does.Contain((9, (long?)1024)));
        });
    }

    [TestCase("Enumerable.Range(0, 3).Sum(scale => Solve(scale).Length)")]
    [TestCase("{ var scale = 4; return Solve(scale); }")]
    [TestCase("new { scale = 5 }.scale + Solve(1).Length")]
    public async Task ANameOfTheCallsOwnIsNoVariableOfTheScript(string call)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "memit", "-r", "1", "--call", call, "app.csx");

        Assert.That((run.ExitCode, run.Errors), Is.EqualTo((0, "")), run.Output);
    }

    [Test]
    public async Task AProjectThatALoadedScriptAsksForIsBuiltAndMeasured()
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "mprun", "-f", "Lib.Bytes", "--format", "json", "project.csx");

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(JsonNode.Parse(run.Output)!["reports"]![0]!["functions"]![0]!["lines"]!.AsArray().Select(line => ((int)line!["line"]!, (long?)line["allocated"])), Does.Contain((2, (long?)1024)));
    }

    [Test]
    public async Task AScriptReadsAFileAsItsInputAndCommandsOfTheShellAreOffered()
    {
        var memit = await ShellAsync("memit big.csx < input.txt");
        var where = await ShellAsync("where big.csx < input.txt");

        Assert.That((memit.ExitCode, where.ExitCode), Is.EqualTo((0, 0)), memit.Errors + where.Errors);
        Assert.That(memit.Output, Does.Contain("read a line").And.Contain("memmagics where big.csx").And.Not.Contain("#!"));
        Assert.That(where.Output, Does.Contain("memmagics mprun -f Big big.csx").And.Not.Contain("#!"));
    }

    [Test]
    public async Task AScriptReadsWhatAPipeHoldsThatNobodyWritesIntoAnyMore()
    {
        // GIVEN a tool that has less to read than a pipe holds, and each run of the script reads it from its beginning
        using var tool = MemMagicsTool.Start(_folder.Path, "memit", "-r", "2", "big.csx");
        await tool.StandardInput.WriteAsync("a line\nand more\n");
        tool.StandardInput.Close();

        Assert.That(await tool.StandardOutput.ReadToEndAsync(), Does.Contain("read a line").And.Not.Contain("FAILED"));
    }

    [Test]
    public async Task SentencesAboutAScriptSpeakOfNoNotebook()
    {
        // Somebody may still write to this script's standard input.
        using var waits = MemMagicsTool.Start(_folder.Path, "memit", "big.csx");
        var asks = await waits.StandardOutput.ReadToEndAsync();
        var exits = await MemMagicsTool.RunAsync(_folder.Path, "memit", "exit.csx");

        Assert.That(asks, Does.Contain("FAILED: System.InvalidOperationException: A program that is measured cannot ask for input").And.Not.Contain("notebook"));
        Assert.That(exits.Output + exits.Errors, Does.Contain("exit code 3").And.Not.Contain("notebook"));
    }

    [TestCase("--call", "Twice(3)", "app.csx", "'Twice' uses 'scale', a variable of app.csx, which has a value only while the script runs. Make it a parameter, or measure the script without --call.")]
    [TestCase("--call", "new byte[scale]", "app.csx", "'scale' is a variable of app.csx, which has a value only while the script runs: a call cannot use it. Measure the script without --call.")]
    [TestCase("--call", "Nope()", "app.csx", "--call(1,1): error CS0103: The name 'Nope' does not exist in the current context")]
    [TestCase("--framework", "net10.0", "app.csx", "A script runs on this .NET: --framework is for projects.")]
    [TestCase("-r", "1", "none.csx", "There is no file none.csx.")]
    [TestCase("-r", "1", "magic.csx", "magic.csx, line 2: magics are for notebooks. Take the line out: this command measures the script.")]
    [TestCase("-r", "1", "bad.csx", "bad.csx(2,9): error CS1525: Invalid expression term ';'")]
    [TestCase("-r", "1", "load.csx", "load.csx(1,7): error CS1504: Source file 'none.csx' could not be opened -- Could not find file.")]
    [TestCase("-r", "1", "noproject.csx", "There is no file or folder None.csproj.")]
    [TestCase("-r", "1", "empty.csx", "empty.csx has no code of its own to measure.")]
    public async Task WhatCannotBeMeasuredIsAnsweredWithASentence(string option, string value, string file, string sentence)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "memit", option, value, file);

        Assert.That(run, Is.EqualTo(new ToolRun(2, "", $"memmagics: {sentence}\n")));
    }

    [Test]
    public async Task WhatAScriptThrowsIsReportedAtItsOwnLine()
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "memit", "throws.csx");

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1));
            Assert.That(run.Output, Does.Contain("FAILED: System.InvalidOperationException: no 1\n   at the cell's code in throws.csx, line 2\n"));
        });
    }

    private Task<ToolRun> ShellAsync(string arguments) => ToolRun.OfAsync(MemMagicsTool.ShellCommand(_folder.Path, arguments));
}
