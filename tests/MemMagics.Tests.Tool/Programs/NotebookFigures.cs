using System.Text;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Tool.Programs;

/// <summary>What calls of the programs' functions cost in a notebook that has the same code.</summary>
internal static class NotebookFigures
{
    private static readonly Lazy<Task<IReadOnlyDictionary<UserProgram, (JsonNode Memit, JsonNode Mprun)>>> s_reports = new(MeasureAsync);

    /// <summary>The reports of <c>#!memit</c> and <c>#!mprun</c> on a program's call.</summary>
    public static async Task<(JsonNode Memit, JsonNode Mprun)> OfAsync(UserProgram program) => (await s_reports.Value)[program];

    private static async Task<IReadOnlyDictionary<UserProgram, (JsonNode Memit, JsonNode Mprun)>> MeasureAsync()
    {
        // Of two programs with a function of one name, each is measured before the next cell declares it anew.
        var notebook = new StringBuilder("#!csharp\nusing System.Threading;\nusing System.Net.Http;\n");
        foreach (var program in UserProgram.All)
            notebook.Append($"#!csharp\n{program.Cell()}\n#!csharp\n#!memit -r 2 {program.Call}\n#!csharp\n#!mprun -f {program.Function} {program.Call}\n");
        using var folder = new TemporaryFolder();
        var run = await MemMagicsTool.RunAsync(folder.Path, "run", folder.File("same.dib", notebook.ToString()), "--format", "json");
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(cells.Select(cell => (string?)cell!["error"]).OfType<string>(), Is.Empty);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);

        var reports = cells.SelectMany(cell => cell!["reports"]!.AsArray()).ToList();
        Assert.That(reports, Has.Count.EqualTo(2 * UserProgram.All.Count));
        return UserProgram.All.Select((program, index) => (program, Reports: (reports[2 * index]!, reports[(2 * index) + 1]!))).ToDictionary(pair => pair.program, pair => pair.Reports);
    }
}
