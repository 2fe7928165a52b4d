using MemMagics.Magics;

namespace MemMagics.Tests.Workers;

/// <summary><c>-T FILE</c>: the report is saved, and what cannot be saved is said before anything runs.</summary>
public sealed class SavedReportTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("memmagics-test-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [TestCase("cost.md", "| Call |")]
    [TestCase("cost.json", "\"kind\": \"memit\"")]
    [TestCase("cost.html", "<!DOCTYPE html>")]
    [TestCase("cost", "one run: ")]
    public async Task AMemitIsSavedInTheFormatOfTheEnding(string name, string content)
    {
        await using var session = await ScriptSession.Start();
        var path = Path.Combine(_folder, name);

        // act
        var report = await session.Memit("new byte[1000]", request => request with { SaveTo = path, Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(await File.ReadAllTextAsync(path), Does.Contain(content).IgnoreCase);
    }

    [Test]
    public async Task AFileInNoFolderIsRefusedBeforeAnythingRuns()
    {
        var path = Path.Combine(_folder, "none", "cost.md");

        var sentence = await Refusal(request => request with { SaveTo = path });

        Assert.That(sentence, Is.EqualTo($"The report cannot be saved to '{path}': there is no folder '{Path.GetDirectoryName(path)}'. Create it or name another file."));
    }

    [Test]
    public async Task CallPathsNeedWhere()
    {
        var path = Path.Combine(_folder, "paths.Speedscope.json");

        var sentence = await Refusal(request => request with { SaveTo = path });

        Assert.That(sentence, Is.EqualTo($"A .speedscope.json file holds call paths, which only --where finds: add it, or choose another ending for '{path}'."));
        Assert.That(File.Exists(path), Is.False);
    }

    [Test]
    public async Task ALineTableHasNoCallPaths()
    {
        await using var session = await ScriptSession.Start();
        var path = Path.Combine(_folder, "paths.speedscope.json");

        var refused = Assert.ThrowsAsync<MagicException>(() => session.Mprun("new byte[1000]", request => request with { SaveTo = path }));

        Assert.That(refused.Message, Does.Contain("a line table has none: #!memit --where finds them"));
    }

    /// <summary>The code leaves a file behind when it runs.</summary>
    private async Task<string> Refusal(Func<MemitRequest, MemitRequest> with)
    {
        await using var session = await ScriptSession.Start();
        var trace = Path.Combine(_folder, "ran");

        // act
        var refused = Assert.ThrowsAsync<MagicException>(() => session.Memit($"File.WriteAllText(@\"{trace}\", \"\")", with));

        // assert
        Assert.That(File.Exists(trace), Is.False);
        return refused.Message;
    }
}
