using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using MemMagics.Tests.Packaging;

namespace MemMagics.Tests.Hosts.Packaging;

/// <summary>The package MemMagics as it comes out of `dotnet pack`, file by file.</summary>
[NonParallelizable]
public class PackageTests
{
    private const string Extension = "interactive-extensions/dotnet";
    private const string Engine = $"{Extension}/engine";

    private static readonly string[] s_platforms = ["linux-x64", "linux-arm64", "win-x64", "osx-arm64"];

    [Test]
    public void EveryFileIsWhereItBelongsAndNoOther()
    {
        using var package = OpenPackage();

        Assert.That(package.Entries.Select(entry => entry.FullName).Where(name => !name.StartsWith("_rels/") && !name.StartsWith("package/") && name != "[Content_Types].xml"), Is.EquivalentTo(new[]
        {
            "MemMagics.nuspec", "README.md", "LICENSE", "icon.png",
            "lib/net10.0/MemMagics.Reports.dll", "lib/net10.0/MemMagics.Reports.pdb", "lib/net10.0/MemMagics.Reports.xml",
            "lib/net10.0/MemMagics.Platform.dll", $"{Engine}/MemMagics.Platform.dll", $"{Engine}/MemMagics.Platform.pdb",
            $"{Extension}/MemMagics.Interactive.dll", $"{Extension}/MemMagics.Interactive.pdb", $"{Extension}/extension.dib",
            $"{Engine}/MemMagics.dll", $"{Engine}/MemMagics.pdb", $"{Engine}/MemMagics.Hosting.dll", $"{Engine}/MemMagics.Hosting.pdb", $"{Engine}/MemMagics.Wire.dll", $"{Engine}/MemMagics.Wire.pdb",
            $"{Engine}/MemMagics.Worker.dll", $"{Engine}/MemMagics.Worker.pdb", $"{Engine}/MemMagics.Worker.deps.json", $"{Engine}/MemMagics.Worker.runtimeconfig.json",
            $"{Engine}/ICSharpCode.Decompiler.dll", $"{Engine}/System.CommandLine.dll",
            $"{Engine}/Mono.Cecil.dll", $"{Engine}/Mono.Cecil.Mdb.dll", $"{Engine}/Mono.Cecil.Pdb.dll", $"{Engine}/Mono.Cecil.Rocks.dll",
        }.Concat(s_platforms.SelectMany(platform => (string[])[$"{Engine}/{platform}/MemMagics.Worker.dll", $"{Engine}/{platform}/MemMagics.Wire.dll", $"{Engine}/{platform}/MemMagics.Platform.dll"]))));
    }

    [Test]
    public void TheWorkerStartsFastOnEachOfThesePlatformsAndOnEveryOtherAtAll()
    {
        using var package = OpenPackage();

        PackedAssembly.AssertEachIsWhereItsPlatformLooks(package, $"{Engine}/");
    }

    [Test]
    public void ItDependsOnNoPackage()
    {
        using var package = OpenPackage();
        using var nuspec = package.GetEntry("MemMagics.nuspec")!.Open();

        Assert.That(XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(dependency => dependency.Attribute("id")!.Value), Is.Empty);
    }

    [Test]
    public void WhatEachAssemblyRefersToIsInThePackageOrTheHosts()
    {
        using var package = OpenPackage();

        foreach (var file in package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            var brought = package.Entries.Where(entry => entry.FullName.StartsWith(file.StartsWith(Extension, StringComparison.Ordinal) ? Engine : "lib/", StringComparison.Ordinal))
                .Select(entry => Path.GetFileNameWithoutExtension(entry.FullName)).Append("MemMagics.Reports");
            var needed = References(package, file).Where(name => !IsFrameworks(name) && !name.StartsWith("Microsoft.CodeAnalysis") && !name.StartsWith("Microsoft.DotNet.Interactive"));
            Assert.That(needed, Is.SubsetOf(brought), file);
        }
    }

    [Test]
    public void NothingOfTheHostIsInAnOutput()
    {
        var outputs = new[] { "MemMagics", "MemMagics.Worker", "MemMagics.Interactive" }.SelectMany(LibrariesOf);

        Assert.That(outputs, Has.Member("MemMagics.Interactive.dll").And.None.StartsWith("Microsoft.DotNet.Interactive"));
        Assert.That(LibrariesOf("MemMagics.Cli").Where(name => name!.StartsWith("Microsoft.DotNet.Interactive")), Is.EqualTo(new[] { "Microsoft.DotNet.Interactive.Formatting.dll" }), "notebooks say with it how values are shown");
    }

    [Test]
    public void OnlyTheExtensionKnowsTheHost()
    {
        using var package = OpenPackage();

        var knowing = package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal))
            .Where(file => References(package, file).Any(name => name.StartsWith("Microsoft.DotNet.Interactive")));
        Assert.That(knowing, Is.EqualTo(new[] { $"{Extension}/MemMagics.Interactive.dll" }));
    }

    private static IEnumerable<string?> LibrariesOf(string project) => Directory.Exists(Repository.OutputOf(project))
        ? Directory.GetFiles(Repository.OutputOf(project), "*.dll", SearchOption.AllDirectories).Select(Path.GetFileName)
        : [];

    private static ZipArchive OpenPackage() => ZipFile.OpenRead(Path.Combine(PackedPackage.Feed, $"MemMagics.{PackedPackage.Version}.nupkg"));

    private static IReadOnlyList<string> References(ZipArchive package, string file) => PackedAssembly.Read(package.GetEntry(file)!).References;

    private static bool IsFrameworks(string name) =>
        File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"));
}
