using MemMagics.Magics;
using MemMagics.Platform;

namespace MemMagics.Tests.State;

/// <summary>A snapshot goes with its measurement, however that ends.</summary>
[NonParallelizable] // other sessions of this process have snapshots, too
public sealed class OpenSnapshotsTests
{
    [Test]
    public async Task NothingOfASnapshotIsLeftWhenTheMeasurementIsOver()
    {
        await using var session = await ScriptSession.Start("var a = new double[100_000]; var client = new System.Net.Http.HttpClient();");
        await session.Memit("a.Length");
        Assert.ThrowsAsync<MagicException>(() => session.Memit("a.Length + client.ToString()"));

        Assert.That(OpenSnapshots(), Is.Empty);
    }

    private static IEnumerable<string> OpenSnapshots() => HostPlatform.Name == "Linux"
        ? Directory.EnumerateFiles("/proc/self/fd").Select(static path => new FileInfo(path).LinkTarget ?? "").Where(static target => target.Contains("memmagics-state", StringComparison.Ordinal))
        : Directory.EnumerateFiles(Path.GetTempPath(), "memmagics-*.state");
}
