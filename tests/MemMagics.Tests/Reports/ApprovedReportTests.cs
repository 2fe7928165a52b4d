using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports;

public sealed class ApprovedReportTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        SampleReports.All.Select(sample => new TestCaseData(sample.Name, sample.Report).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Samples))]
    public void TextIsAsApproved(string name, Report report) => Approved.Matches(ReportText.Render(report), $"{name}.txt");

    [TestCaseSource(nameof(Samples))]
    public void MarkdownIsAsApproved(string name, Report report) => Approved.Matches(ReportMarkdown.Render(report), $"{name}.md");

    [TestCaseSource(nameof(Samples))]
    public void JsonIsAsApproved(string name, Report report) => Approved.Matches(JsonLayout.Indented(ReportJson.Render(report)), $"{name}.json");

    [TestCaseSource(nameof(Samples))]
    public void HtmlIsAsApproved(string name, Report report) =>
        Approved.Matches(ReportHtml.RenderForPage(report).Replace("<tr", "\n<tr"), $"{name}.html");
}
