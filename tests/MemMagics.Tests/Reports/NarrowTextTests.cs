using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports;

/// <summary>Reports on a terminal, whose lines have an end.</summary>
public sealed class NarrowTextTests
{
    private static IEnumerable<TestCaseData> Samples() =>
        SampleReports.All.Where(sample => sample.Name is not ("mprun-hostile" or "memit-where-hostile" or "memit-plot")).Select(sample => new TestCaseData(sample.Report).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Samples))]
    public void NoLineIsLongerThanATerminalOfEightyCharacters(Report report)
    {
        // What is to be pasted is not broken.
        var lines = ReportText.Render(report, 80).Split('\n').Where(line => report.Hint is null || !line.EndsWith(report.Hint, StringComparison.Ordinal));

        Assert.That(lines.Select(line => line.Length), Is.All.LessThanOrEqualTo(80));
    }

    [Test]
    public void ColumnsGiveWayBeforeCodeIsCut()
    {
        var lines = ReportText.Render(SampleReports.Ridge, 80).Split('\n');

        Assert.That(lines, Has.Some.EqualTo("Line #  Increment     Allocated  Occurrences   Line Contents"));
        Assert.That(lines, Has.Some.EqualTo("     8   7.63 MiB   8,000,120 B            1           var gram = X.TransposeTh…"));
        Assert.That(ReportText.Render(SampleReports.Ridge, 60).Split('\n'), Has.Some.EqualTo("Line #     Allocated   Line Contents").And.Some.StartsWith("Allocated: objects created"), "nothing is said of columns that are left out");
    }

    [Test]
    public void OnAWideTerminalNothingIsCut()
    {
        Assert.That(ReportText.Render(SampleReports.Ridge, 200), Is.EqualTo(ReportText.Render(SampleReports.Ridge)));
        Assert.That(ReportText.Render(SampleReports.Where, 80), Does.Not.Contain("ToStringOf(\"120\"); // made here"));
        Assert.That(ReportText.Render(SampleReports.Where, 1_000), Does.Contain("ToStringOf(\"120\"); // made here"));
    }

    [Test]
    public void SentencesAreBrokenBetweenWordsAndLoseNone()
    {
        var broken = ShortLines.Of("note: a word and another one", 12);

        Assert.That(broken, Is.EqualTo("note: a word\n  and\n  another\n  one"));
        Assert.That(ShortLines.Of("   at Solve in cell 2, line 4", 12), Is.EqualTo("   at Solve\n  in cell 2,\n  line 4"));
        Assert.That(ShortLines.Of("https://unbroken.example next", 12), Is.EqualTo("https://unbroken.example\n  next"));
        Assert.That(ShortLines.Of("as it is", null), Is.EqualTo("as it is"));
    }
}
