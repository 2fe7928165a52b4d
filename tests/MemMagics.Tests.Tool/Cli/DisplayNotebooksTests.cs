using AngleSharp.Html.Parser;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Tests.Cli;

/// <summary>Notebooks that show things as people's notebooks do, in tests/Notebooks/display.</summary>
[NonParallelizable]
public class DisplayNotebooksTests
{
    private static readonly string s_folder = Path.Combine(Repository.Folder, "tests", "Notebooks", "display");

    [TestCaseSource(nameof(Notebooks))]
    public async Task EveryCellSucceedsAndShowsSomething(string name)
    {
        var cells = await RunAsync(name);

        Assert.That(cells, Is.Not.Empty);
        Assert.That(cells.Where(cell => cell.Result.Error is not null).Select(cell => $"{cell.Text}\n{cell.Result.Error!.Text}"), Is.Empty);
        Assert.That(cells.Where(cell => !cell.Text.Contains("#r") && cell.Output.Items.Count == 0).Select(cell => cell.Text), Is.Empty);
    }

    [Test]
    public async Task TablesPlotsAndPicturesOfPackagesAreShownAsWhatTheyAre()
    {
        var shown = (await RunAsync("packages")).SelectMany(cell => cell.Output.Items.OfType<CellOutputItem.Displayed>()).Select(item => item.Content).ToList();

        Assert.That(shown[0].Text, Is.EqualTo("City  People\n============\nUlm   128928\nBern  134591\n"));
        Assert.That(shown[1].Text, Is.EqualTo("City  People\n============\nUlm   128928\nBern  134591"));
        Assert.That(shown[2].Text, Does.StartWith("Description"));
        Assert.That(shown[3].Text, Is.EqualTo("   n²  2n²\n==========\n1   1    2\n2   4    8\n3   9   18"));
        Assert.That(shown.Skip(4).Take(2).Select(content => content.Text), Is.All.EqualTo("Size  Price  Street\n===================\n 1.1    1.2  High\n 1.9    2.3  Low"));
        Assert.That(shown.Take(6).Select(content => content.ByMimeType["text/html"]), Is.All.StartsWith("<table class=\"values\">"));
        Assert.That(shown.Skip(6).Select(content => content.Text), Is.EqualTo(new[] { "Image (image)", "Multiplot (image)", "Plot (image)", "SKBitmap (image)", "SKSurface (image)", "SKImage (image)" }));
        Assert.That(shown.Skip(6).Select(content => Convert.FromBase64String(content.ByMimeType["image/png"]).Take(4)), Is.All.EqualTo(new byte[] { 0x89, 0x50, 0x4e, 0x47 }));
    }

    [Test]
    public async Task AChartIsShownByItsOwnMarkup()
    {
        var shown = (await RunAsync("charts")).SelectMany(cell => cell.Output.Items.OfType<CellOutputItem.Displayed>()).Select(item => item.Content).ToList();

        Assert.That(shown, Has.Count.EqualTo(3));
        Assert.That(shown.Select(content => content.ByMimeType["text/html"]), Is.All.Contain("Plotly.newPlot"));
        Assert.That(shown.Select(content => content.Text), Is.All.EndsWith("(image)"));
    }

    [Test]
    public async Task PagesShowPicturesWithoutAnythingBesideThem()
    {
        using var folder = new TemporaryFolder();

        var run = await MemMagicsTool.RunAsync(folder.Path, "run", Path.Combine(s_folder, "images.dib"), "--html", "images.html");

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        var page = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(folder.Path, "images.html")));
        Assert.That(page.QuerySelectorAll("img").Select(image => image.GetAttribute("src")!.Split(',')[0]), Is.EqualTo(new[] { "data:image/svg+xml;base64", "data:image/png;base64", "data:image/png;base64", "data:image/png;base64" }));
    }

    [Test]
    public async Task NumbersDoNotWaitForTheLibraryThatShowsThem()
    {
        using var folder = new TemporaryFolder();
        folder.File("numbers.dib", "#!csharp\nvar numbers = new[] { 1, 2 };\nnumbers\n\n#!csharp\nAppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == \"Microsoft.DotNet.Interactive.Formatting\")\n\n#!csharp\ndisplay(1); AppDomain.CurrentDomain.GetAssemblies().Count(a => a.GetName().Name == \"Microsoft.DotNet.Interactive.Formatting\")\n");

        var run = await MemMagicsTool.RunAsync(folder.Path, "run", "numbers.dib");

        Assert.That(run.Output, Does.Match(@"int\[2\] \{ 1, 2 \}\n\n\[2\] .*\n0\n\n\[3\] .*\n1\n1\n"));
    }

    private static IEnumerable<string> Notebooks => Directory.GetFiles(s_folder, "*.dib").Select(file => Path.GetFileNameWithoutExtension(file)!).Except(["packages", "charts"]).Order(StringComparer.Ordinal);

    private static async Task<List<(string Text, CellResult Result, OutputRecord Output)>> RunAsync(string name)
    {
        var ran = new List<(string Text, CellResult Result, OutputRecord Output)>();
        await using var session = new EmbeddedSession(s_folder);
        foreach (var cell in NotebookFile.Open(Path.Combine(s_folder, $"{name}.dib")).Cells.Where(cell => cell.IsCSharp))
        {
            var output = new OutputRecord();
            ran.Add((cell.Text, await session.RunCellAsync(new CellSource($"cell {cell.Index}", cell.Text), output), output));
        }

        // What a notebook registers is the process's.
        await session.RunCellAsync(new CellSource("the end", "Microsoft.DotNet.Interactive.Formatting.Formatter.ResetToDefault();"), new OutputRecord());
        return ran;
    }
}
