using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary><c>#r "Lib.csproj"</c> in cells of .NET Interactive.</summary>
[NonParallelizable]
public class ProjectTests
{
    private TemporaryFolder _folder = null!;
    private InteractiveNotebook _notebook = null!;

    [OneTimeSetUp]
    public void WriteALibrary()
    {
        _folder = new TemporaryFolder();
        LibraryProject.WriteTo(_folder);
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [SetUp]
    public async Task StartNotebook() => _notebook = await InteractiveNotebook.StartAsync();

    [TearDown]
    public void EndNotebook() => _notebook.Dispose();

    [Test]
    public async Task AProjectIsBuiltInReleaseAndRunsWithItsPackagesFrameworkAndProjectsInCellsAndInMeasuredCode()
    {
        // WHEN
        var used = await _notebook.RunAsync($"{Reference("Lib")}\nusing Lib;\nWork.Open()");
        var printed = await _notebook.RunAsync("#!memit -r 1 Console.Write(Work.Open())");
        var bytes = await _notebook.RunAsync("#!memit -r 1 Work.Bytes(1000)");
        var lines = await _notebook.RunAsync("#!mprun -f Lib.Work.Bytes Work.Bytes(1000)");

        // THEN
        Assert.That(used.Text, Is.EqualTo("Lib.csproj: built in Release and referenced.\nLib has the target frameworks net10.0 and netstandard2.0; net10.0 is taken.\nOpen/web"));
        Assert.That(printed.Text, Does.Contain("printed:\n  Open/web"));
        Assert.That(bytes.Text, Does.Contain("(allocated 1,024 B"));
        Assert.That(lines.Text, Does.Contain("public static byte[] Bytes(int count)"));

        // AND a library that is not optimised is named, as a Debug cell is
        Assert.That(bytes.Text, Does.Contain("Plain: compiled without optimisations (Debug). A Release build may allocate less."));
    }

    [Test]
    public async Task AProjectAndAMagicMayBeInOneCellWhichKeepsItsLineNumbers()
    {
        var ran = await _notebook.RunAsync($"var before = 1;\n{Reference("Plain")}\nbyte[] Two() =>\n    Plain.Fill(new byte[2000]);\n#!memit -r 1 Two()\n#!mprun -f Two Two()");
        var next = await _notebook.RunAsync("#!memit -r 1 Plain.Fill(new byte[before])");

        Assert.That(ran.Text, Does.Contain("(allocated 2,024 B").And.Contain("Two (cell 2): line 4"));
        Assert.That(next.Text, Does.Contain("(allocated 32 B"));
    }

    [Test]
    public async Task EditorsMarkNoProjectAsAnErrorAndKnowWhatItBringsOnceItsCellHasRun()
    {
        // GIVEN
        await _notebook.RunAsync(Reference("Plain"));

        // WHEN
        var asked = await _notebook.SendAsync(new RequestDiagnostics($"{Reference("Plain")}\nPlain.Nope();", "csharp"));

        // THEN
        Assert.That(asked.Events.OfType<DiagnosticsProduced>().SelectMany(produced => produced.Diagnostics).Select(diagnostic => $"{diagnostic.Code} {diagnostic.LinePositionSpan.Start.Line}"), Is.EqualTo(new[] { "CS0117 1" }));
    }

    [Test]
    public async Task AProjectThatDoesNotBuildIsItsErrorsOnceEachAndTheSessionGoesOn()
    {
        // GIVEN
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Bad"));
        _folder.File("Bad/Bad.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        var file = _folder.File("Bad/Bad.cs", "class Bad {\n  int F() => \"a\"; }");

        // WHEN one of two projects does not build, in a cell without and with a magic, or is not there
        string[] cells = [$"{Reference("Plain")}\n{Reference("Bad")}\nvar never = 1;", $"{Reference("Plain")}\n{Reference("Bad")}\n#!memit 1"];
        foreach (var cell in cells)
        {
            var ran = await _notebook.RunAsync(cell);
            Assert.That(ran.Failure, Is.EqualTo($"Bad does not build:\n{file}(2,14): error CS0029: Cannot implicitly convert type 'string' to 'int'"));
            Assert.That(ran.Text, Does.StartWith("Plain.csproj, Bad.csproj: not referenced."));
        }

        Assert.That((await _notebook.RunAsync("#r \"None/None.csproj\"")).Failure, Is.EqualTo("There is no file or folder None/None.csproj."));

        // THEN the other one is not lost
        Assert.That((await _notebook.RunAsync($"{Reference("Plain")}\nPlain.Fill(new byte[1])[0]")).Text, Does.EndWith("\n1"));
        Assert.That((await _notebook.RunAsync("never")).Failure, Does.Contain("CS0103"));
    }

    [Test]
    public async Task AnImportedNotebookBuildsItsProjectsAndAnErrorBelowStandsOnItsOwnLine()
    {
        _notebook.Root.UseImportMagicCommand();
        var imported = _folder.File("imported.dib", $"#!csharp\n{Reference("Plain")}\nvar one = Plain.Fill(new byte[1]);\n\n#!csharp\n{Reference("Plain")}\nPlain.Nope();\n");

        // act
        var import = await _notebook.RunAsync($"#!import \"{imported.Replace('\\', '/')}\"");

        // assert
        Assert.That(import.Events.OfType<DiagnosticsProduced>().SelectMany(produced => produced.Diagnostics).Select(diagnostic => $"{diagnostic.Code} {diagnostic.LinePositionSpan.Start.Line}"), Is.EqualTo(new[] { "CS0117 1" }));
        Assert.That((await _notebook.RunAsync("one[0]")).Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task EachOfTwoKernelsHasProjectsOfItsOwn()
    {
        _notebook.Root.Add(new Microsoft.DotNet.Interactive.CSharp.CSharpKernel("second"));
        await _notebook.RunAsync($"{Reference("Plain")}\nPlain.Fill(new byte[1]);");

        // act
        var unknown = await _notebook.RunAsync("#!memit -r 1 Plain.Fill(new byte[1000])", "second");
        await _notebook.RunAsync(Reference("Plain"), "second");
        var known = await _notebook.RunAsync("#!memit -r 1 Plain.Fill(new byte[1000])", "second");

        // assert
        Assert.That(unknown.Failure, Does.Contain("CS0103"));
        Assert.That(known.Text, Does.Contain("(allocated 1,024 B"));
    }

    [Test]
    public async Task TwoProjectsThatBringDifferentBuildsOfALibraryAreASentence()
    {
        // GIVEN a second library of the same name
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Other"));
        var other = _folder.File("Other/Plain.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _folder.File("Other/Other.cs", "public class Other { }");

        // act
        var together = await _notebook.RunAsync($"{Reference("Plain")}\n#r \"{other.Replace('\\', '/')}\"");
        await _notebook.RunAsync(Reference("Plain"));
        var later = await _notebook.RunAsync($"#r \"{other.Replace('\\', '/')}\"");

        // assert
        Assert.That(together.Failure, Does.StartWith($"{other} and ").And.Contain("bring two different builds of Plain, of which one session can have one only"));
        Assert.That(later.Failure, Is.EqualTo(together.Failure));
    }

    [Test]
    public async Task AProjectThatChangesWhileItIsInUseIsASentence()
    {
        await _notebook.RunAsync($"{Reference("Plain")}\nPlain.Fill(new byte[1]);");
        var more = _folder.File("Plain/More.cs", "public class More { }");

        // act
        var ran = await _notebook.RunAsync(Reference("Plain"));
        var measured = await _notebook.RunAsync("#!memit -r 1 Plain.Fill(new byte[1])");
        File.Delete(more);

        // assert
        Assert.That(ran.Failure, Is.EqualTo("Plain has changed since this session built it, and a library that is in use cannot be replaced. Run the notebook from its start."));
        Assert.That(measured.Text, Does.Contain("note: Plain: built anew since the notebook loaded it. Measured code runs the new build, cells the old one, until the notebook runs from its start."));
        Assert.That((await _notebook.RunAsync("Plain.Fill(new byte[1])[0]")).Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task ACancelledBuildEndsItsCellAndTheNextOneBuilds()
    {
        // GIVEN a project that was never built
        Directory.CreateDirectory(Path.Combine(_folder.Path, "Late"));
        _folder.File("Late/Late.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        _folder.File("Late/Late.cs", "public static class Late { public static int One => 1; }");

        // act
        var cancelled = await _notebook.RunAsync($"{Reference("Late")}\nvar never = Late.One;", cancelAt: heard => heard is DisplayedValueProduced);
        var next = await _notebook.RunAsync($"{Reference("Late")}\nLate.One");

        // assert
        Assert.That(cancelled.Failure, Is.EqualTo("Command cancelled."));
        Assert.That(next.Text, Is.EqualTo("Late.csproj: built in Release and referenced.\n1"));
    }

    private string Reference(string project) => $"#r \"{Path.Combine(_folder.Path, project, project + ".csproj").Replace('\\', '/')}\"";
}
