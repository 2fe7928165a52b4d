using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ReportFileTests
{
    private string _folder = "";

    [SetUp]
    public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("memmagics-reports-").FullName;

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void TheEndingChoosesTheFormat()
    {
        foreach (var name in new[] { "r.txt", "r", "r.md", "r.JSON", "r.html" })
            ReportFile.Save(SampleReports.Ridge, Path.Combine(_folder, name));

        Assert.That(Read("r.txt"), Is.EqualTo(ReportText.Render(SampleReports.Ridge) + "\n"));
        Assert.That(Read("r"), Is.EqualTo(Read("r.txt")));
        Assert.That(Read("r.md"), Is.EqualTo(ReportMarkdown.Render(SampleReports.Ridge) + "\n"));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(Read("r.JSON")), ReportJson.Render(SampleReports.Ridge)), Is.True);
        var page = new HtmlParser().ParseDocument(Read("r.html"));
        Assert.That(page.Title, Does.StartWith("RidgeRegression: "));
        Assert.That(page.QuerySelector("body > .memmagics table"), Is.Not.Null);
    }

    [Test]
    public void AFileWithoutANameIsRefused() =>
        Assert.That(() => ReportFile.Check(""), Throws.TypeOf<MagicException>().With.Message.EqualTo("The report cannot be saved to a file without a name. Give it one, such as report.md."));

    [Test]
    public void AFileIsReplacedAndNothingIsLeftBeside()
    {
        var path = Path.Combine(_folder, "table.txt");
        File.WriteAllText(path, "old");

        ReportFile.Save(SampleReports.Ridge, path);

        Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo(new[] { path }));
        Assert.That(Read("table.txt"), Does.StartWith("RidgeRegression (cell 5): "));
    }

    [Test]
    public void AMissingFolderIsASentence()
    {
        var path = Path.Combine(_folder, "none", "table.txt");

        Assert.That(
            () => ReportFile.Save(SampleReports.Ridge, path),
            Throws.TypeOf<MagicException>().With.Message.EqualTo($"The report cannot be saved to '{path}': there is no folder '{Path.GetDirectoryName(path)}'. Create it or name another file."));
    }

    [Test]
    public void AFolderIsNoFile()
    {
        Assert.That(
            () => ReportFile.Save(SampleReports.Ridge, _folder),
            Throws.TypeOf<MagicException>().With.Message.EqualTo($"The report cannot be saved to '{_folder}': it is a folder. Name a file in it."));
        Assert.That(Directory.GetFileSystemEntries(_folder), Is.Empty);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_folder, name));
}
