using System.IO.Pipes;
using System.Runtime.Versioning;

namespace MemMagics.Tests.Reports.Output;

public sealed class WholeFileTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("memmagics-whole-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void AFileIsMadeOrReplacedAndNothingIsLeftBeside()
    {
        WholeFile.Write(In("a.txt"), "one");
        WholeFile.Write(In("a.txt"), "λ");

        Assert.That(File.ReadAllBytes(In("a.txt")), Is.EqualTo("λ"u8.ToArray()), "UTF-8 without a mark before it");
        Assert.That(Entries(), Is.EqualTo(new[] { "a.txt" }));
    }

    [Test]
    public void AReaderMeetsTheOldTextOrTheNewAndNothingBetween()
    {
        var texts = new[] { new string('a', 1_000_000), new string('b', 2_000_000) };
        WholeFile.Write(In("a.txt"), texts[0]);
        var isWritten = false;

        // act
        var reader = Task.Run(() =>
        {
            var read = new List<string>();
            while (!Volatile.Read(ref isWritten))
                read.Add(File.ReadAllText(In("a.txt")));
            return read.Where(text => !texts.Contains(text)).Select(text => text.Length).ToArray();
        });
        for (var round = 0; round < 30; round++)
            WholeFile.Write(In("a.txt"), texts[round % 2]);
        Volatile.Write(ref isWritten, true);

        // assert
        Assert.That(reader.Result, Is.Empty);
    }

    [Test]
    public void WhatCannotBeFinishedLeavesNothing()
    {
        Assert.That(() => WholeFile.Write(In(new string('n', 300)), "text"), Throws.InstanceOf<IOException>(), "no file system takes such a name");
        Assert.That(Entries(), Is.Empty);
    }

    [Test]
    public void ANameMayBeAsLongAsTheFileSystemAllows()
    {
        var name = new string('n', 255);

        WholeFile.Write(In(name), "text");

        Assert.That(Entries(), Is.EqualTo(new[] { name }));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Links need a right there that not everybody has.")]
    public void ALinkStaysAndTheFileItLeadsToIsWritten()
    {
        Directory.CreateDirectory(In("real"));
        File.WriteAllText(In("real/a.txt"), "old");
        File.CreateSymbolicLink(In("near"), "real/a.txt");
        File.CreateSymbolicLink(In("far"), "near");
        File.CreateSymbolicLink(In("nowhere"), "real/b.txt");

        WholeFile.Write(In("far"), "new");
        WholeFile.Write(In("nowhere"), "made");

        Assert.That(new[] { "far", "near", "nowhere" }.Select(name => new FileInfo(In(name)).LinkTarget), Is.EqualTo(new[] { "near", "real/a.txt", "real/b.txt" }));
        Assert.That(File.ReadAllText(In("real/a.txt")), Is.EqualTo("new"));
        Assert.That(File.ReadAllText(In("real/b.txt")), Is.EqualTo("made"));
        Assert.That(Directory.GetFileSystemEntries(In("real")), Has.Length.EqualTo(2));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There are no such permissions.")]
    [UnsupportedOSPlatform("windows")]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite)]
    public void AFileKeepsItsPermissions(UnixFileMode mode)
    {
        File.WriteAllText(In("a.txt"), "old");
        File.SetUnixFileMode(In("a.txt"), mode);
        File.WriteAllText(In("plain.txt"), "");

        WholeFile.Write(In("a.txt"), "new");
        WholeFile.Write(In("b.txt"), "new");

        Assert.That(File.GetUnixFileMode(In("a.txt")), Is.EqualTo(mode));
        Assert.That(File.GetUnixFileMode(In("b.txt")), Is.EqualTo(File.GetUnixFileMode(In("plain.txt"))), "a new file has what every new file has");
    }

    [Test]
    public void AFileThatIsReadOnlyStaysWhatItIs()
    {
        File.WriteAllText(In("a.txt"), "old");
        new FileInfo(In("a.txt")).IsReadOnly = true;

        Assert.That(
            () => WholeFile.Write(In("a.txt"), "new"),
            Throws.TypeOf<UnauthorizedAccessException>().With.Message.EqualTo("it is read-only. Make it writable or name another file."));
        Assert.That(File.ReadAllText(In("a.txt")), Is.EqualTo("old"));
        Assert.That(Entries(), Is.EqualTo(new[] { "a.txt" }));
        new FileInfo(In("a.txt")).IsReadOnly = false;
    }

    [Test]
    public void AFolderIsNoFileAndAMissingFolderIsNamed()
    {
        Assert.That(() => WholeFile.Write(_folder, "text"), Throws.InstanceOf<IOException>().With.Message.EqualTo("it is a folder. Name a file in it."));
        Assert.That(
            () => WholeFile.Write(In("none/a.txt"), "text"),
            Throws.TypeOf<DirectoryNotFoundException>().With.Message.EqualTo($"there is no folder '{In("none")}'. Create it or name another file."));
        Assert.That(Entries(), Is.Empty);
    }

    [Test]
    [Platform("Linux", Reason = "There the end of a pipe has a path.")]
    public void APipeIsWrittenToAndNotReplaced()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        using var reader = new AnonymousPipeClientStream(PipeDirection.In, pipe.ClientSafePipeHandle);

        WholeFile.Write($"/proc/self/fd/{pipe.SafePipeHandle.DangerousGetHandle()}", "text");

        var read = new byte[16];
        Assert.That(read.AsSpan(0, reader.Read(read)).ToArray(), Is.EqualTo("text"u8.ToArray()));
    }

    [Test]
    public void HalfACharacterDoesNotKeepTheRestFromBeingWritten()
    {
        WholeFile.Write(In("a.txt"), "a\ud800b");

        Assert.That(File.ReadAllText(In("a.txt")), Is.EqualTo("a\ufffdb"));
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string?[] Entries() => [.. Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName)];
}
