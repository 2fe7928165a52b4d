using MemMagics.Measuring;

namespace MemMagics.Tests.State;

/// <summary>Files that the notebook has open for reading, with <c>--reopen</c>.</summary>
public sealed class OpenFilesTests
{
    private TemporaryFolder _folder = null!;
    private string _file = null!;

    [SetUp]
    public void WriteFile()
    {
        _folder = new TemporaryFolder();
        _file = Path.Combine(_folder.Path, "lines.txt");
        File.WriteAllText(_file, string.Concat(Enumerable.Range(100, 3000).Select(static n => $"{n}\n")));
    }

    [TearDown]
    public void DeleteFile() => _folder.Dispose();

    [TestCase("var file = File.OpenRead(PATH);", "file.ReadByte()")]
    [TestCase("var file = File.OpenRead(PATH); file.ReadByte();", "file.ReadByte() + 1000 * file.Position")]
    [TestCase("var file = File.OpenRead(PATH); file.Position = 4000;", "file.ReadByte() + 1000 * file.Position")]
    [TestCase("var file = new FileStream(PATH, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true); file.ReadByte();", "file.ReadByte() + (file.IsAsync ? 1000 : 0)")]
    [TestCase("var file = File.OpenRead(PATH); file.Seek(0, SeekOrigin.End);", "file.ReadByte() + 1000 * file.Position")]
    [TestCase("var reader = new StreamReader(PATH); for (var i = 0; i < 1000; i++) reader.ReadLine();", "reader.ReadLine() + reader.ReadToEnd().Length")]
    [TestCase("var reader = new BinaryReader(new BufferedStream(File.OpenRead(PATH))); reader.ReadByte();", "reader.ReadInt32()")]
    [TestCase("IEnumerable<string> Lines() { using var text = new StreamReader(PATH); while (text.ReadLine() is { } line) yield return line; } var lines = Lines().GetEnumerator(); lines.MoveNext();", "(lines.MoveNext() ? lines.Current : null) + lines.MoveNext()")]
    public async Task AFileIsOpenedAgainWhereItStands(string cell, string code)
    {
        await using var trip = await Trip.Of(cell.Replace("PATH", $"@\"{_file}\"", StringComparison.Ordinal));
        trip.Reopens = true;

        var twice = (trip.Value(code), trip.Value(code));

        var own = await trip.OwnValue(code);
        Assert.That(twice, Is.EqualTo((own, own)));
    }

    [TestCase("var file = File.OpenWrite(PATH);", "file.Position", "file : FileStream cannot leave this process: it is a file that is open for writing. Use --replay")]
    [TestCase("var file = File.OpenRead(PATH); file.Dispose();", "file.CanRead", "file : FileStream cannot leave this process: it is a file that has been closed. Use --replay")]
    [TestCase("var file = File.Open(PATH, FileMode.Open, FileAccess.Read, FileShare.Delete); File.Move(PATH, PATH + 2); File.WriteAllText(PATH, \"other\");", "file.Position", "file : FileStream cannot leave this process: it is an open file, and by now there is another one at its path. Use --replay")]
    [TestCase("var file = File.Open(PATH, FileMode.Open, FileAccess.Read, FileShare.Delete); File.Move(PATH, PATH + 2);", "file.Position", "file : FileStream cannot leave this process: it is an open file that is no longer at its path. Use --replay")]
    [TestCase("class Log(string path) : FileStream(path, FileMode.Open, FileAccess.Read); var file = new Log(PATH);", "file.Position", "file : Log cannot leave this process: it is an open stream. Use --replay")]
    public async Task WhatIsNoFileToReadIsRefused(string cell, string code, string sentence)
    {
        await using var trip = await Trip.Of(cell.Replace("PATH", $"@\"{_file}\"", StringComparison.Ordinal));
        trip.Reopens = true;

        Assert.That(trip.Refusal(code), Does.StartWith(sentence).And.Not.Contain("--reopen"));
    }

    [Test]
    public async Task ReadingCostsWhatItCostsInTheNotebook()
    {
        await using var profiler = new MemoryProfiler();
        await using var session = await ScriptSession.Start(
            profiler, $"var begun = File.OpenRead(@\"{_file}\"); begun.ReadByte(); var unread = File.OpenRead(@\"{_file}\"); var text = new StreamReader(@\"{_file}\"); text.ReadLine();");

        var report = await session.Memit("(begun.ReadByte(), unread.ReadByte(), text.ReadLine())", static request => request with { Reopen = true, Repeat = 1 });

        // The buffer of what nobody has read yet, and a string of three characters.
        Assert.That((report.Failure, report.Runs[0].Allocated), Is.EqualTo((default(string), 4096L + 24 + 32)));
        await session.Run("begun.Dispose(); unread.Dispose(); text.Dispose();");
    }
}
