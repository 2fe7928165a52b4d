using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Tests.Workers;

/// <summary>Which of a package's workers runs where.</summary>
public class PlatformFileTests
{
    [Test]
    public void TheOneThatIsCompiledForThisPlatformRunsWhereThePackageHasItElseTheOneForAll()
    {
        // GIVEN
        using var package = new TemporaryFolder();
        Assert.That(PlatformFile.Find(package.Path, "Worker.dll"), Is.Null);
        var forAll = package.File("Worker.dll", "");
        package.File(Path.Combine(Directory.CreateDirectory(Path.Combine(package.Path, "plan9-mips")).Name, "Worker.dll"), "");
        Assert.That(PlatformFile.Find(package.Path, "Worker.dll"), Is.EqualTo(forAll));

        // WHEN
        var platform = $"{HostPlatform.Names.PackagePlatforms[0]}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        var forThisOne = package.File(Path.Combine(Directory.CreateDirectory(Path.Combine(package.Path, platform)).Name, "Worker.dll"), "");

        // THEN
        Assert.That(PlatformFile.Find(package.Path, "Worker.dll"), Is.EqualTo(forThisOne));
    }
}
