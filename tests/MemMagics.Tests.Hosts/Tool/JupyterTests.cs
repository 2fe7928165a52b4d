using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Hosts.Tool;

/// <summary>The packed package in the tool's Jupyter kernel, whose cells nbclient runs.</summary>
[Platform("Linux", Reason = "It needs a network namespace of its own.")]
public class JupyterTests
{
    private const string Python = "/usr/bin/python3";

    private static readonly string[] s_cells =
    [
        "#r \"nuget:MemMagics\"",
        "var xs = new byte[1_000]; int[] Build(int n)\n{\n    var one = new int[n];\n    return one.ToArray();\n}",
        "#!memit -o cost -r 2 xs.ToArray()",
        "#!mprun -f Build Build(1000)",
        "cost.Runs.Select(run => run.Allocated).Sum()",
        "#!memit --max-allocated 100B xs.ToArray()",
        "#!memit -r 1 Console.WriteLine(\"printed\")",
    ];

    private TemporaryFolder? _folder;
    private JsonArray _executed = null!;

    [OneTimeSetUp]
    public async Task ExecuteNotebook()
    {
        var program = InteractiveTool.Program;
        if (!File.Exists(Python) || !await SucceedsAsync(Python, "-c", "import nbclient, nbformat, jupyter_client"))
            Assert.Ignore($"{Python} has no module nbclient; .ci/run installs it.");
        if (!await SucceedsAsync("unshare", "--map-root-user", "--net", "true"))
            Assert.Ignore("This machine allows no network namespaces (unshare --net), and the tool's Jupyter mode listens on every interface.");

        _folder = new TemporaryFolder();
        var kernel = Directory.CreateDirectory(Path.Combine(_folder.Path, "jupyter", "kernels", "dotnet-interactive")).FullName;
        File.WriteAllText(Path.Combine(kernel, "kernel.json"), new JsonObject
        {
            ["argv"] = new JsonArray("dotnet", program, "jupyter", "--default-kernel", "csharp", "{connection_file}"),
            ["display_name"] = ".NET (C#)",
            ["language"] = "C#",
        }.ToJsonString());
        var notebook = _folder.File("notebook.ipynb", Notebook().ToJsonString());
        var executed = Path.Combine(_folder.Path, "executed.ipynb");

        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--net", Python, Path.Combine(AppContext.BaseDirectory, "Tool", "execute.py"), notebook, executed])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in InteractiveTool.Environment(_folder.Path))
            start.Environment[name] = value;
        start.Environment["JUPYTER_PATH"] = Path.Combine(_folder.Path, "jupyter");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, await errors);
        _executed = JsonNode.Parse(File.ReadAllText(executed))!["cells"]!.AsArray();
    }

    [OneTimeTearDown]
    public void Delete() => _folder?.Dispose();

    [Test]
    public void ThePackageLoads() => Assert.That(OutputsOf(0), Has.Some.Contain("MemMagics is ready."));

    [Test]
    public void AReportIsInTheNotebookInHtmlAndText()
    {
        Assert.That(OutputsOf(2), Has.One.Contain(": allocates 1,024 B; ").And.One.Contain("worst of 2: "));
        Assert.That(OutputsOf(2, "text/html"), Has.One.StartsWith("<div class=\"memmagics "));
    }

    [Test]
    public void TheLinesOfAFunctionAreMeasured() => Assert.That(OutputsOf(3), Has.One.Contain("return one.ToArray();").And.One.Contain("8,048 B"));

    [Test]
    public void AKeptReportIsUsedInALaterCell() => Assert.That(string.Concat(OutputsOf(4, "text/html")), Does.Contain("2048"));

    [Test]
    public void AnExceededBudgetFailsTheCellAndTheNextOneRuns()
    {
        var errors = _executed[5]!["outputs"]!.AsArray().Where(output => (string?)output!["output_type"] == "error").ToList();
        Assert.That(errors.Select(error => (string?)error!["evalue"]), Has.One.StartsWith("Over budget: allocated 1,024 B"));
        Assert.That(OutputsOf(6), Has.One.Contain("printed:\n  printed\n"));
    }

    private static JsonObject Notebook() => new()
    {
        ["nbformat"] = 4,
        ["nbformat_minor"] = 5,
        ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["name"] = "dotnet-interactive", ["display_name"] = ".NET (C#)", ["language"] = "C#" } },
        ["cells"] = new JsonArray([.. s_cells.Select((cell, index) => new JsonObject
        {
            ["id"] = $"cell-{index}",
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = cell,
        })]),
    };

    private IReadOnlyList<string> OutputsOf(int cell, string mimeType = "text/plain") =>
        [.. from output in _executed[cell]!["outputs"]!.AsArray()
            let form = output["data"]?[mimeType]
            where form is not null
            select form is JsonArray lines ? string.Concat(lines.Select(line => (string)line!)) : (string)form!];

    private static async Task<bool> SucceedsAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }
}
