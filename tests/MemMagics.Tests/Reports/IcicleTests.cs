using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>The picture of the call tree.</summary>
public sealed class IcicleTests
{
    private static readonly (string Name, AllocationOrigins Origins)[] s_all =
    [
        ("exact", SampleOrigins.Exact), ("sampled", SampleOrigins.Sampled), ("hostile", SampleOrigins.Hostile), ("200 deep", SampleOrigins.OfDepth(200)), ("5,000 functions", SampleOrigins.OfFunctions(5_000)), ("100,000 functions", SampleOrigins.OfFunctions(100_000)),
    ];

    [TestCaseSource(nameof(s_all))]
    public void BoxesAreAsWideAsTheirBytesAndFillTheBoxAboveThem((string Name, AllocationOrigins Origins) sample)
    {
        var root = IcicleLayout.Of(sample.Origins.Tree);
        var boxes = All(root).ToArray();

        Assert.That(root.Figures.Bytes, Is.EqualTo(sample.Origins.Bytes));
        Assert.That(root.Figures.Objects, Is.EqualTo(sample.Origins.Objects));
        foreach (var box in boxes.Where(box => box.Children.Count > 0))
            Assert.That(OriginFigures.Sum(box.Children.Select(child => child.Figures)) with { Error = 0 }, Is.EqualTo(box.Figures with { Error = 0 }));

        // Each box that is drawn may have one more below it for all that is not.
        Assert.That(boxes, Has.Length.LessThanOrEqualTo(320));
        Assert.That(Depth(root), Is.LessThanOrEqualTo(31));

        var widths = Parse(sample.Origins).QuerySelectorAll(".mm-icicle li").Select(item => double.Parse(item.GetAttribute("style")!["--s:".Length..], CultureInfo.InvariantCulture)).ToArray();
        Assert.That(widths, Is.EqualTo(boxes.Select(box => 1000.0 * box.Figures.Bytes / root.Figures.Bytes)).Within(0.005));
    }

    [TestCaseSource(nameof(s_all))]
    public void AReportStaysSmall((string Name, AllocationOrigins Origins) sample)
    {
        Assert.That(ReportHtml.Render(SampleReports.Located("F()", sample.Origins)), Has.Length.LessThan(200_000));
        Assert.That(ReportText.Render(SampleReports.Located("F()", sample.Origins)), Has.Length.LessThan(20_000));
        Assert.That(ReportMarkdown.Render(SampleReports.Located("F()", sample.Origins)), Has.Length.LessThan(40_000));
    }

    [Test]
    public void CallsThatAreAllThereIsToTheirCallersShareABoxAsLongAsTheyAreOfOneKind()
    {
        var boxes = Parse(SampleOrigins.Exact).QuerySelectorAll(".mm-icicle li");

        Assert.That(boxes.Select(Label), Has.Member("Foo:3 › Small1:12 › Small2:13 › Small3:14 52.9 %").And.Member("DenseMatrix.ToString:120 33.1 %").And.Member("StringBuilder.ExpandByABlock 33.0 %"));
    }

    [Test]
    public void KindsOfCodeAreToldApartByMoreThanColourAndExplained()
    {
        var picture = Parse(SampleOrigins.Exact).QuerySelector(".mm-icicle")!;
        string ClassOf(string label) => picture.QuerySelectorAll("li").Single(box => Label(box).StartsWith(label, StringComparison.Ordinal)).ClassName!;

        Assert.That(ClassOf("Foo:3"), Is.EqualTo("mm-own"));
        Assert.That(ClassOf("DenseMatrix"), Is.EqualTo("mm-library"));
        Assert.That(ClassOf("StringBuilder"), Is.EqualTo("mm-framework"));
        Assert.That(ClassOf("100,000 × byte[]"), Is.EqualTo("mm-type"));
        Assert.That(picture.QuerySelectorAll("figcaption .mm-box").Select(box => box.TextContent), Is.EqualTo(new[] { "your code", "a library", ".NET", "objects" }));

        // A border or a pattern for each that no other has, for who sees no colours.
        var style = picture.Owner!.QuerySelector("style")!.TextContent;
        foreach (var mark in new[] { "border-left-width:4px", "dashed", "repeating-linear-gradient", "3px double" })
            Assert.That(style, Does.Contain(mark));
    }

    [Test]
    public void ABoxSaysItsPathAndFiguresAndIsReachedByKeyboard()
    {
        var box = Parse(SampleOrigins.Exact).QuerySelectorAll(".mm-icicle summary").Single(summary => summary.TextContent.StartsWith("100,000 × byte[]", StringComparison.Ordinal));
        const string Sentence = "cell 5:1 › Foo:3 › Small1:12 › Small2:13 › Small3:14 › 100,000 × byte[]: 102,400,000 B (52.9 %) in 100,000 objects, 0 B alive";

        Assert.That(box.GetAttribute("title"), Is.EqualTo(Sentence));
        Assert.That(box.NextElementSibling!.TextContent, Is.EqualTo(Sentence));
    }

    [Test]
    public void NothingThatAUserWroteBecomesMarkup()
    {
        var document = Parse(SampleOrigins.Hostile);

        Assert.That(document.QuerySelectorAll("script, img, b"), Is.Empty);
        Assert.That(document.QuerySelectorAll("*").SelectMany(element => element.Attributes).Select(attribute => attribute.Name), Has.None.StartsWith("on"));
        Assert.That(document.QuerySelectorAll(".mm-icicle li").Select(Label), Has.Some.StartsWith("Show<script>alert('name')</script>:2").And.Some.StartsWith("a|b `c` *d* _e_ [x](y)"));
    }

    // Time cannot be asserted on a busy machine; work that is done again for each function shows in what is allocated.
    [Test]
    public void RenderingTakesMemoryInProportionToTheTree()
    {
        AllocatedByRendering(SampleOrigins.OfFunctions(2_000));

        var ten = AllocatedByRendering(SampleOrigins.OfFunctions(10_000));
        var hundred = AllocatedByRendering(SampleOrigins.OfFunctions(100_000));

        Assert.That(hundred, Is.LessThan(15 * ten));
    }

    private static long AllocatedByRendering(AllocationOrigins origins)
    {
        var report = SampleReports.Located("F()", origins);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReportHtml.Render(report);
        ReportText.Render(report);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IDocument Parse(AllocationOrigins origins) => new HtmlParser().ParseDocument(ReportHtml.Render(SampleReports.Located("Foo()", origins)));

    private static string Label(IElement box) => (box.QuerySelector(":scope > details > summary") ?? box.QuerySelector(":scope > div"))!.TextContent;

    private static IEnumerable<IcicleBox> All(IcicleBox box) => box.Children.SelectMany(All).Prepend(box);

    private static int Depth(IcicleBox box) => 1 + box.Children.Select(Depth).DefaultIfEmpty().Max();
}
