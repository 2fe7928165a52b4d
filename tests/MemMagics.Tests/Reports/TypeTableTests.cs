using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class TypeTableTests
{
    [TestCase(16, 16, null)]
    [TestCase(17, 15, "… 2 more types")]
    [TestCase(100, 15, "… 85 more types")]
    public void TheLargestTypesAreShownAndTheOthersCounted(int types, int shown, string? rest)
    {
        var report = SampleReports.NoTypes with { Types = [.. Enumerable.Range(1, types).Select(n => new TypeUse($"Kind{n}", 1, 1_000 - n))] };

        // act
        var text = ReportText.Render(report);

        // assert
        Assert.That(text.Split('\n').Count(line => line.Contains("Kind", StringComparison.Ordinal)), Is.EqualTo(shown));
        Assert.That(text.Contains("more types", StringComparison.Ordinal), Is.EqualTo(rest is not null));
        Assert.That(text, Does.Contain(rest ?? "total"));
        Assert.That(ReportJson.Render(report)["types"]!.AsArray(), Has.Count.EqualTo(types));
    }
}
