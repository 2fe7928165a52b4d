using System.Diagnostics;
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

    private TemporaryFolder folder = null!;
    private string feed = null!;
    private string packages = null!;

    [OneTimeSetUp]
    public void PackAndRestore()
    {
        folder = new TemporaryFolder();
        packages = Path.Combine(folder.Path, "packages");

        // .ci/run has a package that is ready, and gives its folder.
        feed = Environment.GetEnvironmentVariable("MEMMAGICS_FEED") ?? Path.Combine(folder.Path, "feed");
        if (!Directory.Exists(feed))
            Dotnet($"pack --no-build -c {Repository.Configuration} -o \"{feed}\" \"{Path.Combine(Repository.Folder, "src", "MemMagics.Interactive")}\"", Repository.Folder);

        // A user's project. Its packages folder is empty, so that no package of an earlier build stands in for this one.
        var project = Directory.CreateDirectory(Path.Combine(folder.Path, "project")).FullName;
        File.WriteAllText(Path.Combine(project, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="feed" value="{feed}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{RestoredPackages}" /></fallbackPackageFolders>
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
    public void Delete() => folder.Dispose();

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
        var printed = Dotnet("run", Path.Combine(folder.Path, "project")).ReplaceLineEndings("\n").Split('\n');

        // assert
        Assert.That(printed, Has.Member("allocated 1000024 1000024"));
        Assert.That(printed, Has.Member("line 1 allocated 4024"));
        foreach (var file in (string[])["lib/net10.0/MemMagics.Worker.runtimeconfig.json", "interactive-extensions/dotnet/extension.dib", "icon.png"])
            Assert.That(new FileInfo(Path.Combine(packages, Package, file)), Does.Exist);
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

    /// <summary>Where the packages are that the tests were built with: the project needs some of them, too.</summary>
    private static string RestoredPackages { get; } = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private ZipArchive OpenPackage() => ZipFile.OpenRead(Path.Combine(feed, "MemMagics.0.1.0.nupkg"));

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

    private string Dotnet(string arguments, string directory)
    {
        var command = new ProcessStartInfo(Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["NUGET_PACKAGES"] = directory == Repository.Folder ? null : packages, ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1" },
        };
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.Ordinal) && name != "MSBUILDDISABLENODEREUSE").ToList())
            command.Environment.Remove(name); // the test runner's own SDK

        using var process = Process.Start(command)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, $"dotnet {arguments}\n{output}\n{error.Result}");
        return output;
    }
}
