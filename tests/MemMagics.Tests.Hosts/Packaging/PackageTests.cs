using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using MemMagics.Tests.Cli;

namespace MemMagics.Tests.Hosts.Packaging;

/// <summary>The package MemMagics as it comes out of `dotnet pack`, restored from a folder into a project of its own.</summary>
[NonParallelizable]
public class PackageTests
{
    private const string Package = "memmagics/0.1.0";

    private TemporaryFolder _folder = null!;
    private string _packages = null!;

    [OneTimeSetUp]
    public void PackAndRestore()
    {
        _folder = new TemporaryFolder();
        _packages = Path.Combine(_folder.Path, "packages");

        // A user's project. Its packages folder is empty, so that no package of an earlier build stands in for this one.
        var project = Directory.CreateDirectory(Path.Combine(_folder.Path, "project")).FullName;
        File.WriteAllText(Path.Combine(project, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="feed" value="{PackedPackage.Feed}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{PackedPackage.RestoredPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(project, "Notebook.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="MemMagics" Version="0.1.0" />
                <PackageReference Include="Microsoft.CodeAnalysis.CSharp.Scripting" Version="5.12.0" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "Program.cs"), Measurement);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public void EveryFileIsWhereItBelongsAndNoOther()
    {
        using var package = OpenPackage();

        Assert.That(package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/") && !name.StartsWith("package/") && name != "[Content_Types].xml"), Is.EquivalentTo(new[]
        {
            "MemMagics.nuspec", "README.md", "LICENSE", "icon.png",
            "lib/net10.0/MemMagics.dll", "lib/net10.0/MemMagics.pdb", "lib/net10.0/MemMagics.xml",
            "lib/net10.0/MemMagics.Reports.dll", "lib/net10.0/MemMagics.Reports.pdb", "lib/net10.0/MemMagics.Reports.xml", "lib/net10.0/MemMagics.Wire.dll", "lib/net10.0/MemMagics.Wire.pdb",
            "lib/net10.0/MemMagics.Worker.dll", "lib/net10.0/MemMagics.Worker.pdb", "lib/net10.0/MemMagics.Worker.deps.json", "lib/net10.0/MemMagics.Worker.runtimeconfig.json",
            $"worker/{RuntimeInformation.RuntimeIdentifier}/MemMagics.Worker.dll", $"worker/{RuntimeInformation.RuntimeIdentifier}/MemMagics.Wire.dll",
            "interactive-extensions/dotnet/MemMagics.Interactive.dll", "interactive-extensions/dotnet/MemMagics.Interactive.pdb", "interactive-extensions/dotnet/extension.dib",
        }));
    }

    [Test]
    public void WhatRunsOnThisPlatformOnlyIsNotInLib()
    {
        using var package = OpenPackage();

        foreach (var file in (string[])["lib/net10.0/MemMagics.dll", "lib/net10.0/MemMagics.Worker.dll", "interactive-extensions/dotnet/MemMagics.Interactive.dll"])
            Assert.That(Image(package, file).PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size, Is.Zero, file);
        Assert.That(Image(package, $"worker/{RuntimeInformation.RuntimeIdentifier}/MemMagics.Worker.dll").PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size, Is.Positive);
    }

    [Test]
    public void ItDependsOnNothingThatTheHostBrings()
    {
        Assert.That(Dependencies(), Is.SupersetOf(new[] { "Mono.Cecil", "System.CommandLine" }));
        Assert.That(Dependencies(), Is.SubsetOf(new[] { "Mono.Cecil", "System.CommandLine", "ICSharpCode.Decompiler" }));
    }

    [Test]
    public void WhatTheEngineIsCompiledAgainstIsADependencyOrTheHosts()
    {
        using var package = OpenPackage();

        var needed = References(package, "lib/net10.0/MemMagics.dll").Where(name => !IsFrameworks(name) && !name.StartsWith("Microsoft.CodeAnalysis"));
        Assert.That(needed, Is.SubsetOf(Dependencies().Concat(["MemMagics.Reports", "MemMagics.Wire"]).Concat(["Mono.Cecil.Pdb", "Mono.Cecil.Rocks", "Mono.Cecil.Mdb"])));
        Assert.That(References(package, "lib/net10.0/MemMagics.Worker.dll").Where(name => !IsFrameworks(name)), Is.EquivalentTo(new[] { "MemMagics.Wire" }));
    }

    [Test]
    public void NothingOfTheHostIsInAnOutput()
    {
        var outputs = new[] { "MemMagics", "MemMagics.Worker", "MemMagics.Interactive", "MemMagics.Cli" }
            .Select(Repository.OutputOf).Where(Directory.Exists)
            .SelectMany(output => Directory.GetFiles(output, "*.dll", SearchOption.AllDirectories)).Select(Path.GetFileName);

        Assert.That(outputs, Has.Member("MemMagics.Interactive.dll").And.None.StartsWith("Microsoft.DotNet.Interactive"));
    }

    [Test]
    public void NeitherTheEngineNorTheWorkerKnowsTheHost()
    {
        using var package = OpenPackage();

        Assert.That(References(package, "lib/net10.0/MemMagics.dll"), Has.None.StartsWith("Microsoft.DotNet.Interactive"));
        Assert.That(References(package, "interactive-extensions/dotnet/MemMagics.Interactive.dll"), Has.Member("Microsoft.DotNet.Interactive"));
    }

    [Test]
    public void TheEngineInThePackageMeasuresInAWorkerFromThere()
    {
        // act
        var printed = PackedPackage.Dotnet("run", Path.Combine(_folder.Path, "project"), _packages).ReplaceLineEndings("\n").Split('\n');

        // assert
        Assert.That(printed, Has.Member("allocated 1000024 1000024"));
        Assert.That(printed, Has.Member("line 1 allocated 4024"));
        foreach (var file in (string[])["lib/net10.0/MemMagics.Worker.runtimeconfig.json", "interactive-extensions/dotnet/extension.dib", "icon.png"])
            Assert.That(new FileInfo(Path.Combine(_packages, Package, file)), Does.Exist);
    }

    private const string Measurement = """"
        using MemMagics;
        using MemMagics.Magics;
        using MemMagics.Measuring;
        using MemMagics.Reports;
        using MemMagics.Session;
        using Microsoft.CodeAnalysis.CSharp.Scripting;

        var state = await CSharpScript.RunAsync("int[] Make(int n) => new int[n];");
        await using var profiler = new MemoryProfiler();
        var memit = (MemitReport)await profiler.MeasureAsync(new NotebookSession(state), new MemitRequest { Code = "new byte[1_000_000]", Repeat = 2 });
        Console.WriteLine($"allocated {string.Join(' ', memit.Runs.Select(run => run.Allocated))}");
        var mprun = (LineReport)await profiler.MeasureAsync(new NotebookSession(state), new MprunRequest { Code = "Make(1000)", Functions = ["Make"] });
        Console.WriteLine($"line {mprun.Functions[0].Lines[0].Line} allocated {mprun.Functions[0].Lines[0].Allocated}");
        """";

    private ZipArchive OpenPackage() => ZipFile.OpenRead(Path.Combine(PackedPackage.Feed, "MemMagics.0.1.0.nupkg"));

    private IReadOnlyList<string> Dependencies()
    {
        using var package = OpenPackage();
        using var nuspec = package.GetEntry("MemMagics.nuspec")!.Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(dependency => dependency.Attribute("id")!.Value)];
    }

    private static PEReader Image(ZipArchive package, string file)
    {
        using var entry = package.GetEntry(file)!.Open();
        var content = new MemoryStream();
        entry.CopyTo(content);
        content.Position = 0;
        return new PEReader(content);
    }

    private static IReadOnlyList<string> References(ZipArchive package, string file)
    {
        using var image = Image(package, file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }

    private static bool IsFrameworks(string name) =>
        File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));
}
