using MemMagics.Hosting.Building;

namespace MemMagics.Tests.Building;

/// <summary>What cannot be built or measured is answered with a sentence that says what to do.</summary>
public class BuildSentencesTests
{
    private const string Sdk = "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>";

    private BuildFolder _folder = null!;

    [OneTimeSetUp]
    public void WriteWhatIsWrong()
    {
        _folder = new BuildFolder();
        _folder.Write("empty/readme.md", "");
        _folder.Write("files/app.cs", "");
        _folder.Write("two/A.csproj", "");
        _folder.Write("two/B.fsproj", "");
        _folder.Write("other/C.fsproj", "");
        _folder.Write("all.slnx", "");
        _folder.Write("notebook.dib", "");
        _folder.Write("built.dll", "");
        _folder.Write("notes.txt", "");
        _folder.Write("net48/Old.csproj", $"{Sdk}<TargetFramework>net48</TargetFramework></PropertyGroup></Project>");
        _folder.Write("net99/New.csproj", $"{Sdk}<TargetFrameworks>net99.0;net48</TargetFrameworks></PropertyGroup></Project>");
        _folder.Write("standard/Standard.csproj", $"{Sdk}<TargetFramework>netstandard2.0</TargetFramework><OutputType>Exe</OutputType></PropertyGroup></Project>");
        _folder.Write("several/Several.csproj", $"{Sdk}<TargetFrameworks>net10.0;net8.0;netstandard2.0</TargetFrameworks></PropertyGroup></Project>");
        _folder.Write("broken/Broken.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\">");
        _folder.Write("sdk/global.json", "{ \"sdk\": { \"version\": \"6.0.100\", \"rollForward\": \"disable\" } }");
        _folder.Write("sdk/app.cs", "Console.WriteLine();");
        _folder.Write("code/app.cs", "#:package Humanizer.Core@3.0.1\nint x = \"a\";\nint y = \"a\";");
        _folder.Write("directive/app.cs", "#:nonsense 1\nConsole.WriteLine();");
        _folder.Write("package/app.cs", "#:package MemMagics.No.Such.Package.Anywhere@1.0.0\nConsole.WriteLine();");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("missing.cs", "There is no file or folder missing.cs.")]
    [TestCase("empty", "There is no project in the folder empty.")]
    [TestCase("files", "There is no project in the folder files. A file by itself is measured by its own name, for example files/app.cs.")]
    [TestCase("two", "The folder two has 2 projects: A.csproj, B.fsproj. Name one of them.")]
    [TestCase("other", "other/C.fsproj is not C#; only C# is measured.")]
    [TestCase("all.slnx", "all.slnx is a solution. Name one of its projects.")]
    [TestCase("notebook.dib", "notebook.dib is a notebook: memmagics run measures in it.")]
    [TestCase("built.dll", "built.dll is a built program. Name the project or the .cs file that it is built from.")]
    [TestCase("notes.txt", "notes.txt is neither a .cs file nor a C# project (.csproj).")]
    [TestCase("", "Give a .cs file, a project file, or a folder with a project in it.")]
    public void WhatIsNoProgramIsRefusedAtOnce(string name, string sentence)
    {
        Assert.That(() => BuildTarget.Find(new ProgramSource(name) { Folder = _folder.Path("") }), Throws.TypeOf<BuildException>().With.Message.EqualTo(HostPath.InText(sentence)));
    }

    [TestCase("net48", "Old is built for net48, which is not .NET 10.0, which this tool measures on.")]
    [TestCase("net99", "None of the target frameworks of New runs here: net99.0 is newer than .NET 10.0, which this tool runs on; net48 is not .NET 10.0, which this tool measures on.")]
    [TestCase("standard", "Standard is a program that is built for netstandard2.0, which no program runs on. Give it a target framework like net10.0.")]
    [TestCase("broken", "Broken does not build:\nbroken/Broken.csproj(1,34): error MSB4025: ")]
    [TestCase("sdk/app.cs", "app.cs is built by the .NET SDK, and ")]
    [TestCase("code/app.cs", "app.cs does not build:\ncode/app.cs(2,9): error CS0029: Cannot implicitly convert type 'string' to 'int'\ncode/app.cs(3,9): error CS0029: ")]
    [TestCase("directive/app.cs", "app.cs does not build:\ndirective/app.cs(1): error: Unrecognized directive 'nonsense'.")]
    [TestCase("package/app.cs", "app.cs does not build:\nerror NU1101: Unable to find package MemMagics.No.Such.Package.Anywhere.")]
    public void WhatDoesNotBuildOrRunHereIsASentence(string name, string sentence)
    {
        Assert.That(() => BuildAsync(new ProgramSource(name)), Throws.TypeOf<BuildException>().With.Message.StartsWith(HostPath.InText(sentence)));
    }

    [Test]
    public void AFrameworkThatAProjectDoesNotHaveIsAnsweredWithThoseThatItHas()
    {
        Assert.That(
            () => BuildAsync(new ProgramSource("several", "net9.0")),
            Throws.TypeOf<BuildException>().With.Message.EqualTo("Several has no target framework net9.0; it has net10.0, net8.0 and netstandard2.0."));
    }

    [Test]
    public async Task ATestProjectHasNoEntryPointToMeasure()
    {
        _folder.Write("tests/Tests.csproj", $"{Sdk}<TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><IsTestProject>true</IsTestProject></PropertyGroup></Project>");
        _folder.Write("tests/Entry.cs", "public static class Entry { public static void Main() { } }");

        // act
        var ran = await MemMagicsTool.RunAsync(_folder.Path(""), "memit", "--project", "tests");

        // assert
        Assert.That(ran.ExitCode, Is.EqualTo(2));
        Assert.That(ran.Errors, Does.Contain("Tests is a test project, whose entry point is the test framework's. Measure a call in it: --call"));
    }

    [Test]
    public void WhatWasNeverBuiltIsNotFoundWithoutABuild()
    {
        Assert.That(
            () => BuildAsync(new ProgramSource("several"), build: false),
            Throws.TypeOf<BuildException>().With.Message.EqualTo("Several was not built in Release yet. Leave --no-build out."));
    }

    [TestCase("net10.0;net8.0;netstandard2.0", "net10.0")]
    [TestCase("net8.0;net99.0;net9.0", "net9.0")]
    [TestCase("net48;netstandard2.0;netstandard2.1", "netstandard2.1")]
    [TestCase("net10.0-android;net8.0", "net8.0")]
    [TestCase("netcoreapp3.1;netstandard2.1", "netcoreapp3.1")]
    [TestCase("net48;net99.0", null)]
    public void OfSeveralFrameworksTheNewestThatRunsHereIsTaken(string all, string? taken)
    {
        Assert.That(TargetFrameworkName.Newest(TargetFrameworkName.ParseList(all))?.Name, Is.EqualTo(taken));
    }

    private Task<BuiltProgram> BuildAsync(ProgramSource source, bool build = true) =>
        new ProgramBuild(new BuildCache(_folder.Path("cache"))).BuildAsync(source with { Folder = _folder.Path("") }, build, static _ => { }, CancellationToken.None);
}
