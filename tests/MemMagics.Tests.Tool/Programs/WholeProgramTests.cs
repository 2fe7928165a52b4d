namespace MemMagics.Tests.Tool.Programs;

/// <summary>A program that is measured is started as <c>dotnet run</c> starts it: it prints, finds and returns the same.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class WholeProgramTests
{
    [TestCase("Apps/sales.cs", "north          13.25\nsouth           3.25\n", "sales.csv")]
    [TestCase("Apps/reminder.cs", "The First Task of Today & The Second Task of Today\ntwo tasks\n", "2")]
    [TestCase("Apps/primes.cs", "168 primes below 1000; the digits of 90125 add up to 17\n", "1000")]
    [TestCase("Apps/pipeline.cs", "be 2, not 1, or 1, to 2\n")]
    [TestCase("Apps/shapes.cs", "circle 3.14\nrectangle 4.00\nrectangle 6.00\n")]
    [TestCase("Apps/find.cs", "2: NORTH,TEA,12.50\n3: SOUTH,TEA,3.25\n", "tea", "sales.csv")]
    [TestCase("Apps/invoice.cs", "3.50 EUR\n2\n", "1", "2.5")]
    [TestCase("Apps/settings.cs", "dynamic code: False\nserver: False\nculture: ''\nsetting: True True\n")]
    [TestCase("Apps/words.cs", "the 3\nand 2\n")]
    [TestCase("Apps/closures.cs", "15\n0: scaled 4\n6765\n")]
    [TestCase("Apps/whereami.cs", "entry whereami\nbeside it True\nlocation True\ncommand whereami.dll + -a|b c|--\nargs -a|b c|--\nmain Program\ndirectory Apps\napp whereami\nsource whereami.cs\n", "-a", "b c", "--")]
    [TestCase("Projects/Slug", "a-b\nten\n", "A b")]
    public async Task ItPrintsWhatItPrintsByItself(string program, string printed, params string[] arguments)
    {
        var run = await Door.RunAsync("memit", program, ["--format", "json", "--", .. arguments]);

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        var report = Door.Report(run);
        Assert.That((string)report["printed"]!, Is.EqualTo(printed.ReplaceLineEndings()));
        Assert.That((string)report["measured"]!, Is.EqualTo("first-call"));
        Assert.That((long)report["runs"]!.AsArray().Single()!["allocated"]!, Is.Positive);
    }

    [TestCase("Apps/sales.cs", 2)]
    [TestCase("Apps/find.cs", 64)]
    [TestCase("Apps/find.cs", 1, "salt and pepper", "sales.csv")]
    [TestCase("Apps/import.cs", 2, "a=1", "b=2")]
    [TestCase("Projects/Inventory", 16, "pepper")]
    public async Task AnExitCodeIsToldBesideTheFigures(string program, int exitCode, params string[] arguments)
    {
        var run = await Door.RunAsync("memit", program, ["--format", "json", "--", .. arguments]);

        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Errors);
        var report = Door.Report(run);
        Assert.That((string)report["failure"]!, Does.EndWith($" ended with exit code {exitCode}."));
        Assert.That((long)report["runs"]!.AsArray().Single()!["allocated"]!, Is.Positive);
    }

    [Test]
    public async Task ItReadsItsInputFromAFile()
    {
        using var folder = new TemporaryFolder();
        var guesses = folder.File("guesses.txt", "7\nx\n42\n");

        var run = await ToolRun.OfAsync(MemMagicsTool.ShellCommand(Path.Combine(BuiltPrograms.Folder, "Apps"), $"memit --format json guess.cs < \"{guesses}\""));

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That((string)Door.Report(run)["printed"]!, Is.EqualTo("Your guess: 7 is too low\nYour guess: x is no number\nYour guess: right, after 3\n".ReplaceLineEndings()));
    }

    [Test]
    public async Task AnExceptionIsToldWithItsLines()
    {
        var run = await Door.RunAsync("memit", "Apps/broken.cs");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("System.Collections.Generic.KeyNotFoundException: no price for [coffee]").And.Contain("\n   at Price in broken.cs, line 12\n   at top-level code in broken.cs, line 3\n"));
        Assert.That(run.Output, Does.Contain("before").And.Not.Contain("after"));
    }
}
