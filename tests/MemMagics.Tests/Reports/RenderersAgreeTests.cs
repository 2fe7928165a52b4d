using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>HTML, text, Markdown and JSON of one report are read back and compared, figure by figure.</summary>
public sealed class RenderersAgreeTests
{
    private static IEnumerable<TestCaseData> Samples() => SampleReports.All.Select(sample => new TestCaseData(sample.Report).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Samples))]
    public void EveryFigureIsTheSameInHtmlTextMarkdownAndJson(Report report)
    {
        var json = RenderedTables.OfJson(report);
        var html = RenderedTables.OfHtml(report);

        // JSON has every run; the others only where runs differ.
        Assert.That(html, Is.EqualTo(report is MemitReport && html.Length > 0 ? [json[0][..html[0].Length], .. json[1..]] : json));
        Assert.That(RenderedTables.OfText(report), Is.EqualTo(RenderedTables.Fitted(report, html)));
        Assert.That(RenderedTables.OfMarkdown(report), Is.EqualTo(html));
    }

    [TestCaseSource(nameof(Samples))]
    public void EveryColumnAndEveryRowOfTheTablesIsInHtmlTextAndMarkdown(Report report)
    {
        var tables = RenderedTables.TablesOf(report);
        string[][][] cells = [.. tables.Select(table => table.AllRows.Select(row => row.Cells.Select(cell => cell.Text.Replace("\t", "    ").TrimEnd()).ToArray())
            .Prepend([.. table.Columns.Select(column => column.Heading)]).ToArray())];

        Assert.That(RenderedTables.OfHtml(report), Is.EqualTo(cells));
        Assert.That(RenderedTables.OfText(report), Is.EqualTo(RenderedTables.Fitted(report, cells)));
        Assert.That(RenderedTables.OfMarkdown(report), Is.EqualTo(cells));
    }

    [TestCaseSource(nameof(Samples))]
    public void EverySentenceIsInAllOfThem(Report report)
    {
        var summary = report is MemitReport memit ? ReportSummary.Of(memit) : ReportSummary.Of((LineReport)report);
        string?[] sentences = [summary, report is MemitReport runs ? ReportSummary.Familiar(runs) : null, report.Failure, .. report.Notes, FigureText.Conditions(report), .. report is MemitReport { Where: { } where } ? new[] { OriginSummary.Of(where)[1..], OriginSummary.Sampling(where)?[1..] } : []];
        var json = ReportJson.Render(report);
        var html = new HtmlParser().ParseDocument(ReportHtml.Render(report)).QuerySelectorAll("p").Select(paragraph => paragraph.TextContent).ToArray();
        var markdown = ReportMarkdown.Render(report).Replace("\\", "");

        foreach (var sentence in sentences.OfType<string>())
        {
            Assert.That(html, Has.Some.EndsWith(sentence));
            Assert.That(markdown, Does.Contain(sentence.ReplaceLineEndings("  \n")));
        }

        foreach (var sentence in sentences.OfType<string>().Where(sentence => report is MemitReport || sentence != summary))
            Assert.That(ReportText.Render(report), Does.Contain(sentence));
        Assert.That((string?)json["failure"], Is.EqualTo(report.Failure));
        Assert.That(json["notes"]!.AsArray().Select(note => (string)note!), Is.EqualTo(report.Notes));
        Assert.That((string?)json["code"], Is.EqualTo(report.Code));
    }

    [TestCaseSource(nameof(Samples))]
    public void WhatOtherThreadsAllocatedIsInAllOfThem(Report report)
    {
        var elsewhere = report is LineReport lines ? lines.Functions.Select(function => function.Total.AllocatedElsewhere).Where(bytes => bytes > 0).ToArray() : [];
        var html = new HtmlParser().ParseDocument(ReportHtml.Render(report));
        var sentences = html.QuerySelectorAll("tfoot").Select(foot => foot.TextContent).Where(text => text.Contains("other threads", StringComparison.Ordinal)).ToArray();

        Assert.That(sentences, Has.Length.EqualTo(elsewhere.Length));
        foreach (var (index, bytes) in elsewhere.Index())
        {
            Assert.That(sentences[index], Does.EndWith($"other threads allocated {ByteSize.Exact(bytes)} meanwhile"));
            Assert.That(ReportText.Render(report), Does.Contain($"other threads allocated {ByteSize.Exact(bytes)} meanwhile"));
            Assert.That(ReportMarkdown.Render(report), Does.Contain($"Other threads allocated {ByteSize.Exact(bytes)} meanwhile"));
        }
    }
}
