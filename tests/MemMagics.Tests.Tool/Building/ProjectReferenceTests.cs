using MemMagics.Cli.Embedding;
using MemMagics.Cli.Packages;
using MemMagics.Reports;
using MemMagics.Tests.Cli;

namespace MemMagics.Tests.Building;

/// <summary><c>#r "Lib.csproj"</c> in cells.</summary>
[NonParallelizable]
public class ProjectReferenceTests
{
    private TemporaryFolder _folder = null!;
    private PackageCache _cache = null!;

    [OneTimeSetUp]
    public void WriteALibrary()
    {
        _folder = new TemporaryFolder();
        _cache = new PackageCache(Path.Combine(_folder.Path, "cache"));
        LibraryProject.WriteTo(_folder);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task AProjectIsBuiltInReleaseAndRunsWithItsPackagesFrameworkAndProjectsInCellsAndInMeasuredCode()
    {
        // WHEN a cell asks for it, and another one through a file that it loads
        Write("tools/load.csx", "#r \"../Lib/Lib.csproj\"\nusing Lib;\nstring Open() => Work.Open();");
        var ran = await RunAsync(
            "#r \"Lib/Lib.csproj\"\nLib.Work.Open()",
            "#load \"tools/load.csx\"\nOpen()",
            "#!memit -r 1 Console.Write(Lib.Work.Open())",
            "#!memit -r 1 Lib.Work.Bytes(1000)",
            "#!mprun -f Lib.Work.Bytes Lib.Work.Bytes(1000)");

        // THEN
        Assert.That(ran.Select(static cell => cell.Result.Error?.Text), Is.All.Null);
        Assert.That(ran[0].Text, Does.Contain("Open/web").And.Contain("Lib has the target frameworks net10.0 and netstandard2.0; net10.0 is taken."));
        Assert.That(ran[1].Text, Does.Contain("Open/web"));
        Assert.That(ran[2].Result.Reports.Single().Printed, Is.EqualTo("Open/webOpen/web"));
        Assert.That(((MemitReport)ran[3].Result.Reports.Single()).Runs.Single().Allocated, Is.EqualTo(1024));

        // AND a library that is not optimised is named, as a Debug cell is
        Assert.That(ran[3].Result.Reports.Single().Notes, Has.One.EqualTo("Plain: compiled without optimisations (Debug). A Release build may allocate less."));
        Assert.That(ran[4].Result.Reports.Single().Notes, Has.One.EqualTo("Plain: compiled without optimisations (Debug). A Release build may allocate less."));
    }

    [Test]
    public async Task AProjectThatChangesWhileItIsInUseIsASentence()
    {
        // act
        var ran = await RunAsync(
            "#r \"Plain/Plain.csproj\"\nPlain.Fill(new byte[1])[0]",
            "#r \"Plain/Plain.csproj\"\nSystem.IO.File.WriteAllText(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(typeof(Plain).Assembly.Location), \"../../../More.cs\"), \"public class More { }\");",
            "#r \"Plain/Plain.csproj\"");
        File.Delete(Path.Combine(_folder.Path, "Plain", "More.cs"));

        // assert
        Assert.That(ran[0].Text, Is.EqualTo("1\n"));
        Assert.That(ran[1].Result.Error?.Text, Is.Null);
        Assert.That(ran[2].Result.Error!.Text, Is.EqualTo("Plain has changed since this session built it, and a library that is in use cannot be replaced. Run the notebook from its start."));
    }

    [Test]
    public async Task AProjectThatDoesNotBuildIsItsErrorsOnceEachAndTheSessionGoesOn()
    {
        // GIVEN
        Write("Bad/Bad.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Write("Bad/Bad.cs", "class Bad {\n  int F() => \"a\"; }");

        // act
        var ran = await RunAsync("#r \"Bad/Bad.csproj\"\n1", "#r \"None/None.csproj\"", "2");

        // assert
        Assert.That(ran[0].Result.Error!.Text, Is.EqualTo(HostPath.InText("Bad does not build:\nBad/Bad.cs(2,14): error CS0029: Cannot implicitly convert type 'string' to 'int'")));
        Assert.That(ran[1].Result.Error!.Text, Is.EqualTo("There is no file or folder None/None.csproj."));
        Assert.That(ran[2].Text, Is.EqualTo("2\n"));
    }

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder.Path, name))!);
        _folder.File(name, text);
    }

    private async Task<List<RanCell>> RunAsync(params string[] cells)
    {
        await using var session = new EmbeddedSession(_folder.Path, _cache);
        var ran = new List<RanCell>();
        foreach (var cell in cells)
        {
            var output = new OutputRecord();
            ran.Add(new RanCell(await session.RunCellAsync(new CellSource($"cell {ran.Count + 1}", cell), output), output));
        }

        return ran;
    }
}
