using System.Runtime.InteropServices;

namespace MemMagics.Tests.Packaging;

/// <summary>What <c>dotnet publish src/MemMagics.Cli</c> puts together from what has been built.</summary>
[NonParallelizable]
public class PublishedToolTests
{
    private const string Any = "";

    /// <param name="platform">What the command's <c>-r</c> says.</param>
    [TestCase(Any)]
    [TestCase("win-x64")]
    public async Task EachAssemblyIsForThePlatformThatIsPublishedFor(string platform)
    {
        if (platform is not Any && platform != RuntimeInformation.RuntimeIdentifier && Environment.GetEnvironmentVariable("MEMMAGICS_FEED") is null)
            Assert.Ignore("It takes a minute to compile Roslyn for another platform: .ci/run does.");
        using var folder = new TemporaryFolder();

        // act
        await DotnetSdk.RunAsync(Repository.Folder, Publish(folder.Path, platform is Any ? ["--no-build"] : ["-r", platform, "--self-contained", "false"]));

        // assert
        var published = Directory.GetFiles(folder.Path, "*.dll", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder.Path, file).Replace('\\', '/'), file => PackedAssembly.Read(File.ReadAllBytes(file)).Platform);
        Assert.That(published.Keys, Is.EquivalentTo(BuiltTool.Files().Where(file => file.EndsWith(".dll", StringComparison.Ordinal))));
        Assert.That(published.Values.Distinct(), Is.EquivalentTo(platform is Any ? new string?[] { null } : [platform, null]));
        Assert.That(published.Where(file => file.Value is null).Select(file => file.Key), platform is Any ? Is.Not.Empty : Has.None.StartsWith("MemMagics."));
    }

    [Test]
    public async Task ItIsNotPublishedWithADotnetOfItsOwn()
    {
        using var folder = new TemporaryFolder();

        var run = await DotnetSdk.TryAsync(Repository.Folder, Publish(folder.Path, ["--no-build", "--self-contained", "-r", RuntimeInformation.RuntimeIdentifier]));

        Assert.That(run.ExitCode, Is.Not.Zero);
        Assert.That(run.Output, Does.Contain("cannot be published self-contained"));
    }

    // Restores nothing and builds nothing that other tests use.
    private static string[] Publish(string folder, string[] options) =>
        ["publish", Path.Combine(Repository.Folder, "src", "MemMagics.Cli"), "-c", Repository.Configuration, "-o", folder, "--no-restore", "-p:BuildProjectReferences=false", "-p:UseAppHost=false", .. options];
}
