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

    [TestCase("--call", "Twice(3)", "app.csx", "'Twice' uses 'scale', a variable of app.csx, which has a value only while the script runs. Make it a parameter, or measure the script without --call.")]
    [TestCase("--call", "new byte[scale]", "app.csx", "'scale' is a variable of app.csx, which has a value only while the script runs: a call cannot use it. Measure the script without --call.")]
    [TestCase("--call", "Nope()", "app.csx", "--call(1,1): error CS0103: The name 'Nope' does not exist in the current context")]
    [TestCase("--framework", "net10.0", "app.csx", "A script runs on this .NET: --framework is for projects.")]
    [TestCase("-r", "1", "none.csx", "There is no file none.csx.")]
    [TestCase("-r", "1", "magic.csx", "magic.csx, line 2: magics are for notebooks. Take the line out: this command measures the script.")]
    [TestCase("-r", "1", "bad.csx", "bad.csx(2,9): error CS1525: Invalid expression term ';'")]
    [TestCase("-r", "1", "load.csx", "load.csx(1,7): error CS1504: Source file 'none.csx' could not be opened -- Could not find file.")]
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
}
