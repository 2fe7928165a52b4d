using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed partial class ReportHtmlTests
{
    private static IEnumerable<TestCaseData> Samples() => SampleReports.All.Select(sample => new TestCaseData(sample.Report).SetArgDisplayNames(sample.Name));

    [Test]
    public void NothingThatAUserWroteBecomesMarkup()
    {
        var document = Parse(SampleReports.Hostile);

        Assert.That(document.QuerySelectorAll("script, img, b"), Is.Empty);
        Assert.That(document.QuerySelectorAll("*").SelectMany(element => element.Attributes).Select(attribute => attribute.Name), Has.None.StartsWith("on"));
        foreach (var (index, line) in SampleReports.Hostile.Functions[0].Lines.Index())
            Assert.That(Code(document.QuerySelectorAll("tbody tr")[index]), Is.EqualTo(line.Content.Replace("\t", "    ")));
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
            Assert.That(document.QuerySelectorAll("script, link, img, iframe, object, [src], [href]:not([href^='#'])"), Is.Empty);
            Assert.That(document.QuerySelector("style")!.TextContent, Does.Not.Contain("url(").And.Not.Contain("@import"));
        }
    }

    [Test]
    public void TheStyleReachesNothingOutsideTheFragment()
    {
        foreach (var style in SampleReports.All.Select(sample => StyleOf(sample.Report)).Append(ReportHtml.Style))
        {
            // One rule on the fragment itself, and every other nested in it.
            Assert.That(style, Does.Match(@"^(\.memmagics|\.mm-[0-9a-f]{6})\1\1\{"));
            var depth = 0;
            var closed = style.Select((character, index) => (depth += character switch { '{' => 1, '}' => -1, _ => 0 }, index)).First(brace => brace.Item1 == 0 && brace.index > 40).index;
            Assert.That(closed, Is.EqualTo(style.Length - 1));
            var selectors = style[(style.IndexOf('{') + 1)..].Split('{')[..^1].SelectMany(rule => rule.Split(['}', ';'])[^1].Split(','));
            Assert.That(selectors, Has.All.StartsWith("& ").Or.EqualTo("@media print").Or.StartsWith("@container (").Or.StartsWith("@media (max-width"));
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void AReportBringsTheStyleOfWhatIsInItAndOfNothingElse(Report report)
    {
        var document = Parse(report);
        var whole = Rules(ReportHtml.Style);
        var sent = Rules(StyleOf(report));

        Assert.That(sent, Is.SupersetOf(whole.Where(rule => document.QuerySelector(".memmagics " + Pseudo().Replace(rule.Selector[2..], "")) is not null)));
        Assert.That(sent, Is.SubsetOf(whole).And.Length.LessThan(whole.Length));
        foreach (Match name in sent.SelectMany(rule => ClassName().Matches(rule.Selector)))
            Assert.That(document.QuerySelector(name.Value), Is.Not.Null, name.Value);
    }

    [Test]
    public void ForAPageAReportLeavesItsStyleToTheHead()
    {
        foreach (var (_, report) in SampleReports.All)
        {
            var alone = ReportHtml.Render(report);
            var name = Parse(report).QuerySelector(".memmagics")!.ClassName;
            Assert.That(ReportHtml.RenderForPage(report), Is.EqualTo(alone.Replace($"<style>{StyleOf(report)}</style>", "").Replace(name!, "memmagics")).And.Not.Contains("<style"));
        }
    }

    [Test]
    public void TheStyleOfOneReportDoesNotReachAnotherThatBringsOtherRules()
    {
        // All outputs of a notebook lie on one page: without names of their own the rules that come last would win.
        var reports = SampleReports.All.Select(sample => (Parse(sample.Report).QuerySelector(".memmagics")!.ClassList[1], Style: StyleOf(sample.Report))).ToArray();

        foreach (var (name, style) in reports)
        {
            Assert.That(style, Does.StartWith($".{name}.{name}.{name}{{"));
            Assert.That(reports.Where(other => other.Item1 == name).Select(other => other.Style), Is.All.EqualTo(style));
        }

        Assert.That(reports.Select(report => report.Item1).Distinct().Count(), Is.GreaterThan(4));
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
    public void NamesInTablesAreExplainedWhereThePointerRests()
    {
        var runs = Parse(SampleReports.RunsDiffer).QuerySelectorAll("abbr[title]").Select(name => name.TextContent);
        var lines = Parse(SampleReports.Several).QuerySelectorAll("details[open] abbr[title]").Select(name => name.TextContent);

        Assert.That(runs, Is.EqualTo(new[] { "Peak", "Increment", "Allocated", "Retained", "GCs", "Time", "warm call", "first call", "run 1", "run 2", "run 3" }));
        Assert.That(lines, Is.EqualTo(new[] { "Mem usage", "Increment", "Allocated", "Occurrences" }));
    }

    [Test]
    public void ALineThatDidNotRunIsToldFromOneWithoutCodeAndFromAZero()
    {
        var table = Parse(SampleReports.Ridge).QuerySelector("table")!;

        Assert.That(Cells(table, "tbody tr", 2)[1..5], Is.All.Empty, "a comment");
        Assert.That(Cells(table, "tbody tr", 11)[1..5], Is.EqualTo(new[] { "", "", "-", "0" }), "not reached");
        Assert.That(Cells(table, "tbody tr", 3)[2..5], Is.EqualTo(new[] { "0 B", "0 B", "1" }));
    }

    [Test]
    public void OnAPhoneTheLegendIsSilentAboutColumnsThatAreNotInSight()
    {
        foreach (var report in new Report[] { SampleReports.Ridge, SampleReports.Transpose, SampleReports.FirstCallOnly })
        {
            var document = Parse(report);
            var table = RenderedTables.TablesOf(report)[0];
            var explained = table.Legend.Where(sentence => table.Columns.Any(sentence.IsAbout)).Select(sentence => sentence.Text);

            Assert.That(document.QuerySelectorAll(".mm-legend .mm-less").Select(sentence => sentence.TextContent), Is.EqualTo(explained.Where(sentence => table.Columns.Any(column => column.GivesWay is not null && sentence.StartsWith(column.Heading + ":", StringComparison.Ordinal)))));
            Assert.That(document.QuerySelector(".mm-legend")!.TextContent, Is.EqualTo(table.LegendText), "what is in sight elsewhere");
        }

        Assert.That(Parse(SampleReports.Ridge).QuerySelectorAll(".mm-less").Select(sentence => sentence.TextContent), Is.EqualTo(new[] { "Mem usage: memory of the process after the line, the highest of all times.", "Increment: memory after minus before.", "Occurrences: times run." }));
    }

    [Test]
    public void ShadingFollowsTheShareOfTheTotal()
    {
        var rows = Parse(SampleReports.Several).QuerySelectorAll("details.mm-function")[^1].QuerySelectorAll("tbody tr");

        Assert.That(rows.Select(row => row.Children[3].ClassName ?? "").ToArray(), Is.EqualTo(new[] { "", "mm-heat4", "mm-heat2", "mm-heat2" }));
        Assert.That(rows.Select(row => row.Children[2].ClassName ?? "").ToArray(), Is.EqualTo(new[] { "", "mm-heat5", "", "mm-zero" }));
    }

    [Test]
    public void WithoutItsStyleATableLosesNothingThatMatters()
    {
        // Viewers of untrusted notebooks and of repositories take style, classes and roles away.
        var document = Parse(SampleReports.Several);
        Assert.That(document.QuerySelector("style")!.TextContent, Does.Not.Contain("content:"), "no text is made by the style");
        Assert.That(document.QuerySelectorAll(".mm-heat4, .mm-heat5").Select(cell => cell.InnerHtml), Is.Not.Empty.And.All.StartsWith("<strong>"));
        Assert.That(document.QuerySelectorAll("tbody td strong").Select(figure => figure.ParentElement!.ClassName), Is.All.AnyOf("mm-heat4", "mm-heat5"));

        var code = document.QuerySelectorAll("details:nth-of-type(2) tbody tr")[5].LastElementChild!;
        Assert.That(code.FirstElementChild!.GetAttribute("align"), Is.EqualTo("left"));
        Assert.That(code.TextContent, Does.StartWith(new string('\u00A0', 8) + "var gram"));
        Assert.That(document.QuerySelectorAll("caption").Select(caption => caption.TextContent.Trim()), Has.Member("RidgeRegression (cell 5)"));
    }

    [Test]
    public void WhatScrollsIsReachedByKeyboardAndHasAName()
    {
        foreach (var report in SampleReports.All.Select(sample => sample.Report).Where(report => report is not MemitReport { Runs.Count: 0 }))
        {
            var document = Parse(report);

            Assert.That(document.QuerySelectorAll("table").Select(table => table.ParentElement), Is.EqualTo(document.QuerySelectorAll("[tabindex='0'][role=region]")));
            Assert.That(document.QuerySelectorAll("[role=region]").Select(region => region.GetAttribute("aria-label")), Has.None.Empty);
            Assert.That(document.QuerySelectorAll("table").Select(table => table.QuerySelectorAll("caption").Length), Is.All.EqualTo(1));
            Assert.That(document.QuerySelectorAll("th").Select(header => header.GetAttribute("scope")), Is.All.AnyOf("row", "col"));
        }
    }

    [Test]
    public void OnlyLinesThatNobodyWritesByHandAreBroken()
    {
        var rows = Parse(SampleReports.Hostile).QuerySelectorAll("tbody tr");

        Assert.That(rows.Select(row => row.LastElementChild!.ClassList.Contains("mm-wrap")), Is.EqualTo(new[] { false, false, true, true }));
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

        Assert.That(rows.Select(Code), Is.EqualTo(SampleReports.Ridge.Functions[0].Lines.Select(line => line.Content)));
        Assert.That(rows[3].QuerySelectorAll(".mm-k").Select(span => span.TextContent), Is.EqualTo(new[] { "if" }));
        Assert.That(rows[8].QuerySelectorAll(".mm-c").Select(span => span.TextContent), Is.EqualTo(new[] { "/* SPD */" }));
    }

    [Test]
    public void OfALongFunctionOnlyWhatMattersIsInSightAndTheHeadlineLeadsThere()
    {
        // GIVEN 300 lines of which one matters, and one a little
        var lines = SampleReports.OfLines(300).Functions[0].Lines.Select(line => line with { Allocated = line.Line switch { 120 => 960_000, 200 => 30_000, _ => 0 }, Occurrences = line.Line > 290 ? 0 : 1 }).ToList();
        var report = SampleReports.OfLines(300) with { Functions = [SampleReports.OfLines(300).Functions[0] with { Lines = lines, Total = new FunctionTotal { Allocated = 990_000, Increment = 0, Activations = 1 } }] };

        var document = Parse(report);

        // THEN
        var link = document.QuerySelector(".mm-summary a")!;
        Assert.That(document.QuerySelector(".mm-summary")!.TextContent, Is.EqualTo("Long: line 120 allocates 96 % of 990,000 B"));
        Assert.That(document.GetElementById(link.GetAttribute("href")![1..])!.Children[0].TextContent, Is.EqualTo("120"));
        Assert.That(document.QuerySelectorAll(".mm-fold summary").Select(fold => fold.TextContent), Is.EqualTo(new[] { "lines 2 to 117: 0 B", "lines 123 to 197: 0 B", "lines 203 to 300: 0 B" }));
        Assert.That(document.QuerySelectorAll(".mm-fold details[open]"), Is.Empty);
        Assert.That(document.QuerySelectorAll(".mm-fold").Select(fold => fold.NextElementSibling!.ClassName), Is.All.EqualTo("mm-folded"));
        Assert.That(document.QuerySelectorAll("tbody:not(.mm-folded):not(.mm-fold) th").Select(line => line.TextContent), Is.EqualTo(new[] { "1", "118", "119", "120", "121", "122", "198", "199", "200", "201", "202" }));
        Assert.That(document.QuerySelectorAll("tbody th").Select(line => line.TextContent), Is.EqualTo(lines.Select(line => $"{line.Line}")), "every line is there");
    }

    [Test]
    public void WhatIsFoldedSaysWhetherItRan()
    {
        var function = SampleReports.OfLines(100).Functions[0];

        Assert.That(LineFolds.Of(function with { Lines = [.. function.Lines.Select(line => line.Line < 50 ? line with { Allocated = null, Occurrences = null } : line)] })[0].Label, Is.EqualTo("lines 2 to 47: did not run"));
        Assert.That(LineFolds.Of(SampleReports.OfLines(40).Functions[0]), Is.Empty, "short enough");
        Assert.That(LineFolds.Of(function with { Lines = [.. function.Lines.Select(line => line with { Occurrences = 0 })], Total = function.Total with { Activations = 0 } }), Is.Empty, "nothing ran");
    }

    private static string StyleOf(Report report) => Parse(report).QuerySelector(".memmagics > style")!.TextContent;

    /// <summary>The nested rules of a style, each once for each of its selectors.</summary>
    private static (string Selector, string Declarations)[] Rules(string style) =>
        [.. Rule().Matches(style).SelectMany(rule => rule.Groups["selectors"].Value.Split(',').Select(selector => (selector, rule.Groups["declarations"].Value)))];

    private static IDocument Parse(Report report) => new HtmlParser().ParseDocument(ReportHtml.Render(report));

    private static string[] Cells(IElement table, string rows, int index) =>
        [.. table.QuerySelectorAll(rows)[index].Children.Select(Text)];

    private static string Code(IElement row) => Text(row.LastElementChild!);

    /// <summary>Indentation is of no-break spaces, which browsers copy as plain ones.</summary>
    private static string Text(IElement element) => element.TextContent.Replace('\u00A0', ' ');

    [GeneratedRegex(@"(?<selectors>& [^{};]+)\{(?<declarations>[^{}]*)\}")]
    private static partial Regex Rule();

    [GeneratedRegex("::[a-z-]+|:hover|:focus-visible|:target")]
    private static partial Regex Pseudo();

    [GeneratedRegex(@"\.mm-[\w-]+")]
    private static partial Regex ClassName();
}
