using System.Text.Json.Nodes;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Tests.Cli;

/// <summary>The notebooks that people read, run by the tool.</summary>
public class NotebooksTests
{
    private static readonly string s_folder = Path.Combine(Repository.Folder, "notebooks");

    [Test]
    public void TheTourIsTheSameForJupyter()
    {
        var dib = NotebookFile.Open(Path.Combine(s_folder, "tour.dib"));
        var ipynb = NotebookFile.Open(Path.Combine(s_folder, "tour.ipynb"));
        Assert.That(ipynb.Cells, Is.EqualTo(dib.Cells));
        Assert.That(ipynb.Document!["nbformat_minor"]!.GetValue<int>(), Is.EqualTo(5));
    }

    [Test]
    public async Task EveryCellOfTheTourSucceedsAndTheFiguresTellItsStory()
    {
        // act
        var run = await MemMagicsTool.RunAsync(s_folder, "run", "tour.dib", "--format", "json");

        // assert
        Assert.That(run.ExitCode, Is.EqualTo(0), run.Output + run.Errors);
        var reports = JsonNode.Parse(run.Output)!["cells"]!.AsArray().SelectMany(cell => cell!["reports"]!.AsArray()).Select(report => report!).ToList();
        Assert.That(Peaks(reports, "X.Transpose()"), Has.All.InRange(7.6 * Mebibyte, 7.8 * Mebibyte));
        Assert.That(Peaks(reports, "view.Transpose()"), Has.All.LessThan(0.1 * Mebibyte));
        Assert.That(Peaks(reports, "view.ByColumns()"), Has.All.LessThan(0.1 * Mebibyte));
        Assert.That(Peaks(reports, "view.Transpose().ByColumns()"), Has.All.InRange(7.6 * Mebibyte, 7.8 * Mebibyte));
        Assert.That(Worst(reports, "Browse(cache, 1000)", "retained"), Is.GreaterThan(16_000_000));
        Assert.That(Worst(reports, "Browse(mended, 1000)", "retained"), Is.LessThan(1_000_000));
        var ridge = reports.First(report => report["kind"]!.GetValue<string>() == "mprun")["functions"]![0]!;
        Assert.That(
            ridge["lines"]!.AsArray().Sum(line => line!["allocated"]?.GetValue<long>() ?? 0),
            Is.EqualTo(ridge["total"]!["allocated"]!.GetValue<long>()).And.GreaterThan(6_000_000));

        // From the number to the line: each report names the next magic, and each of the four faults is a line.
        var shop = reports.Where(report => report["code"]!.GetValue<string>().Trim() == "shop.Report(sales)").ToList();
        var where = shop[1]["where"]!;
        Assert.That(shop.Select(report => report["kind"]!.GetValue<string>()), Is.EqualTo(new[] { "memit", "memit", "mprun" }));
        Assert.That(shop.Take(2).Select(report => report["hint"]!.GetValue<string>()), Is.EqualTo(new[] { "#!memit --where shop.Report(sales)", "#!mprun -f Shop.Report shop.Report(sales)" }));
        Assert.That(where["mode"]!.GetValue<string>(), Is.EqualTo("exact"));
        Assert.That(where["bytes"]!.GetValue<long>() + where["missing"]!.GetValue<long>(), Is.EqualTo(Worst(reports, "shop.Report(sales)", "allocated")));
        Assert.That(
            where["lines"]!.AsArray().Take(4).Select(line => (line!["content"]!.GetValue<string>().Split(' ')[0], line["types"]![0]!.GetValue<string>())),
            Is.EqualTo(new[] { ("text", "string"), ("counts[article]", "Article"), ("paid.Add(sale);", "Sale[]"), ("names[article]", "string") }));
        Assert.That(where["lines"]![3]!["alive"]!.GetValue<long>(), Is.GreaterThan(50_000));
        Assert.That(Worst(reports, "leanShop.Report(sales)", "allocated"), Is.LessThan(Worst(reports, "shop.Report(sales)", "allocated") / 100));
    }

    [Test]
    public async Task WhatKillsItsProcessFailsItsCellAndTheNotebookGoesOn()
    {
        // act
        var run = await MemMagicsTool.RunAsync(s_folder, "run", "survives.dib", "--keep-going", "--format", "json");

        // assert
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Errors);
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray().Select(cell => cell!).ToList();
        var errors = cells.Where(cell => cell["status"]!.GetValue<string>() == "failed").Select(cell => cell["error"]!.GetValue<string>()).ToList();
        Assert.That(errors, Has.Count.EqualTo(6), string.Join('\n', errors));
        Assert.That(errors[0], Does.Contain("stack").IgnoreCase);
        Assert.That(errors[1], Does.Contain("the tables are inconsistent"));
        Assert.That(errors[2], Does.Contain("3"));
        Assert.That(errors[3], Does.Contain("2 s"));
        Assert.That(errors[4], Does.Contain("limit"));
        Assert.That(errors[5], Does.Contain("1001 is odd"));
        Assert.That(cells[^2]["text"]!.GetValue<string>(), Does.Contain("all of it"));
        Assert.That(cells[^1]["status"]!.GetValue<string>(), Is.EqualTo("ok"));
    }

    private const double Mebibyte = 1024 * 1024;

    private static IEnumerable<double> Peaks(IEnumerable<JsonNode> reports, string code) =>
        reports.First(report => report["code"]!.GetValue<string>().Trim() == code)["runs"]!.AsArray().Select(run => run!["peak"]!.GetValue<double>());

    private static long Worst(IEnumerable<JsonNode> reports, string code, string figure) =>
        reports.First(report => report["code"]!.GetValue<string>().Trim() == code)["worst"]![figure]!.GetValue<long>();
}
