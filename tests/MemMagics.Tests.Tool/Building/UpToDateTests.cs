namespace MemMagics.Tests.Building;

/// <summary>A program that has not changed is not built again, and one that has is, whatever it was that changed.</summary>
public class UpToDateTests
{
    private const string Properties = "<PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>";

    private BuildFolder _folder = null!;

    [OneTimeSetUp]
    public async Task BuildAFileThatIncludesAnotherAndAProjectThatRefersToAnother()
    {
        _folder = new BuildFolder();
        _folder.Write("in/app.cs", "#:include part.cs\n#:include link.cs\nConsole.WriteLine(Part.Text + Linked.Text);");
        _folder.Write("in/part.cs", "static class Part { public const string Text = \"new\"; }");
        _folder.Write("App/App.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Properties}<OutputType>Exe</OutputType></PropertyGroup><ItemGroup><ProjectReference Include=\"../Lib/Lib.csproj\" /></ItemGroup></Project>");
        _folder.Write("App/Program.cs", "Console.WriteLine(Lib.Text);");
        _folder.Write("Lib/Lib.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Properties}</PropertyGroup></Project>");
        _folder.Write("Lib/Lib.cs", "public class Lib { public static string Text => \"a\"; }");
        _folder.Write("shared/Linked.cs", "static class Linked { public const string Text = \"linked\"; }");
        File.CreateSymbolicLink(_folder.Path("in/link.cs"), "../shared/Linked.cs");
        File.CreateSymbolicLink(_folder.Path("App/Link.cs"), "../in/link.cs");
        await _folder.BuildAsync("in/app.cs");
        Assert.That(_folder.Waited, Is.EqualTo(new[] { "building app.cs" }));
        await _folder.BuildAsync("App");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase("in/app.cs")]
    [TestCase("App")]
    public async Task WhatHasNotChangedIsNotWaitedFor(string name)
    {
        await _folder.BuildAsync(name);
        Assert.That(_folder.Waited, Is.Empty);
    }

    [TestCase("in/app.cs")]
    [TestCase("App")]
    public async Task WhatHasNotChangedIsNotLookedForEither(string name)
    {
        await _folder.BuildAsync(name, build: false);
        Assert.That(_folder.Waited, Is.Empty);
    }

    [TestCase("in/app.cs", "in/app.cs")]
    [TestCase("in/app.cs", "in/part.cs")]
    [TestCase("App", "App/Program.cs")]
    [TestCase("App", "App/App.csproj")]
    [TestCase("App", "Lib/Lib.cs")]
    [TestCase("App", "Lib/Lib.csproj")]
    [TestCase("in/app.cs", "shared/Linked.cs")]
    [TestCase("App", "shared/Linked.cs")]
    public void AChangedFileIsNoticed(string name, string file)
    {
        var (path, written) = (_folder.Path(file), File.GetLastWriteTimeUtc(_folder.Path(file)));
        File.SetLastWriteTimeUtc(path, written.AddSeconds(-1));
        Assert.That(_folder.IsUpToDate(name), Is.False);
        File.SetLastWriteTimeUtc(path, written);
        Assert.That(_folder.IsUpToDate(name), Is.True);
    }

    [TestCase("in/app.cs", "in/Directory.Build.props")]
    [TestCase("in/app.cs", "Directory.Build.props")]
    [TestCase("in/app.cs", "Directory.Build.targets")]
    [TestCase("in/app.cs", "Directory.Packages.props")]
    [TestCase("in/app.cs", "global.json")]
    [TestCase("in/app.cs", "nuget.config")]
    [TestCase("in/app.cs", ".editorconfig")]
    [TestCase("in/app.cs", "in/runtimeconfig.template.json")]
    [TestCase("in/app.cs", "in/app.csproj.user")]
    [TestCase("App", "App/New.cs")]
    [TestCase("App", "App/inner/bin/New.cs")]
    [TestCase("App", "App/inner/obj/New.cs")]
    [TestCase("App", "App/inner/New.cs")]
    [TestCase("App", "Lib/New.cs")]
    [TestCase("App", "Lib/Directory.Build.props")]
    [TestCase("App", "Directory.Build.props")]
    public void AFileThatAppearsIsNoticed(string name, string file)
    {
        var path = _folder.Write(file, "");
        Assert.That(_folder.IsUpToDate(name), Is.False);
        File.Delete(path);
        Assert.That(_folder.IsUpToDate(name), Is.True);
    }

    [TestCase("in/app.cs", ".dll")]
    [TestCase("in/app.cs", ".runtimeconfig.json")]
    [TestCase("in/app.cs", ".deps.json")]
    [TestCase("App", ".dll")]
    public async Task WhatWasBuiltAndIsGoneIsNoticed(string name, string extension)
    {
        var path = Path.ChangeExtension((await _folder.BuildAsync(name)).Assembly, extension);
        File.Move(path, path + ".away");
        Assert.That(_folder.IsUpToDate(name), Is.False);
        File.Move(path + ".away", path);
        Assert.That(_folder.IsUpToDate(name), Is.True);
    }

    [Test]
    public void AnotherEnvironmentIsNoticedAndAnotherTerminalIsTheSame()
    {
        Environment.SetEnvironmentVariable("DefineConstants", "OWN");
        Assert.That(_folder.IsUpToDate("App"), Is.False);
        Environment.SetEnvironmentVariable("DefineConstants", null);
        Environment.SetEnvironmentVariable("TERM_SESSION_ID", "another");
        Assert.That(_folder.IsUpToDate("App"), Is.True);
        Environment.SetEnvironmentVariable("TERM_SESSION_ID", null);
    }

    [Test]
    public async Task FilesThatAreReplacedByOlderOnesAreBuiltAgainThoughMSBuildSeesNothingToDo()
    {
        // GIVEN what was built of a file and of a project that it refers to
        using var folder = new BuildFolder();
        folder.Write("app.cs", "#:project Lib\nConsole.WriteLine(Lib.Text + \" new\");");
        folder.Write("Lib/Lib.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Properties}</PropertyGroup></Project>");
        folder.Write("Lib/Lib.cs", "public class Lib { public static string Text => \"new\"; }");
        await folder.BuildAsync("app.cs");
        Assert.That(folder.IsUpToDate("app.cs"), Is.True);

        // WHEN older files take their places, as by mv or out of an archive
        ReplaceByOlder("Lib/Lib.cs");
        Assert.That(folder.IsUpToDate("app.cs"), Is.False);
        ReplaceByOlder("app.cs");

        // THEN
        Assert.That(await folder.RunAsync("app.cs"), Is.EqualTo("old old"));

        void ReplaceByOlder(string name)
        {
            var older = folder.Write("older.txt", File.ReadAllText(folder.Path(name)).Replace("new", "old", StringComparison.Ordinal));
            File.SetLastWriteTimeUtc(older, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            File.Move(older, folder.Path(name), overwrite: true);
        }
    }

    [Test]
    public async Task ABuildWithLogicOfItsOwnIsLeftToTheSdkEachTime()
    {
        // GIVEN a library whose build has a target that nobody here can follow
        using var folder = new BuildFolder();
        folder.Write("Own.csproj", $"<Project Sdk=\"Microsoft.NET.Sdk\">{Properties}</PropertyGroup><Target Name=\"Own\" BeforeTargets=\"CoreCompile\"><Touch Files=\"Own.cs\" AlwaysCreate=\"true\" /></Target></Project>");

        // act
        await folder.BuildAsync("Own.csproj");

        // assert
        Assert.That(folder.IsUpToDate("Own.csproj"), Is.False);
    }
}
