using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ReportTextTests
{
    [Test]
    public void TheSecondLineKeepsTheFamiliarWording()
    {
        Assert.That(
            ReportText.Render(SampleReports.Transpose).Split('\n')[1],
            Is.EqualTo("worst of 3: 7.63 MiB per loop (allocated 8,000,120 B, retained 7.63 MiB; first call 8.21 MiB, 8,104,332 B)"));
    }

    [Test]
    public void TheLineTableHasTheFamiliarHeader()
    {
        Assert.That(
            ReportText.Render(SampleReports.Several).Split('\n'),
            Has.Some.EqualTo("Line #    Mem usage    Increment    Allocated  Occurrences   Line Contents"));
    }

    [Test]
    public void WhatTheColumnsMeanIsSaidOnceUnderTheTables()
    {
        Assert.That(ReportText.Render(SampleReports.Transpose).Split('\n'), Has.One.EqualTo(Explanations.WarmLegend));
        Assert.That(ReportText.Render(SampleReports.FirstCallOnly).Split('\n'), Has.One.EqualTo(Explanations.FirstCallLegend));
        Assert.That(ReportText.Render(SampleReports.Several).Split('\n'), Has.One.EqualTo(Explanations.LineLegend));
    }

    [Test]
    public void OutputIsTheSameInEveryCulture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var invariant = ReportText.Render(SampleReports.Several) + ReportHtml.Render(SampleReports.Several) + ReportMarkdown.Render(SampleReports.Transpose);
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");

            Assert.That(
                ReportText.Render(SampleReports.Several) + ReportHtml.Render(SampleReports.Several) + ReportMarkdown.Render(SampleReports.Transpose),
                Is.EqualTo(invariant));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
