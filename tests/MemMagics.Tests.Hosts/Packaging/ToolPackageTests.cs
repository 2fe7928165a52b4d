using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using MemMagics.Platform;
using MemMagics.Tests.Jupyter;

namespace MemMagics.Tests.Packaging;

/// <summary>The package MemMagics.Tool, installed into an empty folder and used from there.</summary>
[NonParallelizable]
public class ToolPackageTests
{
    private static readonly string s_platform = RuntimeInformation.RuntimeIdentifier;

    private TemporaryFolder _folder = null!;
    private string _feed = null!;

    private string Tool => Path.Combine(_folder.Path, "tool");

    private string Command => Path.Combine(Tool, HostPlatform.Names.Executable("memmagics"));

    [OneTimeSetUp]
    public async Task PackAndInstall()
    {
        _folder = new TemporaryFolder();
        _feed = await DotnetSdk.FeedAsync("MemMagics.Cli", Path.Combine(_folder.Path, "feed"));
        _folder.File("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{_feed}" /></packageSources>
            </configuration>
            """);
        await DotnetSdk.RunAsync(_folder.Path, "tool", "install", "MemMagics.Tool", "--tool-path", Tool);
    }

    [OneTimeTearDown]
    public void Delete() => _folder.Dispose();

    [Test]
    public async Task TheInstalledToolMeasuresInItsOwnWorkers()
    {
        _folder.File("sizes.dib", """
            #!csharp
            int[] Make(int n) => new int[n];

            #!csharp
            #!memit -r 2 new byte[1_000_000]

            #!csharp
            #!mprun -f Make Make(1000)
            """);

        // act
        var run = await MemMagicsAsync(_folder.Path, "run", "sizes.dib", "--format", "json");

        // assert
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Output, Does.Contain("\"allocated\": 1000024").And.Contains("\"allocated\": 4024"));
        Assert.That(run.Errors, Is.Empty);
    }

    [Test]
    public void ThePackageOfThisPlatformIsWhatWasBuilt()
    {
        var packed = FilesOf(s_platform);

        Assert.That(packed.Keys, Is.EquivalentTo(BuiltTool.Files()));
        Assert.That(packed.Keys, Is.SupersetOf(new[] { "MemMagics.dll", "MemMagics.Worker.dll", "MemMagics.Worker.runtimeconfig.json", "Jupyter/memmagics_kernel.py", "Jupyter/memmagics_session.py" }));
        Assert.That(packed.Where(file => !file.Value.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(BuiltTool.Folder, file.Key)))).Select(file => file.Key), Is.Empty);
    }

    [Test]
    public void ThePackageOfEachPlatformIsCompiledAheadOfTimeForIt()
    {
        // GIVEN what the package that people name refers to
        using var package = ZipFile.OpenRead(Path.Combine(_feed, "MemMagics.Tool.0.1.0.nupkg"));
        using var settings = package.Entries.Single(entry => entry.Name == "DotnetToolSettings.xml").Open();
        var platforms = XDocument.Load(settings).Descendants("RuntimeIdentifierPackage").Select(element => element.Attribute("RuntimeIdentifier")!.Value).ToList();
        Assert.That(platforms, Is.EquivalentTo(Environment.GetEnvironmentVariable("MEMMAGICS_FEED") is null ? [s_platform, "any"] : new[] { s_platform, "win-x64", "any" }.Distinct()));

        // THEN each has what the one for any platform has, and images of the same assemblies
        var portable = AssembliesOf("any");
        Assert.That(portable.Values.Select(assembly => assembly.Platform), Is.All.Null);
        foreach (var platform in platforms.Where(platform => platform != "any"))
        {
            Assert.That(FilesOf(platform).Keys, Is.EquivalentTo(FilesOf("any").Keys));
            var compiled = AssembliesOf(platform);
            Assert.That(compiled.Select(assembly => (assembly.Key, assembly.Value.Module)), Is.EquivalentTo(portable.Select(assembly => (assembly.Key, assembly.Value.Module))));
            Assert.That(compiled.Values.Select(assembly => assembly.Platform).Distinct(), Is.EquivalentTo(new[] { platform, null }));
            foreach (var name in (string[])["MemMagics.Cli.dll", "MemMagics.dll", "MemMagics.Worker.dll", "Microsoft.CodeAnalysis.CSharp.dll", "Mono.Cecil.dll", "editor/MemMagics.Editor.dll"])
                Assert.That(compiled[name].Platform, Is.EqualTo(platform), name);
        }
    }

    [Test]
    public async Task ThePackageOfAnyPlatformRunsHereToo()
    {
        using var installed = new TemporaryFolder();
        foreach (var (name, content) in FilesOf("any"))
        {
            var path = Path.Combine(installed.Path, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, content);
        }

        installed.File("size.dib", "#!csharp\n#!memit -r 1 new byte[1_000_000]\n");
        var run = await ToolRun.OfAsync(new ProcessStartInfo("dotnet", ["exec", "MemMagics.Cli.dll", "run", "size.dib"]) { WorkingDirectory = installed.Path });

        // THEN
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Output, Does.Contain("1,000,024 B"));
    }

    [Test]
    public async Task TheKernelStartsTheCommandAndOutlivesAnUpdate()
    {
        // GIVEN a kernel of the installed tool
        using var kernel = await InstalledKernel.CreateAsync(MemMagicsAsync, "jupyter_client", "psutil");
        var spec = Path.Combine(kernel.Folder, "environment", "share", "jupyter", "kernels", "memmagics");
        var argv = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(spec, "kernel.json")))!["argv"]!.AsArray().Select(argument => argument!.GetValue<string>()).ToList();
        Assert.That(argv[^2..], Is.EqualTo(new[] { Command, "serve" }));
        Assert.That(argv[2], Is.EqualTo(Path.Combine(spec, "memmagics_kernel.py")));

        // WHEN
        var next = Path.Combine(_folder.Path, "next");
        await DotnetSdk.PackAsync("MemMagics.Cli", next, "-p:PackageVersion=0.1.1");
        await DotnetSdk.RunAsync(_folder.Path, "tool", "update", "MemMagics.Tool", "--tool-path", Tool, "--source", next);

        // THEN
        Assert.That(Directory.GetDirectories(Path.Combine(Tool, ".store", "memmagics.tool")).Select(Path.GetFileName), Is.EqualTo(new[] { "0.1.1" }));
        Assert.That(await AnswerAsync(kernel), Does.Contain("42"));

        // AND WHEN the tool is gone
        await DotnetSdk.RunAsync(_folder.Path, "tool", "uninstall", "MemMagics.Tool", "--tool-path", Tool);
        try
        {
            Assert.That(await AnswerAsync(kernel), Does.Contain($"The C# session cannot be started: there is no {Command} any more. Install it again"));
        }
        finally
        {
            await DotnetSdk.RunAsync(_folder.Path, "tool", "install", "MemMagics.Tool", "--tool-path", Tool);
        }
    }

    private static async Task<string> AnswerAsync(InstalledKernel kernel)
    {
        await using var client = await JupyterClient.StartAsync(kernel);
        return (await client.DoAsync(new JsonObject { ["do"] = "execute", ["code"] = "6 * 7" })).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    private Task<ToolRun> MemMagicsAsync(string workingDirectory, params string[] arguments) =>
        ToolRun.OfAsync(new ProcessStartInfo(Command, arguments) { WorkingDirectory = workingDirectory });

    /// <summary>What is installed of a platform's package: files by their names in the tool's folder.</summary>
    private Dictionary<string, byte[]> FilesOf(string platform)
    {
        using var package = ZipFile.OpenRead(Path.Combine(_feed, $"MemMagics.Tool.{platform}.0.1.0.nupkg"));
        var root = $"tools/net10.0/{platform}/";
        return package.Entries.Where(entry => entry.FullName.StartsWith(root) && entry.Name != "DotnetToolSettings.xml").ToDictionary(entry => entry.FullName[root.Length..], Content);
    }

    private Dictionary<string, PackedAssembly> AssembliesOf(string platform) =>
        FilesOf(platform).Where(file => file.Key.EndsWith(".dll", StringComparison.Ordinal)).ToDictionary(file => file.Key, file => PackedAssembly.Read(file.Value));

    private static byte[] Content(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
