using System.Text.RegularExpressions;

namespace MemMagics.Tests.Tool.Programs;

/// <summary>A program of <c>tests/Programs</c>, a call of a function of its own, and the same code as a notebook has it.</summary>
/// <param name="Path">Path of the <c>.cs</c> file or the project's folder, below <c>tests/Programs</c>.</param>
/// <param name="Function">The function whose lines are looked at.</param>
/// <param name="Call">An expression that calls it.</param>
internal sealed partial record UserProgram(string Path, string Function, string Call)
{
    /// <summary>The line between a file's top-level code and what it declares, and before what only the SDK's build makes sense of.</summary>
    private const string Mark = "// ---\n";

    /// <summary>Programs with a function that costs the same wherever it runs.</summary>
    public static IReadOnlyList<UserProgram> All { get; } =
    [
        new("Apps/sales.cs", "Totals", "Totals(Sample(200)).Count"),
        new("Apps/forecast.cs", "Forecast", "Forecast(50).Count"),
        new("Apps/reminder.cs", "Titles", "Titles(5).Count"),
        new("Apps/primes.cs", "Primes.Below", "Primes.Below(1000).Length + Primes.DigitSum(90125)"),
        new("Apps/pipeline.cs", "Padded", "(await Padded(1000)).Length"),
        new("Apps/shapes.cs", "Pile.Sorted", "Many.Squares(100)") { CallInFile = "Geometry.Many.Squares(100)", FunctionInFile = "Geometry.Pile.Sorted" },
        new("Apps/find.cs", "Matcher.Lines", "Matcher.Demo(100)"),
        new("Apps/hello-web.cs", "Greeting", "Greeting(\"you\")"),
        new("Apps/settings.cs", "Padded", "Padded(40)"),
        new("Apps/guess.cs", "Hint", "Hint(\"7\")"),
        new("Apps/broken.cs", "Price", "Price(new Dictionary<string, decimal> { [\"tea\"] = 2 }, \"tea\")"),
        new("Apps/words.cs", "Windows", "Distinct(\"the quick brown fox jumps\", 3)"),
        new("Apps/import.cs", "Program.Labels", "Program.Labels(20)") { CallInFile = "Warehouse.Import.Program.Labels(20)", FunctionInFile = "Warehouse.Import.Program.Labels" },
        new("Apps/closures.cs", "Counters", "Counters(50).Count + Fib(12)"),
        new("Projects/Inventory", "Summary.Text", "new Summary(Shelf.Filled(100)).Text()") { CallInFile = "new Shop.Inventory.Reports.Summary(Shop.Inventory.Stock.Shelf.Filled(100)).Text()" },
        new("Projects/Money", "Invoice.Add", "Invoice.OfLines(100).Lines.Count") { CallInFile = "Money.Invoice.OfLines(100).Lines.Count" },
        new("Projects/Slug", "Slug.Of", "Slug.Many(50)") { CallInFile = "Slugs.Slug.Many(50)" },
    ];

    /// <summary>Where namespaces stand before the names: notebooks have none.</summary>
    public string CallInFile { get; init; } = Call;

    public string FunctionInFile { get; init; } = Function;

    /// <summary>What a user would paste into a cell: its functions and types, without the code that runs them.</summary>
    public string Cell()
    {
        var path = System.IO.Path.Combine(BuiltPrograms.Source, Path);
        var files = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories).Where(file => System.IO.Path.GetFileName(file) != "Program.cs").Order(StringComparer.Ordinal)
            : IncludePattern().Matches(File.ReadAllText(path)).Select(match => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(path)!, match.Groups["file"].Value)).DefaultIfEmpty(path);
        var texts = files.Select(File.ReadAllText).ToList();
        return string.Concat([
            .. texts.SelectMany(text => PackagePattern().Matches(text)).Select(match => $"#r \"nuget: {match.Groups["id"].Value}, {match.Groups["version"].Value}\"\n"),
            .. texts.SelectMany(text => UsingPattern().Matches(text)).Select(match => match.Value).Distinct(),
            .. texts.Select(Declarations)]);
    }

    public override string ToString() => Path;

    private static string Declarations(string text) =>
        NotInCellsPattern().Replace(text.Split(Mark) is [_, var marked, ..] ? marked : text, "${block}").Replace("private ", "public ", StringComparison.Ordinal) + "\n";

    [GeneratedRegex("^#:include (?<file>.+)$", RegexOptions.Multiline)]
    private static partial Regex IncludePattern();

    [GeneratedRegex(@"^#:package (?<id>[\w.]+)@(?<version>[\d.]+)$", RegexOptions.Multiline)]
    private static partial Regex PackagePattern();

    // Not of the program's own namespaces: notebooks have none.
    [GeneratedRegex(@"^using (?!Geometry|Shop|Money)[\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex UsingPattern();

    [GeneratedRegex(@"^(using [\w.]+;\n|namespace [\w.]+(;|\n\{(?<block>.*)\n\}))", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex NotInCellsPattern();
}
