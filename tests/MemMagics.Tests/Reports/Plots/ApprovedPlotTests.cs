using System.Globalization;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using MemMagics.Reports.Output;
using MemMagics.Reports.Plots;

namespace MemMagics.Tests.Reports.Plots;

public sealed class ApprovedPlotTests
{
    private static IEnumerable<TestCaseData> Samples() => SamplePlots.All.Select(sample => new TestCaseData(sample.Name, sample.Plot).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Samples))]
    public void TextIsAsApproved(string name, MemoryPlot plot) => Approved.Matches(PlotText.Render(plot), $"{name}.txt");

    [TestCaseSource(nameof(Samples))]
    public void MarkdownIsAsApproved(string name, MemoryPlot plot) => Approved.Matches(PlotMarkdown.Render(plot), $"{name}.md");

    [TestCaseSource(nameof(Samples))]
    public void SvgIsAsApproved(string name, MemoryPlot plot) => Approved.Matches(PlotSvg.Render(plot).Replace("><", ">\n<"), $"{name}.svg");

    [TestCaseSource(nameof(Samples))]
    public void JsonHasEveryFigure(string name, MemoryPlot plot)
    {
        var json = PlotJson.Render(plot);
        Assert.That(JsonLayout.Indented(json), Is.Not.Empty, name);
        Assert.That(json["samples"]!.AsArray().Select(sample => ((double)sample!["elapsed"]!, (long)sample["resident"]!)), Is.EqualTo(plot.Samples.Select(sample => (sample.Elapsed.TotalSeconds, sample.Resident))));
        Assert.That(json["processes"]!.AsArray().Select(process => ((int)process!["id"]!, (long)process["peak"]!)), Is.EqualTo(plot.Processes.Select(process => (process.Id, process.Peak))));
        Assert.That(json["collections"]!.AsArray().Select(mark => ((int)mark!["generation"]!, (double)mark["pause"]!)), Is.EqualTo(plot.Collections.Select(mark => (mark.Generation, mark.Pause.TotalSeconds))));
        Assert.That(json["functions"]!.AsArray().Select(mark => ((string?)mark!["function"], (long)mark["residentAtEnd"]!)), Is.EqualTo(plot.Functions.Select(mark => (mark.Name, mark.ResidentAtEnd))));
        Assert.That(((long?)json["peak"]?["resident"], (int?)json["exitCode"]), Is.EqualTo((plot.Peak?.Resident, plot.ExitCode)));
    }

    [TestCaseSource(nameof(Samples))]
    public void PicturesAreXmlAndPagesHaveNoMarkupOfTheUser(string name, MemoryPlot plot)
    {
        var svg = XDocument.Parse(PlotSvg.Render(plot));
        var page = new HtmlParser().ParseDocument(PlotHtml.RenderPage(plot));

        Assert.That(svg.Descendants().Select(element => element.Name.LocalName).Distinct(), Is.SubsetOf(new[] { "svg", "title", "style", "text", "g", "path", "polygon", "polyline", "circle", "rect" }), name);
        Assert.That(page.QuerySelectorAll("script, img, b"), Is.Empty);
        Assert.That(page.Body!.TextContent, Does.Contain(PlotSummary.Of(plot)[1..]));
        Assert.That(page.QuerySelectorAll("svg"), Has.Length.EqualTo(plot.Samples.Count > 0 ? 2 : 0));
    }

    [TestCaseSource(nameof(Samples))]
    public void APageHasAPictureForPhonesWhoseTextIsAsLargeAndHasRoom(string name, MemoryPlot plot)
    {
        var page = new HtmlParser().ParseDocument(PlotHtml.Render(plot));

        foreach (var picture in page.QuerySelectorAll("svg.mm-narrow"))
        {
            Assert.That(int.Parse(picture.GetAttribute("width")!, CultureInfo.InvariantCulture), Is.LessThanOrEqualTo(360), name);
            Assert.That(picture.GetAttribute("display"), Is.EqualTo("none"), "seen where the style says so");
            Assert.That(picture.QuerySelectorAll("text").Select(text => int.Parse((text.GetAttribute("font-size") ?? text.Closest("g")!.GetAttribute("font-size"))!, CultureInfo.InvariantCulture)), Is.All.EqualTo(12));
            Assert.That(picture.QuerySelectorAll("text:not([text-anchor])").Select(text => double.Parse(text.GetAttribute("x")!, CultureInfo.InvariantCulture) + (text.TextContent.Length * 6)), Is.All.LessThanOrEqualTo(360));
        }

        Assert.That(page.QuerySelector("style")!.TextContent.Contains(".mm-narrow{display:block}"), Is.EqualTo(plot.Samples.Count > 0));
    }

    [Test]
    public void WhatAFunctionHadIsInThePictureThoughNoSampleSawSoMuch()
    {
        var plot = SamplePlots.Sleep with { Functions = [new("Load", TimeSpan.Zero, TimeSpan.FromSeconds(1), 1_835_008, 9_000_000)] };
        var brackets = new HtmlParser().ParseDocument(PlotHtml.Render(plot)).QuerySelectorAll("path[stroke-width='2']").Select(path => path.GetAttribute("d")!.Split('m')[0].Split(' ')[1]);

        Assert.That(brackets.Select(y => double.Parse(y, CultureInfo.InvariantCulture)), Has.Exactly(4).Items.And.All.GreaterThan(8), "a bracket reaches eight pixels up");
    }

    [Test]
    public void TextFitsIntoTheWidthThatThereIs([Values(50, 80, 120)] int width)
    {
        var lines = PlotText.Render(SamplePlots.Dotnet, width).Split('\n');
        var chart = lines.Skip(3).TakeWhile(line => line.Length > 0).ToList();
        Assert.That(chart.Max(line => line.Length), Is.InRange(width - 20, width));
    }
}
