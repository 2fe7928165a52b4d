using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>A function of generated code has tens of thousands of lines.</summary>
public class LongTablesTests
{
    private static readonly (string Format, Func<Report, string> Render)[] s_formats =
    [
        ("HTML", ReportHtml.Render), ("HTML in a page", ReportHtml.RenderForPage), ("text", ReportText.Render), ("Markdown", ReportMarkdown.Render),
        ("JSON", static report => ReportJson.Render(report).ToJsonString()),
    ];

    // Time cannot be asserted on a busy machine; what is copied again for each line shows in the bytes that rendering allocates.
    [TestCaseSource(nameof(s_formats))]
    public void RenderingTakesMemoryInProportionToTheLines((string Format, Func<Report, string> Render) format)
    {
        AllocatedByRendering(format.Render, 10);

        var thousand = AllocatedByRendering(format.Render, 1_000);
        var twenty = AllocatedByRendering(format.Render, 20_000);

        Assert.That(twenty, Is.LessThan(25 * thousand), format.Format);
    }

    private static long AllocatedByRendering(Func<Report, string> render, int lines)
    {
        var report = SampleReports.OfLines(lines);
        var before = GC.GetAllocatedBytesForCurrentThread();
        render(report);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
