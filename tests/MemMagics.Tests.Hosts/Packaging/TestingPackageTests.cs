using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using MemMagics.Tests.Packaging;

namespace MemMagics.Tests.Hosts.Packaging;

/// <summary>The package MemMagics.Testing as it comes out of `dotnet pack`, file by file.</summary>
[NonParallelizable]
public class TestingPackageTests
{
    private static readonly string[] s_platforms = ["linux-x64", "linux-arm64", "win-x64", "osx-arm64"];
    private static readonly string[] s_worker = ["MemMagics.Platform.dll", "MemMagics.Wire.dll", "MemMagics.Worker.dll"];
    private static readonly string[] s_engine =
    [
        "MemMagics.dll",
        "Microsoft.CodeAnalysis.dll", "Microsoft.CodeAnalysis.CSharp.dll", "Microsoft.CodeAnalysis.Scripting.dll", "Microsoft.CodeAnalysis.CSharp.Scripting.dll",
        "ICSharpCode.Decompiler.dll", "Mono.Cecil.dll", "Mono.Cecil.Pdb.dll", "Mono.Cecil.Rocks.dll", "System.CommandLine.dll",
    ];

    private TemporaryFolder _folder = null!;
    private ZipArchive _package = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        _folder = new TemporaryFolder();
        _package = ZipFile.OpenRead(Path.Combine(await DotnetSdk.FeedAsync("MemMagics.Testing", _folder.Path), "MemMagics.Testing.0.1.0.nupkg"));
    }

    [OneTimeTearDown]
    public void Close()
    {
        _package.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void EveryFileIsWhereItBelongsAndNoOther() => Assert.That(
        Files.Where(name => !name.StartsWith("_rels/") && !name.StartsWith("package/") && name != "[Content_Types].xml"),
        Is.EquivalentTo(new[]
        {
            "MemMagics.Testing.nuspec", "README.md", "LICENSE", "icon.png", "build/net10.0/MemMagics.Testing.targets", "buildTransitive/net10.0/MemMagics.Testing.targets",
            "ref/net10.0/MemMagics.Testing.dll", "ref/net10.0/MemMagics.Testing.xml", "ref/net10.0/MemMagics.Reports.dll", "ref/net10.0/MemMagics.Reports.xml",
            "lib/net10.0/MemMagics.Testing.dll", "lib/net10.0/MemMagics.Testing.pdb", "lib/net10.0/MemMagics.Reports.dll", "lib/net10.0/MemMagics.Reports.pdb",
            "lib/net10.0/MemMagics.Wire.dll", "lib/net10.0/MemMagics.Wire.pdb", "lib/net10.0/MemMagics.Platform.dll", "lib/net10.0/MemMagics.Platform.pdb",
            "engine/MemMagics.Testing.Engine.dll", "engine/MemMagics.Testing.Engine.pdb", "engine/MemMagics.pdb", "engine/MemMagics.Wire.pdb", "engine/MemMagics.Platform.pdb", "engine/MemMagics.Worker.pdb",
            "engine/MemMagics.Worker.deps.json", "engine/MemMagics.Worker.runtimeconfig.json", "engine/Mono.Cecil.Mdb.dll",
        }.Concat(s_worker.Concat(s_engine).Select(name => $"engine/{name}"))
            .Concat(s_engine.Select(name => $"engine/{RuntimeInformation.RuntimeIdentifier}/{name}"))
            .Concat(s_platforms.SelectMany(platform => s_worker.Select(name => $"engine/{platform}/{name}")))));

    [Test]
    public void FreshProcessesStartFastOnEachOfThesePlatformsAndOnEveryOtherAtAll() => PackedAssembly.AssertEachIsWhereItsPlatformLooks(_package, "engine/");

    [Test]
    public void ItDependsOnNoPackage()
    {
        using var nuspec = _package.GetEntry("MemMagics.Testing.nuspec")!.Open();

        Assert.That(XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency"), Is.Empty);
    }

    [Test]
    public void TestsAreCompiledAgainstNothingThatIsNoApi() => Assert.That(Files.Where(name => name.StartsWith("ref/") && name.EndsWith(".dll")).Select(Path.GetFileNameWithoutExtension), Is.EquivalentTo(new[] { "MemMagics.Testing", "MemMagics.Reports" }));

    [Test]
    public void WhatTestsLoadKnowsNoEngine()
    {
        var references = PackedAssembly.Read(_package.GetEntry("lib/net10.0/MemMagics.Testing.dll")!).References;

        Assert.That(references.Where(name => !File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), name + ".dll"))), Is.EquivalentTo(new[] { "MemMagics.Reports", "MemMagics.Wire", "MemMagics.Platform" }));
    }

    private IEnumerable<string> Files => _package.Entries.Select(entry => entry.FullName);
}
