using MemMagics.Instrumentation;
using MemMagics.Platform;

namespace MemMagics.Tests.Instrumentation;

/// <summary>A woven library finds beside it what lies beside the original, where links can be made and where not, and its removal touches none of it.</summary>
public sealed class NeighbourLinksTests
{
    private const string Native = "runtimes/any/native/numbers.bin";

    private TemporaryFolder _folder = null!;
    private string _original = "";
    private DirectoryInfo _copy = null!;

    [SetUp]
    public void CreateFolders()
    {
        _folder = new TemporaryFolder();
        _original = Path.Combine(_folder.Path, "original");
        Directory.CreateDirectory(Path.GetDirectoryName(In(Native))!);
        File.WriteAllText(In(Native), "native");
        File.WriteAllText(In("data.txt"), "data");
        new FileInfo(In("data.txt")).IsReadOnly = true;
        _copy = Directory.CreateDirectory(Path.Combine(_folder.Path, "copy"));
        File.WriteAllText(Path.Combine(_copy.FullName, "library.dll"), "woven");
        File.WriteAllText(In("library.dll"), "as it was");
    }

    [TearDown]
    public void DeleteFolders()
    {
        new FileInfo(In("data.txt")).IsReadOnly = false;
        _folder.Dispose();
    }

    [Test]
    public void NeighboursAreThereAndTheirRemovalLeavesTheOriginals([Values("a link to each", "links to folders only", "no links")] string possible)
    {
        // act
        NeighbourLinks.Create(_copy.FullName, _original, (link, target) => possible switch
        {
            "a link to each" => HostPlatform.Files.TryLink(link, target),
            "links to folders only" => target is DirectoryInfo && HostPlatform.Files.TryLink(link, target),
            _ => false,
        });

        // assert
        Assert.That(new[] { Native, "data.txt", "library.dll" }.Select(name => File.ReadAllText(Path.Combine(_copy.FullName, name))), Is.EqualTo(new[] { "native", "data", "woven" }));
        NeighbourLinks.Remove(_copy);
        Assert.That(Directory.Exists(_copy.FullName), Is.False);
        Assert.That(new[] { Native, "data.txt", "library.dll" }.Select(name => File.ReadAllText(In(name))), Is.EqualTo(new[] { "native", "data", "as it was" }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a right there that not everybody has.")]
    public void AFolderThatLeadsBackToItselfIsCopiedOnce()
    {
        Directory.CreateSymbolicLink(In("runtimes/back"), In("runtimes"));
        File.CreateSymbolicLink(In("nowhere.txt"), "none.txt");

        NeighbourLinks.Create(_copy.FullName, _original, static (_, _) => false);

        Assert.That(_copy.EnumerateFiles("*", SearchOption.AllDirectories).Select(static file => file.Name), Is.EquivalentTo(new[] { "numbers.bin", "data.txt", "library.dll" }));
    }

    private string In(string name) => Path.Combine(_original, name);
}
