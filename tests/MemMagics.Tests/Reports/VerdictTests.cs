using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>Which report it is, and that its cell fails, is the first thing that a reader sees.</summary>
public sealed class VerdictTests
{
    private static readonly MemitReport s_overBudget = SampleReports.Transpose with { Verdict = "over budget" };

    [Test]
    public void ATextBeginsWithTheCodeAndTheVerdict()
    {
        Assert.That(ReportText.Render(SampleReports.Transpose), Does.StartWith($"{SampleReports.Transpose.Code}: allocates "));
        Assert.That(ReportText.Render(s_overBudget), Does.StartWith($"{SampleReports.Transpose.Code}: OVER BUDGET; allocates "));
        Assert.That(ReportText.Render(SampleReports.Ridge with { Verdict = "failed" }), Does.StartWith("FAILED; until then RidgeRegression (cell 5): line"));
    }

    [Test]
    public void APageAndMarkdownBeginWithItToo()
    {
        Assert.That(ReportHtml.Render(s_overBudget), Does.Contain("<strong><span class=\"mm-verdict\">Over budget</span>; allocates "));
        Assert.That(ReportHtml.Render(SampleReports.Ridge with { Verdict = "failed" }), Does.Contain("<strong><span class=\"mm-verdict\">Failed</span>; until then RidgeRegression: "));
        Assert.That(ReportMarkdown.Render(s_overBudget), Does.StartWith("**Over budget; allocates "));
    }

    [Test]
    public void WhyItFailsIsTheFirstLineWhereTheReportSaysIt()
    {
        Report[] failed = [s_overBudget with { Failure = "By 1 B." }, SampleReports.Ridge with { Verdict = "failed", Failure = "By 1 B." }];

        Assert.That(failed.Select(report => ReportText.Render(report)), Has.All.StartsWith("FAILED: By 1 B.\n").And.None.Contains("OVER BUDGET").And.None.Contains("FAILED;"));
        Assert.That(failed.Select(report => ReportMarkdown.Render(report)), Has.All.StartsWith("**Failed:** By 1 B.\n"));
        Assert.That(failed.Select(report => ReportHtml.RenderForPage(report)), Has.All.StartsWith("<div class=\"memmagics\"><p class=\"mm-failure\"").And.None.Contains("mm-verdict"));
    }

    [TestCase("X.Transpose()", "X.Transpose()")]
    [TestCase("  Names( 1000 );\n", "Names( 1000 );")]
    [TestCase("var a = 1;\n\na + 1", "var a = 1; …")]
    [TestCase("", "")]
    public void CodeIsNamedByItsFirstLine(string code, string label) => Assert.That(FigureText.Label(code), Is.EqualTo(label));

    [Test]
    public void ASemicolonNeedsNoColonBehindIt() => Assert.That(ReportText.Render(SampleReports.Transpose with { Code = "Names(1000);" }), Does.StartWith("Names(1000); allocates "));

    [Test]
    public void LongCodeIsNamedByItsBeginning()
    {
        Assert.That(FigureText.Label(new string('a', 100)), Is.EqualTo(new string('a', 60) + " …"));
        Assert.That(FigureText.Label(new string('a', 59) + "\U0001F600"), Is.EqualTo(new string('a', 59) + " …"), "no half of a character");
    }
}
