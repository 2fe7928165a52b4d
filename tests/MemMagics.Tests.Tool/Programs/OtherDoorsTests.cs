using System.Text.Json.Nodes;

namespace MemMagics.Tests.Tool.Programs;

/// <summary>Lines, origins, budgets and files of whole programs, and what is said where a program cannot be measured.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class OtherDoorsTests
{
    [TestCase("Apps/sales.cs", "Totals", "sales.csv")]
    [TestCase("Apps/sales.cs", "sales.cs", "sales.csv")]
    [TestCase("Apps/find.cs", "Matcher.Lines", "tea", "sales.csv")]
    [TestCase("Apps/import.cs", "Warehouse.Import.Program.Store", "a=1")]
    [TestCase("Projects/Inventory", "Shop.Inventory.Stock.Shelf.Add", "pepper")]
    public async Task TheLinesOfAWholeProgramAreThoseOfItsFiles(string program, string function, params string[] arguments)
    {
        var run = await Door.RunAsync("mprun", program, ["-f", function, "--format", "json", "--", .. arguments]);

        var lines = Door.Report(run)["functions"]!.AsArray().Single()!;
        var source = Directory.EnumerateFiles(BuiltPrograms.Source, Path.GetFileName((string)lines["source"]!), SearchOption.AllDirectories).Single();
        var text = File.ReadAllLines(source);
        Assert.That(lines["lines"]!.AsArray().Select(line => (string)line!["content"]!), Is.EqualTo(lines["lines"]!.AsArray().Select(line => text[(int)line!["line"]! - 1])));
        Assert.That(lines["lines"]!.AsArray().Sum(line => (long?)line!["allocated"] ?? 0), Is.EqualTo((long)lines["total"]!["allocated"]!).And.Positive);
    }

    [Test]
    public async Task LocalFunctionsTypesOfOneFileAndExtensionMembersAreNamedAsTheyAreWritten()
    {
        string[] names = ["Nested", "Nested.Inner", "Nested.Inner.Deeper", "Hidden.Text", "Extensions.Doubled"];

        // act
        var run = await Door.RunAsync("mprun", "Apps/closures.cs", ["--format", "json", .. names.SelectMany(name => (string[])["-f", name]), "--call", "Nested(3) + new Hidden<char>('x').Text().Length"]);

        // assert
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        var functions = Door.Report(run)["functions"]!.AsArray();
        Assert.That(functions.Select(function => (string)function!["name"]!), Is.EqualTo(names));
        Assert.That(functions.Select(function => (long)function!["total"]!["activations"]!), Is.EqualTo((long[])[1, 1, 1, 2, 1]));
        Assert.That(functions[2]!["lines"]!.AsArray().Sum(line => (long?)line!["allocated"] ?? 0), Is.EqualTo(32), "of three characters");
        Assert.That(functions[1]!["lines"]!.AsArray().Select(line => (long?)line!["allocated"]), Has.Exactly(1).EqualTo(32), "the line that calls it");
    }

    [TestCase("Apps/sales.cs", "sales.csv")]
    [TestCase("Apps/words.cs")]
    [TestCase("Projects/Inventory", "pepper")]
    public async Task WhereNamesTheLinesThatAWholeProgramAllocatesOn(string program, params string[] arguments)
    {
        var run = await Door.RunAsync("where", program, ["--format", "json", "--", .. arguments]);

        var report = Door.Report(run);
        var where = report["where"]!;
        var allocated = (long)report["runs"]![0]!["allocated"]!;
        Assert.That((long)where["bytes"]! + (long)where["missing"]!, Is.EqualTo(allocated).Within(25).Percent, "the first call of another process, which has used other parts of the framework before");
        Assert.That(where["lines"]!.AsArray().Select(line => (string?)line!["source"]).OfType<string>(), Has.Some.EndsWith(".cs"));
        Assert.That(run.Output, Does.Not.Contain("Program.Main"), "top-level code has the name of its file, as in the tables of mprun");
        Assert.That(where["lines"]!.AsArray().Sum(line => (long)line!["bytes"]!), Is.LessThanOrEqualTo((long)where["bytes"]!).And.Positive);
    }

    [Test]
    public async Task ATestIsACallInItsProject()
    {
        var run = await Door.RunAsync("memit", "Projects/Money.Tests", "--format", "json", "-r", "1", "--call", "new Money.Tests.InvoiceTests().TheTotalIsTheSumOfItsLines()");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That((long)Door.Report(run)["runs"]![0]!["allocated"]!, Is.Positive);
    }

    [TestCase("1MB", 0)]
    [TestCase("1KB", 1)]
    public async Task ABudgetThatIsExceededMakesTheExitCodeOne(string budget, int exitCode)
    {
        var run = await Door.RunAsync("memit", "Apps/primes.cs", "--max-allocated", budget, "--call", "Primes.Below(1000)");

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output + run.Errors);
    }

    [Test]
    public async Task TheReportIsSavedAsAPageAndAsAFile()
    {
        using var folder = new TemporaryFolder();
        var (page, file) = (Path.Combine(folder.Path, "page.html"), Path.Combine(folder.Path, "report.json"));

        var run = await Door.RunAsync("memit", "Apps/primes.cs", "-r", "1", "-T", file, "--html", page, "--call", "Primes.Below(1000)");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(JsonNode.Parse(await File.ReadAllTextAsync(file))!["runs"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(page), Does.Contain("Primes.Below(1000)"));
    }

    [TestCase("memit", "Apps/nothing.cs", "There is no file or folder nothing.cs")]
    [TestCase("memit", "Apps/sales.csv", "is neither a .cs file nor a C# project")]
    [TestCase("memit", "Apps/hello-web.cs", "--call")]
    [TestCase("memit", "Projects/Money", "--call")]
    [TestCase("memit", "Apps/primes.cs", "error CS", "--call", "Primes.Below(")]
    [TestCase("memit", "Apps/primes.cs", "'Abov'", "--call", "Primes.Abov(3)")]
    [TestCase("mprun", "Apps/primes.cs", "Primes.Below", "-f", "Primes.Belo")]
    [TestCase("mprun", "Apps/primes.cs", "Did you mean Primes.Below?", "-f", "Below")]
    public async Task WhatCannotBeMeasuredIsASentence(string command, string program, string sentence, params string[] options)
    {
        var run = await Door.RunAsync(command, program, options);

        Assert.That(run.ExitCode, Is.EqualTo(2), run.Output + run.Errors);
        Assert.That(run.Errors, Does.Contain(sentence).And.Not.Contain("   at MemMagics"));
    }
}
