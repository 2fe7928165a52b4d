using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MemMagics.Tests.Jupyter;

/// <summary>One notebook, run by the tool, by nbclient and by nbconvert.</summary>
[NonParallelizable]
public partial class SameReportsTests
{
    private static readonly string[] s_cells =
    [
        "double[] Squares(int n)\n{\n    var squares = new double[n];\n    for (var i = 0; i < n; i++)\n        squares[i] = i * i;\n    return squares;\n}",
        "var n = 1000;\nConsole.WriteLine(\"measuring\");\n#!memit -r 2 Squares(n)",
        "#!mprun -f Squares -o profile Squares(n)",
        "profile[\"Squares\"].Lines.Where(line => line.Allocated > 0).Select(line => new { line.Line, line.Allocated })",
        "%memit -r 1 --where exact -o cost Squares(n)",
        "cost.Where.Lines.Select(line => new { line.Source, line.Line, line.Function, line.Bytes })",
        "%memit -q -r 1 -o quiet new byte[100]\n",
        "quiet.Runs[0].Allocated",
    ];

    [Test]
    public async Task TheToolNbclientAndNbconvertGiveTheSameReports()
    {
        // GIVEN
        using var kernel = await InstalledKernel.CreateAsync("nbclient", "nbconvert");
        await File.WriteAllTextAsync(Path.Combine(kernel.Folder, "squares.ipynb"), Notebook());

        // WHEN
        var tool = await MemMagicsTool.RunAsync(kernel.Folder, "run", "squares.ipynb", "--save", "by-tool.ipynb");
        var client = await kernel.RunPythonAsync(InstalledKernel.Script("execute.py"), "squares.ipynb", "by-client.ipynb");
        var converted = await kernel.RunPythonAsync("-m", "nbconvert", "--execute", "--to", "html", "squares.ipynb", "--output", "by-nbconvert.html");

        // THEN all agree on every output, the figures that are exact to the byte, the lines and the names of cells included
        Assert.That(tool.ExitCode, Is.Zero, tool.Errors);
        Assert.That(client.ExitCode, Is.Zero, client.Errors);
        Assert.That(converted.ExitCode, Is.Zero, converted.Errors);
        var byTool = Outputs(kernel, "by-tool.ipynb");
        Assert.That(byTool[1], Does.StartWith("stream: measuring\ndisplay_data: ").And.Contains(": allocates 8,024 B; ").And.Contains("worst of 2: "));
        Assert.That(byTool[2], Does.Contain("Squares").And.Contains("cell 1").And.Contains("8,024 B 1 var squares"));
        Assert.That(byTool[4], Does.Contain("8,024 B in 1 object").And.Contains("cell 1, line 3").And.Contains("double[]").And.Contains("#!mprun -f Squares Squares(n)"));
        Assert.That(byTool[5], Does.Contain("cell 1").And.Contains("Squares").And.Contains("8024"));
        Assert.That(byTool[^1], Does.Contain("128"));
        Assert.That(Outputs(kernel, "by-client.ipynb"), Is.EqualTo(byTool));

        var page = await File.ReadAllTextAsync(Path.Combine(kernel.Folder, "by-nbconvert.html"));
        foreach (var html in Html(kernel, "by-client.ipynb").Select(ExactFigures))
            Assert.That(ExactFigures(page), Is.SupersetOf(html));
    }

    private static string Notebook()
    {
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. s_cells.Select(Code), Prose("Here the tool and Jupyter give all cells the same numbers: Jupyter does not count prose.")]),
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["display_name"] = "C# (MemMagics)", ["language"] = "C#", ["name"] = "memmagics" } },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
        };
        return notebook.ToJsonString();
    }

    private static JsonObject Prose(string text) => new() { ["cell_type"] = "markdown", ["id"] = "prose", ["metadata"] = new JsonObject(), ["source"] = text };

    private static JsonObject Code(string text, int index) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["id"] = $"code-{index}",
        ["metadata"] = new JsonObject(),
        ["outputs"] = new JsonArray(),
        ["source"] = text,
    };

    /// <summary>Each code cell's outputs as text; sizes of resident memory and times, which no two runs have in common, are masked.</summary>
    private static List<string> Outputs(InstalledKernel kernel, string notebook) =>
        [.. CodeCells(kernel, notebook).Select(cell => string.Join('\n', cell["outputs"]!.AsArray().Select(output => $"{output!["output_type"]}: {Masked(Text(output["text"] ?? output["data"]!["text/plain"]))}")))];

    private static IEnumerable<string> Html(InstalledKernel kernel, string notebook) =>
        CodeCells(kernel, notebook).SelectMany(cell => cell["outputs"]!.AsArray()).Select(output => output!["data"]?["text/html"]).Where(html => html is not null).Select(Text);

    private static IEnumerable<JsonNode> CodeCells(InstalledKernel kernel, string notebook) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(kernel.Folder, notebook)))!["cells"]!.AsArray().Select(cell => cell!).Where(cell => cell["cell_type"]!.GetValue<string>() == "code");

    private static string Text(JsonNode? text) => text is JsonArray lines ? string.Concat(lines.Select(line => line!.GetValue<string>())) : text!.GetValue<string>();

    private static string Masked(string text) => WhiteSpace().Replace(Varying().Replace(text.TrimEnd(), "#"), " ");

    private static List<string> ExactFigures(string html) => [.. Bytes().Matches(html).Select(match => match.Value).Distinct()];

    [GeneratedRegex(@"first call [^;)\n]*|(?<=peak )[^;\n]*|(?<=worst of \d+: )[^(\n]*|[-+−]?[\d.,]+ (MiB|KiB|GiB|ms|µs|s)\b|\b0\.00\b")]
    private static partial Regex Varying();

    [GeneratedRegex(@"[ =]+")]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"\b8,0\d\d( B)?\b")]
    private static partial Regex Bytes();
}
