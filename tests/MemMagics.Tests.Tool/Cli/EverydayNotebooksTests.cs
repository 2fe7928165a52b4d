using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Running;

namespace MemMagics.Tests.Cli;

/// <summary>Notebooks as people write them. Each has a session of its own in this process, which starts once.</summary>
[NonParallelizable]
public sealed class EverydayNotebooksTests
{
    private static readonly string s_folder = Path.Combine(Repository.Folder, "tests", "Notebooks");

    [TestCaseSource(nameof(Notebooks))]
    public async Task NoCellFails(string name)
    {
        // GIVEN a notebook in its folder
        var notebook = NotebookFile.Open(Path.Combine(s_folder, name));
        await using var session = new EmbeddedSession(notebook.Folder);

        // WHEN
        var executed = await new NotebookRun(notebook, session, new SilentView()).RunAsync(keepGoing: true, cellTimeout: null, CancellationToken.None);

        // THEN
        Assert.That(executed.Cells.Where(cell => cell.Result.Error is not null).Select(cell => $"{cell.Cell.Document}: {cell.Result.Error!.Text}"), Is.Empty);
        Assert.That(executed.Cells.Count(cell => cell.Cell.IsCSharp && cell.Result.Status == CellStatus.Ok), Is.GreaterThanOrEqualTo(1));
        Assert.That(executed.Cells.Sum(cell => cell.Output.Text.Length), Is.GreaterThan(1), "each of them shows something");
    }

    [Test]
    public void ThereAreManyOfThem() => Assert.That(Notebooks.Count(), Is.GreaterThan(30));

    private static IEnumerable<string> Notebooks =>
        Directory.EnumerateFiles(s_folder).Select(path => Path.GetFileName(path)).Where(name => Path.GetExtension(name) is ".dib" or ".ipynb").Order(StringComparer.Ordinal);

    private sealed class SilentView : RunView;
}
