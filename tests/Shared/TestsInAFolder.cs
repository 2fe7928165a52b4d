namespace MemMagics.Tests;

/// <summary>Tests each of which has a folder of its own.</summary>
public abstract class TestsInAFolder
{
    private protected TemporaryFolder Folder { get; private set; } = null!;

    [SetUp]
    public void MakeFolder() => Folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();
}
