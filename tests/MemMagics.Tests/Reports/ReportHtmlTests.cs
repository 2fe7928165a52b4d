using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ReportHtmlTests
{
    [Test]
    public void NothingThatAUserWroteBecomesMarkup()
    {
        var document = Parse(SampleReports.Hostile);

        Assert.That(document.QuerySelectorAll("script, img, b"), Is.Empty);
        Assert.That(document.QuerySelectorAll("*").SelectMany(element => element.Attributes).Select(attribute => attribute.Name), Has.None.StartsWith("on"));
        foreach (var (index, line) in SampleReports.Hostile.Functions[0].Lines.Index())
            Assert.That(document.QuerySelectorAll("tbody tr")[index].LastElementChild!.TextContent, Is.EqualTo(line.Content));
        Assert.That(document.QuerySelector("caption code")!.TextContent, Is.EqualTo(SampleReports.Hostile.Functions[0].Name));
        Assert.That(document.QuerySelector(".mm-failure")!.TextContent, Is.EqualTo($"Failed: {SampleReports.Hostile.Failure}"));
        Assert.That(document.QuerySelector(".mm-printed pre")!.TextContent, Is.EqualTo(SampleReports.Hostile.Printed));
    }

    [Test]
    public void AFragmentIsOneElementWithoutScriptsOrAssets()
    {
        foreach (Report report in new Report[] { SampleReports.Transpose, SampleReports.Several })
        {
            var document = Parse(report);

            Assert.That(document.Body!.ChildNodes, Has.Length.EqualTo(1));
            Assert.That(document.QuerySelectorAll("script, link, img, iframe, object, [src], [href]"), Is.Empty);
            Assert.That(document.QuerySelector("style")!.TextContent, Does.Not.Contain("url(").And.Not.Contain("@import"));
        }
    }

    [Test]
    public void TheStyleReachesNothingOutsideTheFragment()
    {
        var style = Parse(SampleReports.Transpose).QuerySelector("style")!.TextContent.Replace("@media print {", "");

        var selectors = style.Split('}').SelectMany(rule => rule.Split('{')[0].Split(',')).Select(selector => selector.Trim()).Where(selector => selector.Length > 0);

        Assert.That(selectors, Has.All.StartsWith(".memmagics.memmagics"));
    }

    [Test]
    public void TheLineTableHasTheFamiliarColumns()
    {
        var table = Parse(SampleReports.Ridge).QuerySelector("table")!;

        Assert.That(
            table.QuerySelectorAll("thead th[scope=col]").Select(cell => cell.TextContent),
            Is.EqualTo(new[] { "Line #", "Mem usage", "Increment", "Allocated", "Occurrences", "Line Contents" }));
        Assert.That(
            Cells(table, "tbody tr", 5),
            Is.EqualTo(new[] { "8", "53.63 MiB", "7.63 MiB", "8,000,120 B", "1", "        var gram = X.TransposeThisAndMultiply(X);" }));
        Assert.That(Cells(table, "tfoot tr", 0), Is.EqualTo(new[] { "Total", "", "15.27 MiB", "16,024,456 B", "1", "call" }));
        Assert.That(table.QuerySelector("caption")!.TextContent, Does.Contain("RidgeRegression").And.Contain("cell 5"));
        Assert.That(table.QuerySelectorAll("tbody th[scope=row]"), Has.Length.EqualTo(SampleReports.Ridge.Functions[0].Lines.Count));
    }

    [Test]
    public void ALineThatDidNotRunIsBlankAndAZeroIsNot()
    {
        var table = Parse(SampleReports.Ridge).QuerySelector("table")!;

        Assert.That(Cells(table, "tbody tr", 2)[1..5], Is.All.Empty);
        Assert.That(Cells(table, "tbody tr", 3)[2..5], Is.EqualTo(new[] { "0 B", "0 B", "1" }));
    }

    [Test]
    public void ShadingFollowsTheShareOfTheTotal()
    {
        var rows = Parse(SampleReports.Several).QuerySelectorAll("details.mm-function")[^1].QuerySelectorAll("tbody tr");

        Assert.That(rows.Select(row => row.Children[3].ClassName ?? "").ToArray(), Is.EqualTo(new[] { "", "mm-heat4", "mm-heat2", "mm-heat2" }));
        Assert.That(rows.Select(row => row.Children[2].ClassName ?? "").ToArray(), Is.EqualTo(new[] { "", "mm-heat5", "", "mm-zero" }));
    }

    [Test]
    public void SeveralFunctionsAreCollapsedWithTheirTotalsInSight()
    {
        var functions = Parse(SampleReports.Several).QuerySelectorAll("details.mm-function");

        Assert.That(functions.Select(function => function.HasAttribute("open")), Is.EqualTo(new[] { false, true, false, false }));
        Assert.That(functions.Select(function => function.QuerySelector(".mm-totals")!.TextContent), Is.EqualTo(new[]
        {
            "0 B in 1,000,000 calls", "16,024,456 B in 1 call", "did not run", "1,500,000 B in 2 calls",
        }));
    }

    [Test]
    public void ColouringLeavesTheCodeAsItStands()
    {
        var rows = Parse(SampleReports.Ridge).QuerySelectorAll("tbody tr");

        Assert.That(rows.Select(row => row.LastElementChild!.TextContent), Is.EqualTo(SampleReports.Ridge.Functions[0].Lines.Select(line => line.Content)));
        Assert.That(rows[3].QuerySelectorAll(".mm-k").Select(span => span.TextContent), Is.EqualTo(new[] { "if" }));
        Assert.That(rows[8].QuerySelectorAll(".mm-c").Select(span => span.TextContent), Is.EqualTo(new[] { "/* SPD */" }));
    }

    private static IDocument Parse(Report report) => new HtmlParser().ParseDocument(ReportHtml.Render(report));

    private static string[] Cells(IElement table, string rows, int index) =>
        [.. table.QuerySelectorAll(rows)[index].Children.Select(cell => cell.TextContent)];
}
