using System.IO.Compression;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Packages;
using MemMagics.Cli.Scripting;

namespace MemMagics.Tests.Cli;

[NonParallelizable]
public class PackageTests
{
    private TemporaryFolder _folder = null!;
    private PackageCache _cache = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _cache = new PackageCache(Path.Combine(_folder.Path, "cache"));
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task ARestoredPackageIsUsedAndTheSecondRunWaitsForNothing()
    {
        // GIVEN a first session that restores
        var first = await RunAsync("#r \"nuget: MathNet.Numerics, 5.0.0\"\nusing MathNet.Numerics.LinearAlgebra;\nMatrix<double>.Build.Dense(2, 3).Transpose().RowCount", "Vector<double> v = Vector<double>.Build.Dense(4); v.Count");

        // WHEN a second one asks for the same
        var second = await RunAsync("#r \"nuget: MathNet.Numerics, 5.0.0\"\ntypeof(MathNet.Numerics.Constants).Assembly.GetName().Version.Major");

        // THEN
        Assert.That(first.Select(cell => cell.Ran.Text), Is.EqualTo(new[] { "3\n", "4\n" }), string.Concat(first.Select(cell => cell.Ran.Result.Error?.Text)));
        Assert.That(first[0].Waited, Is.EqualTo(new[] { "restoring MathNet.Numerics 5.0.0" }));
        Assert.That(second[0].Ran.Text, Is.EqualTo("5\n"));
        Assert.That(second[0].Waited, Is.Empty);
        Assert.That(Directory.EnumerateDirectories(Path.Combine(_cache.Folder, "restore")), Is.Empty);
    }

    [Test]
    public async Task ARestoredPackageIsThereForMeasuredCode()
    {
        var ran = await RunAsync(
            "#r \"nuget: MathNet.Numerics, 5.0.0\"",
            "#!memit -r 1 MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1000, 1000)");
        Assert.That(ran[1].Ran.Result.Status, Is.EqualTo(CellStatus.Ok), ran[1].Ran.Result.Error?.Text);
    }

    [Test]
    public async Task APackageThatDoesNotExistIsASentenceAndTheSessionGoesOn()
    {
        // act
        var ran = await RunAsync("#r \"nuget: MemMagics.No.Such.Package.Anywhere, 1.2.3\"\n1", "2");

        // assert
        Assert.That(ran[0].Ran.Result.Error!.Text, Does.Match("^NU110[0-9]: .*MemMagics.No.Such.Package.Anywhere").And.Not.Contain("csproj"));
        Assert.That(ran[1].Ran.Text, Is.EqualTo("2\n"));
    }

    [Test]
    public async Task ASourceBesideTheNotebookIsNamedByItsFolder()
    {
        // GIVEN a package in a folder beside the notebook
        var package = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder.Path, "packages")).FullName, "Beside.1.0.0.nupkg");
        using (var archive = ZipFile.Open(package, ZipArchiveMode.Create))
        {
            using var nuspec = new StreamWriter(archive.CreateEntry("Beside.nuspec").Open());
            nuspec.Write("<package><metadata><id>Beside</id><version>1.0.0</version><authors>a</authors><description>d</description></metadata></package>");
        }

        // WHEN cells name that folder, and one that is not there
        var ran = await RunAsync("#i \"nuget:packages\"\n#r \"nuget: Beside, 1.0.0\"\n1", "#i \"nuget:nowhere\"\n#r \"nuget: MemMagics.No.Such.Package.Anywhere, 1.2.3\"");

        // THEN what is missing is said before where it could not be looked for, by names that the author knows
        Assert.That(ran[0].Ran.Text, Is.EqualTo("1\n"), ran[0].Ran.Result.Error?.Text);
        Assert.That(ran[1].Ran.Result.Error!.Text, Does.StartWith("NU1101: ").And.Contain($"'{Path.Combine(_folder.Path, "nowhere")}'").And.Not.Contain("notebook-packages"));
    }

    [TestCase("not a name", "'not a name' names no package.")]
    [TestCase("MathNet.Numerics, five", "'five' is no version of MathNet.Numerics.")]
    [TestCase("X\" /><Import Project=\"evil", "names no package.")]
    public void WhatIsNoPackageIsRefusedBeforeAnybodyIsAsked(string text, string sentence)
    {
        Assert.That(() => PackageRequest.Parse(text), Throws.TypeOf<PackageException>().With.Message.Contains(sentence));
    }

    [TestCase("MathNet.Numerics", "MathNet.Numerics", "*")]
    [TestCase("MathNet.Numerics,5.0.0", "MathNet.Numerics", "5.0.0")]
    [TestCase(" A.B , [1.0,2.0) ", "A.B", "[1.0,2.0)")]
    [TestCase("A, *-*", "A", "*-*")]
    [TestCase("A, 1.0.0-beta.2", "A", "1.0.0-beta.2")]
    public void NamesAndVersionsAreRead(string text, string id, string version)
    {
        Assert.That(PackageRequest.Parse(text), Is.EqualTo(new PackageRequest(id, version)));
    }

    [Test]
    public async Task AnotherVersionOfAPackageInUseIsRefusedByName()
    {
        var ran = await RunAsync("#r \"nuget: MathNet.Numerics, 5.0.0\"", "#r \"nuget: MathNet.Numerics, 4.15.0\"", "#r \"nuget: MathNet.Numerics\"\n1");
        Assert.That(ran[1].Ran.Result.Error!.Text, Does.StartWith("MathNet.Numerics 5.0.0 is already in use; a session cannot change to 4.15.0."));
        Assert.That(ran[2].Ran.Text, Is.EqualTo("1\n"));
    }

    [Test]
    public void WhatWasKeptIsForgottenWhenItsFilesAreGoneOrItsNewestIsOld()
    {
        // GIVEN a set whose one assembly is in a file of ours
        var assembly = _folder.File("a.dll", "");
        PackageRequest[] exact = [new("A", "1.0.0")];
        PackageRequest[] floating = [new("A", "*")];
        _cache.Keep(exact, [], new RestoredPackages { Assemblies = [assembly] });
        _cache.Keep(floating, [], new RestoredPackages { Assemblies = [assembly], RestoredAt = DateTimeOffset.UtcNow.AddDays(-2) });

        // THEN exact versions are kept for ever, floating ones for a day unless there is nothing better
        Assert.That(_cache.Find(exact, []), Is.Not.Null);
        Assert.That(_cache.Find([new("a", "1.0.0")], []), Is.Not.Null);
        Assert.That(_cache.Find(exact, ["elsewhere"]), Is.Null);
        Assert.That(_cache.Find(floating, []), Is.Null);
        Assert.That(_cache.Find(floating, [], evenOld: true), Is.Not.Null);

        // WHEN the file goes
        File.Delete(assembly);

        // THEN
        Assert.That(_cache.Find(exact, []), Is.Null);
    }

    [TestCase(
        "Newtonsoft.Json.Bson, 1.0.2;Newtonsoft.Json, 13.0.4", "static long Go() { var ms = new MemoryStream(); new Newtonsoft.Json.JsonSerializer().Serialize(new Newtonsoft.Json.Bson.BsonDataWriter(ms), new { a = 1 }); return ms.Length; }", "12",
        TestName = "APackageThatAsksForALowerVersionOfAnotherThanIsThereFindsIt")]
    [TestCase(
        "Microsoft.Data.Sqlite, 10.0.0", "static string Go() { using var c = new Microsoft.Data.Sqlite.SqliteConnection(\"Data Source=:memory:\"); c.Open(); return c.State.ToString(); }", "Open",
        TestName = "APackageThatLooksAnotherUpByNameFindsIt")]
    [TestCase(
        "Humanizer.Core.de, 2.14.1", "static string Go() => Humanizer.TimeSpanHumanizeExtensions.Humanize(TimeSpan.FromDays(2), culture: new System.Globalization.CultureInfo(\"de\"));", "2 Tage",
        TestName = "APackageWithTranslationsOnlyIsFoundByTheOneThatItTranslates")]
    [TestCase(
        "Serilog.AspNetCore, 10.0.0", "static string Go() { using var app = (IDisposable)Microsoft.AspNetCore.Builder.WebApplication.CreateBuilder().Build(); return app.GetType().Name; }", "WebApplication",
        TestName = "APackageThatRunsOnAnotherSharedFrameworkFindsIt")]
    [TestCase(
        "Microsoft.EntityFrameworkCore.Sqlite, 10.0.15",
        "using Microsoft.EntityFrameworkCore; class Blog { public int Id { get; set; } public string Name { get; set; } } class Db : DbContext { public DbSet<Blog> Blogs { get; set; } protected override void OnConfiguring(DbContextOptionsBuilder o) => o.UseSqlite(\"Data Source=:memory:\"); } static string Go() { using var db = new Db(); db.Database.OpenConnection(); db.Database.EnsureCreated(); db.Blogs.Add(new Blog { Name = \"one\" }); db.SaveChanges(); return db.Blogs.Where(b => b.Name == \"one\").Select(b => b.Name).First(); }",
        "one", TestName = "EntityFrameworkCoreFindsItsProviderAndThatItsNativeLibrary")]
    [TestCase(
        "Plotly.NET, 6.0.0", "static string Go() => Plotly.NET.GenericChart.toChartHTML(Plotly.NET.Chart.Invisible()).Length > 100 ? \"made\" : \"\";", "made",
        TestName = "APackageOfFSharp5FindsFSharp10")]
    public async Task LibrariesFindEachOtherInCellsAndInTheWorker(string packages, string function, string expected)
    {
        var ran = await RunAsync(
            string.Join('\n', packages.Split(';').Select(static package => $"#r \"nuget: {package}\"")) + "\n" + function, "Go()", "#!memit -r 1 --cold Console.Write(Go());", "#!memit -r 1 --replay Console.Write(Go());",
            "#!mprun --cold -f Go Console.Write(Go());");

        Assert.That(ran.Select(static cell => cell.Ran.Result.Error?.Text), Is.All.Null);
        Assert.That(ran[1].Ran.Text, Is.EqualTo(expected + "\n"));
        Assert.That(ran.Skip(2).Select(static cell => cell.Ran.Result.Reports.Single().Printed), Is.All.EqualTo(expected));
    }

    // In the tool's own process: that of the tests has libraries of its own.
    [TestCase("Newtonsoft.Json, 13.0.1", "Newtonsoft.Json.Bson, 1.0.2")]
    [TestCase("Newtonsoft.Json.Bson, 1.0.2", "Newtonsoft.Json, 13.0.1")]
    public async Task PackagesOfTwoCellsAreOneSetAsThoseOfAProjectAre(string first, string second)
    {
        const string Bson = "static string Go() { var ms = new MemoryStream(); new Newtonsoft.Json.JsonSerializer().Serialize(new Newtonsoft.Json.Bson.BsonDataWriter(ms), new { a = 1 }); return $\"{ms.Length} B by {typeof(Newtonsoft.Json.JsonConvert).Assembly.GetName().Version.Major}\"; }";

        var run = await RunToolAsync($"#r \"nuget: {first}\"", $"#r \"nuget: {second}\"", $"{Bson}\nGo()", "#!memit -r 1 --cold Console.Write(Go());");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain("\n12 B by 13\n").And.Contain("printed:\n  12 B by 13\n"));
    }

    [Test]
    public async Task ALibraryThatCodeHasUsedIsNotReplacedByAnotherVersion()
    {
        var run = await RunToolAsync("#r \"nuget: Newtonsoft.Json.Bson, 1.0.2\"\ntypeof(Newtonsoft.Json.JsonConvert).Assembly.GetName().Version.Major", "#r \"nuget: Newtonsoft.Json, 13.0.1\"");

        Assert.That(run.Output, Does.Contain("\n12\n").And.Contain(
            "\nNewtonsoft.Json 13.0.1 needs another version of Newtonsoft.Json.dll than the one in use. Put its #r before the others, and run the notebook from its start.\n"));
    }

    [TestCase("2.0.0-beta4.22272.1", "x", true)]
    [TestCase("3.0.0", "x3", false)]
    public async Task OfTheToolsOwnLibraryAndAPackagesTheHigherVersionIsTakenInCellsAndTheyAreToldWhereThatIsTheTools(string version, string expected, bool isTold)
    {
        var ofVersion = isTold ? "" : " + typeof(System.CommandLine.RootCommand).Assembly.GetName().Version.Major";

        var run = await RunToolAsync($"#r \"nuget: System.CommandLine, {version}\"\nstatic string Go() => new System.CommandLine.RootCommand(\"x\").Description{ofVersion};\nGo()", "#!memit -r 1 --cold Console.Write(Go());");

        Assert.That(run.ExitCode, Is.Zero, run.Output);
        Assert.That(run.Output, Does.Contain($"\n{expected}\n").And.Contain($"printed:\n  {expected}\n"));
        Assert.That(run.Errors, isTold ? Does.Match(@"^Cells run with System\.CommandLine \d+\.\d+\.\d+, which this tool is built on, not with 2\.0\.\d+\. Measured code gets the package's own\.\n$") : Is.Empty);
    }

    [TestCase(
        "Microsoft.Extensions.Caching.Memory, 10.0.0", "var cache = new Microsoft.Extensions.Caching.Memory.MemoryCache(new Microsoft.Extensions.Caching.Memory.MemoryCacheOptions()); using (var e = cache.CreateEntry(\"k\")) e.Value = 42;",
        "{ cache.TryGetValue(\"k\", out var v); cache.Remove(\"k\"); Console.Write($\"{v}{cache.Count};\"); }", "420;420;", TestName = "AMemoryCacheTravels")]
    [TestCase(
        "Microsoft.Extensions.Configuration, 10.0.0", "using Microsoft.Extensions.Configuration; var config = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string> { [\"A:b\"] = \"1\", [\"c\"] = \"2\" }).Build(); var told = 0; Microsoft.Extensions.Primitives.ChangeToken.OnChange(config.GetReloadToken, () => told++);",
        "{ config.Reload(); Console.Write($\"{config[\"a:B\"]}{config.GetSection(\"a\").GetChildren().Count()}{told};\"); }", "111;111;", TestName = "AConfigurationTravelsWithThoseThatItTellsOfChanges")]
    public async Task WhatAPackageMadeTravels(string package, string cell, string code, string expected)
    {
        var ran = await RunAsync($"#r \"nuget: {package}\"", cell, $"#!memit -r 1 --warm {code}");

        Assert.That(ran.Select(static cell => cell.Ran.Result.Error?.Text), Is.All.Null);
        Assert.That(ran[2].Ran.Result.Reports.Single().Printed, Is.EqualTo(expected));
    }

    private Task<ToolRun> RunToolAsync(params string[] cells)
    {
        _folder.File("packages.dib", string.Concat(cells.Select(static cell => $"#!csharp\n{cell}\n")));
        return MemMagicsTool.RunAsync(_folder.Path, "run", "packages.dib");
    }

    private async Task<List<(RanCell Ran, List<string> Waited)>> RunAsync(params string[] cells)
    {
        await using var session = new EmbeddedSession(_folder.Path, _cache);
        var ran = new List<(RanCell, List<string>)>();
        foreach (var cell in cells)
        {
            var output = new OutputRecord();
            var waiting = new List<string>();
            var result = await session.RunCellAsync(new CellSource($"cell {ran.Count + 1}", cell), new Listening(output, waiting));
            ran.Add((new RanCell(result, output), waiting));
        }

        return ran;
    }

    private sealed class Listening(OutputRecord record, List<string> waited) : ICellOutput
    {
        public void Wait(string? step)
        {
            if (step?.StartsWith("restoring", StringComparison.Ordinal) == true)
                waited.Add(step);
        }

        public void Write(OutputStream stream, string text) => record.Write(stream, text);

        public void Display(DisplayedContent content) => record.Display(content);

        public void Update(DisplayedContent content) => record.Update(content);

        public void Fail(CellError error) => record.Fail(error);
    }
}
