using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>Memory over time: the picture, the text and JSON say the same.</summary>
public sealed class TimelinesTests
{
    private const string FactsOfOne =
        "resident memory during the call: 38.15 MiB when it begins, 46.73 MiB at its highest, 38.32 MiB when it ends after 45 ms; 3 collections (gen 0: 2, gen 2: 1)";

    [Test]
    public void PictureAndTextHaveTheSameFacts()
    {
        Assert.That(ReportText.Render(SampleReports.PlottedOnce), Does.Contain($"\n{FactsOfOne}\n"));
        Assert.That(Picture(SampleReports.PlottedOnce).QuerySelector("figcaption")!.TextContent, Is.EqualTo(FactsOfOne));
    }

    [Test]
    public void AllRunsAreDrawnAndTheOneWithTheHighestPeakIsTheStrongest()
    {
        var report = SampleReports.Plotted;
        var strongest = report.Runs.Index().MaxBy(run => run.Item.Peak).Index + 1;

        var picture = Picture(report);

        Assert.That(picture.QuerySelectorAll("polyline"), Has.Length.EqualTo(report.Runs.Count));
        Assert.That(picture.QuerySelectorAll("polygon"), Has.Length.EqualTo(1));
        Assert.That(picture.QuerySelectorAll("text").Select(text => text.TextContent), Is.SupersetOf(new[] { "run 1", "run 2", "run 3", "gen 0", "gen 2" }));
        Assert.That(picture.QuerySelector("figcaption")!.TextContent, Does.StartWith($"resident memory during run {strongest} of 3, which rose most: "));
        var text = ReportText.Render(report);
        foreach (var fact in picture.QuerySelector("figcaption")!.InnerHtml.Split("<br>"))
            Assert.That(text, Does.Contain($"\n{fact}\n"));
    }

    [Test]
    public void TheCallsBeginAndEndAndEachCollectionAreMarked()
    {
        var titles = Picture(SampleReports.PlottedOnce).QuerySelectorAll("title").Select(title => title.TextContent).ToList();

        Assert.That(titles, Has.Some.EqualTo("the call begins").And.Some.EqualTo("call ends after 45 ms"));
        Assert.That(titles, Has.Some.EqualTo("2 of gen 0, before 13 ms").And.Some.EqualTo("1 of gen 2, before 31 ms"));
    }

    [Test]
    public void TheTextHasAxesWithUnitsAndNoLineIsWiderThanATerminal()
    {
        var lines = ReportText.Render(SampleReports.PlottedOnce).Split('\n');
        var chart = lines.Where(line => line.Contains('┤') || line.Contains('│') || line.Contains('└') || line.TrimStart().StartsWith("gen ", StringComparison.Ordinal) || line.TrimStart().StartsWith("call  [", StringComparison.Ordinal)).ToList();

        Assert.That(chart, Has.Some.Contains("45 MiB ┤").And.Some.Contains("└┬").And.Some.Contains("gen 0  ").And.Some.Contains("gen 2  ").And.Some.Contains("[===="));
        Assert.That(lines, Has.Some.Matches<string>(line => line.TrimStart().StartsWith("0 ms ", StringComparison.Ordinal)));
        Assert.That(chart.Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public void JsonHasEverySampleOfEveryRun()
    {
        var runs = ReportJson.Render(SampleReports.Plotted)["runs"]!.AsArray();

        Assert.That(runs.Select(run => run!["timeline"]!.AsArray().Count), Is.EqualTo(SampleReports.Plotted.Runs.Select(run => run.Timeline.Count)));
        Assert.That(runs[0]!["timeline"]!.AsArray()[^1]!.ToJsonString(), Is.EqualTo("""{"elapsed":0.04,"resident":40163840,"gcs":[3,1,1]}"""));
    }

    [Test]
    public void AReportWithTheLastRunsTimelineAloneIsDrawn()
    {
        var report = SampleReports.Plotted with { Runs = SampleReports.Transpose.Runs };

        Assert.That(Picture(report).QuerySelectorAll("polyline"), Has.Length.EqualTo(1));
        Assert.That(ReportText.Render(report), Does.Contain("resident memory during the call: ").And.Contain("; no collections\n"));
    }

    [Test]
    public void ThePictureIsNoWiderThanAPhoneCanShowAsItIs() =>
        Assert.That(Picture(SampleReports.Plotted).QuerySelector("svg[role=img]")!.GetAttribute("width"), Is.EqualTo("420"));

    private static AngleSharp.Dom.IElement Picture(MemitReport report) => new HtmlParser().ParseDocument(ReportHtml.Render(report)).QuerySelector("figure")!;
}
