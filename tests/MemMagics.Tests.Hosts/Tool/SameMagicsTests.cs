using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MemMagics.Tests.Hosts.Tool;

/// <summary>The notebooks of tests/Notebooks/measured, which print the figures of their magics, in the tool and in the genuine host.</summary>
public partial class SameMagicsTests
{
    private static readonly string s_notebooks = Path.Combine(Repository.Folder, "tests", "Notebooks", "measured");
    private StdioNotebook _host = null!;

    [OneTimeSetUp]
    public async Task StartHost() => _host = await StdioNotebook.StartAsync();

    [OneTimeTearDown]
    public async Task EndHost()
    {
        if (_host is not null)
            await _host.DisposeAsync();
    }

    [TestCaseSource(nameof(Notebooks))]
    public async Task TheGenuineHostGivesTheSameFigures(string name)
    {
        var notebook = Path.Combine(s_notebooks, name);

        var tool = await MemMagicsTool.RunAsync(s_notebooks, "run", name, "--format", "json");
        var inHost = "";
        foreach (var code in CellsOf(await File.ReadAllTextAsync(notebook)))
        {
            var cell = await _host.RunAsync(code);
            Assert.That(cell.Succeeded, Is.True, cell.Succeeded ? "" : $"{cell.Failure}\n{code}");
            inHost = cell.Printed;
        }

        Assert.That(tool.ExitCode, Is.Zero, tool.Output + tool.Errors);
        Assert.That(inHost.Split('\n'), Has.Length.GreaterThan(5).And.Some.Match(@"\d{3,}"));
        Assert.That(inHost, Is.EqualTo(PrintedByLastCell(tool.Output)));
    }

    private static IEnumerable<string> Notebooks() => Directory.EnumerateFiles(s_notebooks, "*.dib").Select(file => Path.GetFileName(file)).Order();

    private static IEnumerable<string> CellsOf(string notebook) =>
        CellHead().Split(notebook.ReplaceLineEndings("\n")).Where(part => part.StartsWith("csharp\n", StringComparison.Ordinal)).Select(part => part["csharp\n".Length..].Trim('\n'));

    private static string PrintedByLastCell(string json) =>
        (string)JsonNode.Parse(json)!["cells"]!.AsArray()[^1]!["text"]!;

    [GeneratedRegex("^#!(?=csharp|markdown)", RegexOptions.Multiline)]
    private static partial Regex CellHead();
}
