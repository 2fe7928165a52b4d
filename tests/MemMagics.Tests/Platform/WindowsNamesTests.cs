using System.Text;
using MemMagics.Platform;
using MemMagics.Platform.Windows;

namespace MemMagics.Tests.Platform;

/// <summary>How Windows calls things; everywhere, since that is written by the book.</summary>
public sealed class WindowsNamesTests
{
    [TestCase(null, "devenv", "devenv.com devenv.exe devenv.bat devenv.cmd")]
    [TestCase(".EXE; .COM;.PY;.CMD;.exe", "devenv", "devenv.exe devenv.com devenv.cmd", Description = "nothing starts a .py but a shell")]
    [TestCase(".PY", "devenv", "devenv.com devenv.exe devenv.bat devenv.cmd")]
    [TestCase(null, "python3.12", "python3.12.com python3.12.exe python3.12.bat python3.12.cmd")]
    [TestCase(null, "App.EXE", "App.EXE")]
    public void ACommandIsLookedForWithTheEndingsOfPathextInItsOrder(string? endings, string command, string files)
    {
        Assert.That(new WindowsNames(endings).FilesOf(command), Is.EqualTo(files.Split(' ')));
    }

    [TestCase(@"C:\my dir\", @"""C:\my dir\\""")]
    [TestCase(@"C:\my dir\a", @"""C:\my dir\a""")]
    [TestCase(@"say ""it""", @"""say \""it\""""")]
    [TestCase(@"a\""b", @"""a\\\""b""")]
    [TestCase("", @"""""")]
    public void AQuotedWordEndsWhereItsQuotesDo(string word, string quoted) => Assert.That(new WindowsNames(null).Quoted(word), Is.EqualTo(quoted));

    [TestCase(@"C:\nodejs\npm.CMD", "cmd.exe")]
    [TestCase(@"C:\nodejs\node.exe", null)]
    public void ABatchFileIsRunByTheShell(string program, string? shell) => Assert.That(new WindowsNames(null).ShellOf(program), Is.EqualTo(shell));

    [Test]
    public void AFileInAFolderIsFoundWithoutItsEndingAndAnotherOneByItsWholeName()
    {
        using var folder = new TemporaryFolder();
        var names = new WindowsNames(".COM;.EXE");
        var (program, other) = (folder.File("App.exe", ""), folder.File("tool.bin", ""));
        Directory.CreateDirectory(Path.Combine(folder.Path, "Folder"));

        Assert.That(new[] { "App", "App.exe", "tool.bin", "Folder", "none" }.Select(name => CommandFile.Find(Path.Combine(folder.Path, name), names, "")), Is.EqualTo(new[] { program, program, other, null, null }));
    }

    [Test]
    public void ANameMayHave255CharactersWhateverTheyTakeInUtf8()
    {
        var files = new WindowsFiles();
        Assert.That((files.IsNameTooLong(new string('長', 255)), files.IsNameTooLong(new string('n', 256))), Is.EqualTo((false, true)));
    }

    [Test]
    public void AJunctionLeadsToAFolderOfThisMachine()
    {
        var content = Junction.Content(@"C:\a")!;

        // As fsutil reparsepoint query shows those that mklink /J makes: a tag, the length of what follows, where the two names are, and these.
        Assert.That(Convert.ToHexString(content.AsSpan(0, 16)), Is.EqualTo("030000A0" + "2400" + "0000" + "0000" + "1000" + "1200" + "0800"));
        Assert.That(Encoding.Unicode.GetString(content.AsSpan(16)), Is.EqualTo("\\??\\C:\\a\0C:\\a\0"));
        Assert.That(Junction.Content(@"\\?\C:\a"), Is.EqualTo(content));
        Assert.That(new[] { @"\\server\share\a", @"\\?\UNC\server\share\a" }.Select(Junction.Content), Is.All.Null);
    }
}
