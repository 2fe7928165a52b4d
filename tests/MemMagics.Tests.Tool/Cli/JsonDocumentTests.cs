using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Cli;

/// <summary>What <c>memmagics run --format json</c> writes, in every state mode and for every way to end.</summary>
public sealed class JsonDocumentTests
{
    private const string Notebook = """
        #!csharp
        var data = new double[1000];
        int Work(int n)
        {
            var copy = data.ToArray();
            return n >= 0 ? copy.Length : throw new ArgumentException("negative");
        }
        #!markdown
        # prose
        #!fsharp
        let x = 1
        #!csharp
        #!memit Work(1)
        #!csharp
        #!memit -r 1 --replay Work(1)
        #!csharp
        #!memit --in-process Work(1)
        #!csharp
        #!memit -r 1 --cold Work(1)
        #!csharp
        #!memit -r 1 --max-allocated 1KB Work(1)
        #!csharp
        #!memit -r 1 Work(-1)
        #!csharp
        #!mprun -f Work Work(1)
        #!csharp
        #!mprun --replay -f Work Work(1)
        #!csharp
        #!mprun -f Work Work(-1)
        #!csharp
        #!memit -r 1 Environment.Exit(3)
        #!csharp
        undefinedName
        """;

    private TemporaryFolder _folder = null!;
    private JsonArray _cells = null!;

    [OneTimeSetUp]
    public async Task RunTheNotebook()
    {
        _folder = new TemporaryFolder();
        _folder.File("modes.dib", Notebook);
        var run = await MemMagicsTool.RunAsync(_folder.Path, "run", "modes.dib", "--keep-going", "--format", "json");
        _cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
    }

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void EveryCellHasItsNumberLanguageStatusTextErrorAndReports()
    {
        Assert.That(_cells.Select(cell => (int)cell!["index"]!), Is.EqualTo(Enumerable.Range(1, 14)));
        Assert.That(_cells.Select(cell => (string)cell!["language"]!).Take(4), Is.EqualTo(new[] { "csharp", "markdown", "fsharp", "csharp" }));
        Assert.That(
            _cells.Select(cell => (string)cell!["status"]!),
            Is.EqualTo(new[] { "ok", "ok", "skipped", "ok", "ok", "ok", "ok", "failed", "failed", "ok", "ok", "failed", "failed", "failed" }));
        foreach (var cell in _cells)
        {
            Assert.That(cell!["error"] is not null, Is.EqualTo((string)cell["status"]! == "failed"), cell.ToJsonString());
            Assert.That(cell["text"]!.GetValueKind(), Is.EqualTo(JsonValueKind.String));
            Assert.That(cell["reports"]!.AsArray(), Has.Count.LessThanOrEqualTo(1));
        }
    }

    [Test]
    public void EachReportSaysItsKindItsCodeItsStateAndItsCall()
    {
        Assert.That(
            Reports().Select(report => $"{report["kind"]} {report["code"]} {report["state"]} {report["measured"]}"),
            Is.EqualTo(new[]
            {
                "memit Work(1) snapshot warm", "memit Work(1) replay first-call", "memit Work(1) in-process first-call", "memit Work(1) snapshot first-call", "memit Work(1) snapshot warm",
                "memit Work(-1) snapshot first-call", "mprun Work(1) snapshot warm", "mprun Work(1) replay first-call", "mprun Work(-1) snapshot first-call",
            }));
    }

    [Test]
    public void AMemitHasItsRunsEachWithItsFirstCallAndTheWorst()
    {
        var memits = Reports("memit");

        Assert.That(memits.Select(report => report["runs"]!.AsArray().Count), Is.EqualTo(new[] { 3, 1, 1, 1, 1, 0 }));
        foreach (var report in memits)
        {
            var runs = report["runs"]!.AsArray();
            Assert.That(report["worst"] is null, Is.EqualTo(runs.Count == 0));
            foreach (var figures in runs.Append(report["worst"]).OfType<JsonObject>())
            {
                AssertFigures(figures);
                AssertFigures(figures["first"]!.AsObject());
            }

            foreach (var figure in runs.Count == 0 ? [] : new[] { "allocated", "peak", "increment", "retained", "elapsed" })
                Assert.That((double?)report["worst"]![figure], Is.EqualTo(runs.Max(run => (double?)run![figure])), figure);
        }
    }

    [Test]
    public void AnMprunHasEveryLineWithWholeBytesOrNullAndItsTotal()
    {
        foreach (var report in Reports("mprun"))
        {
            var function = report["functions"]!.AsArray().Single()!;
            Assert.That($"{function["name"]} {function["source"]} {function["origin"]}", Is.EqualTo("Work cell 1 notebook"));
            var lines = function["lines"]!.AsArray();
            Assert.That(lines.Select(line => (int)line!["line"]!), Is.EqualTo(Enumerable.Range(2, 5)));
            Assert.That((string)lines[2]!["content"]!, Is.EqualTo("    var copy = data.ToArray();"));
            foreach (var figure in new[] { "memory", "increment", "allocated", "occurrences" })
            {
                Assert.That(lines[0]!.AsObject().ContainsKey(figure) && lines[0]![figure] is null, Is.True, "the declaration has no figures");
                Assert.That(IsWhole(lines[2]![figure]), Is.True, figure);
            }

            Assert.That((long)lines[2]!["allocated"]!, Is.EqualTo(8_024));
            Assert.That(lines.Sum(line => (long?)line!["allocated"] ?? 0), Is.EqualTo((long)function["total"]!["allocated"]!));
            Assert.That(IsWhole(function["total"]!["increment"]), Is.True);
            Assert.That((long)function["total"]!["activations"]!, Is.EqualTo(1));
        }
    }

    [Test]
    public void AFailureWithFiguresIsInTheReportAndInTheCell()
    {
        var failures = _cells.Where(cell => cell!["reports"]!.AsArray().Count > 0).Select(cell => (Error: (string?)cell!["error"], Failure: (string?)cell["reports"]![0]!["failure"])).ToArray();

        Assert.That(failures.Select(cell => cell.Failure), Is.EqualTo(failures.Select(cell => cell.Error)));
        Assert.That(failures[4].Failure, Is.EqualTo("Over budget: allocated 8,024 B in run 1 of 1, 7,024 B more than --max-allocated 1KB (1,000 B)."));
        Assert.That(failures[5].Failure, Is.EqualTo("System.ArgumentException: negative\n   at Work in cell 1, line 5"));
        Assert.That((string)_cells[12]!["error"]!, Does.StartWith("The worker died in run 1 of 1: the measured code ended the process with exit code 3."));
        Assert.That((string)_cells[13]!["error"]!, Does.StartWith("cell 14(1,1): error CS0103"));
    }

    private JsonObject[] Reports(string? kind = null) =>
        [.. _cells.SelectMany(cell => cell!["reports"]!.AsArray()).Select(report => report!.AsObject()).Where(report => kind is null || (string)report["kind"]! == kind)];

    private static void AssertFigures(JsonObject figures)
    {
        foreach (var name in new[] { "allocated", "peak", "increment", "retained" })
            Assert.That(IsWhole(figures[name]) || (figures.ContainsKey(name) && figures[name] is null), Is.True, $"{name} of {figures.ToJsonString()}");
        Assert.That(figures["gcs"]!.AsArray().Select(count => (int)count!), Has.Exactly(3).GreaterThanOrEqualTo(0));
        Assert.That((double)figures["elapsed"]!, Is.GreaterThan(0).And.LessThan(60));
    }

    private static bool IsWhole(JsonNode? number) => number is JsonValue value && value.GetValueKind() == JsonValueKind.Number && long.TryParse(value.ToJsonString(), out _);
}
