using MemMagics.Hosting.Building;

namespace MemMagics.Tests.Building;

/// <summary>What is known of a file-based app after its build.</summary>
public class BuiltFileTests
{
    private BuildFolder _folder = null!;
    private BuiltProgram _program = null!;

    [OneTimeSetUp]
    public async Task BuildOneWithEveryDirective()
    {
        _folder = new BuildFolder();
        _folder.Write("Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>netstandard2.0</TargetFramework><LangVersion>latest</LangVersion></PropertyGroup></Project>");
        _folder.Write("Lib/Lib.cs", "public class Lib { public static string Text { get { return \"lib\"; } } }");
        _folder.Write("parts/one.cs", "static class One { public const int Value = 1; }");
        _folder.Write("Directory.Build.props", "<Project><ItemGroup><Using Include=\"System.Math\" Static=\"true\" /><Using Include=\"System.Text.StringBuilder\" Alias=\"Builder\" /></ItemGroup></Project>");
        _folder.Write("app.cs", """
            #!/usr/bin/env dotnet
            #:sdk Microsoft.NET.Sdk
            #:package Humanizer.Core@3.0.1
            #:property AssemblyName=other
            #:project Lib
            #:include parts/*.cs
            using Humanizer;
            Console.WriteLine($"{"some_text".Humanize()} {Lib.Text} {One.Value} {Max(2, 3)} {new Builder("b")} {args.Length}");
            """);
        _program = await _folder.BuildAsync("app.cs");
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public async Task ItRuns()
    {
        Assert.That(await _folder.RunAsync("app.cs"), Is.EqualTo("some text lib 1 3 b 0"));
    }

    [Test]
    public void ItIsAProgramWithALibraryOfAPackageAndOneOfAProject()
    {
        Assert.That(_program.Name, Is.EqualTo("app.cs"));
        Assert.That(_program.RuntimeConfiguration, Is.Not.Null);
        Assert.That(Path.GetFileName(_program.Assembly), Is.EqualTo("other.dll"));
        Assert.That(_program.TargetFramework, Is.EqualTo("net10.0"));
        Assert.That(_program.Frameworks, Is.EqualTo(new[] { "Microsoft.NETCore.App" }));
        Assert.That(_program.Libraries.Select(Path.GetFileName), Is.EquivalentTo(new[] { "Humanizer.dll", "Lib.dll" }));
        Assert.That(_program.Libraries.Select(Path.GetDirectoryName), Is.All.EqualTo(Path.GetDirectoryName(_program.Assembly)));
        Assert.That(File.ReadAllText(_program.RuntimeConfiguration!), Does.Contain("Microsoft.NETCore.App"));
    }

    [Test]
    public void ItsSourcesAreThosePeopleWrote()
    {
        Assert.That(_program.Sources, Is.EquivalentTo(new[] { _folder.Path("app.cs"), _folder.Path(Path.Combine("parts", "one.cs")) }));
    }

    [Test]
    public void ItsUsingsAreThoseOfItsBuild()
    {
        Assert.That(_program.Usings, Is.SupersetOf(new[] { "System", "System.Linq", "static System.Math", "Builder = System.Text.StringBuilder" }));
    }

    [Test]
    public async Task WithoutABuildTheSameIsKnown()
    {
        var known = await _folder.BuildAsync("app.cs", build: false);
        Assert.That(known.Libraries, Is.EqualTo(_program.Libraries));
        Assert.That(known.Sources, Is.EqualTo(_program.Sources));
        Assert.That(known.Usings, Is.EqualTo(_program.Usings));
    }
}
