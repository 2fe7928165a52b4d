using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Memory during measured calls as a picture: small enough for a phone to show it as it is.</summary>
internal static class TimelineHtml
{
    private const int Width = 420;
    private const int Height = 120;
    private const string OtherRuns = "#8a8a8a";

    public static void Append(HtmlText html, MemitReport report)
    {
        if (Timelines.Of(report) is not { } timelines)
            return;

        var (shapes, height) = Draw(timelines);
        var facts = timelines.Facts.ToList();
        html.Append($"""<figure><svg role="img" aria-label="{facts[0]}" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}">{shapes}</svg><figcaption>{facts[0]}""");
        foreach (var fact in facts.Skip(1))
            html.Append($"<br>{fact}");
        html.Append($"</figcaption></figure>");
    }

    private static (Html Shapes, int Height) Draw(Timelines timelines)
    {
        var headline = timelines.Headline;
        var chart = new ChartSvg(Width, Height, timelines.End, timelines.Lowest, timelines.Highest);
        var svg = new HtmlText();
        chart.AppendAxes(svg);
        foreach (var (other, (_, dashes)) in timelines.Others.Zip(Dashes()))
            chart.AppendLine(svg, other.Samples, OtherRuns, dashes);
        chart.AppendArea(svg, headline.Samples);
        chart.AppendMoment(svg, TimeSpan.Zero, "the call begins");
        chart.AppendMoment(svg, headline.End, $"{headline.Name} ends after {FigureText.Elapsed(headline.End)}");

        var y = chart.Bottom;
        AppendRun(headline, ChartSvg.Accent);
        foreach (var generation in headline.Generations)
        {
            chart.AppendLane(svg, y, $"gen {generation}");
            foreach (var mark in headline.Collections.Where(mark => mark.Generation == generation).GroupBy(mark => (int)chart.XOf(mark.Elapsed)).Select(static at => (at.First().Elapsed, Count: at.Sum(static seen => (long)seen.Count))))
                chart.AppendCollection(svg, y, generation, mark.Elapsed, TimeSpan.Zero, $"{FigureText.Count(mark.Count)} of gen {generation}, before {FigureText.Elapsed(mark.Elapsed)}");
            y += ChartSvg.LaneHeight;
        }

        foreach (var other in timelines.Others.Take(Timelines.MostNamed))
            AppendRun(other, OtherRuns);
        return (new Html(svg.ToString()), y + 6);

        void AppendRun(RunTimeline run, string color)
        {
            chart.AppendLane(svg, y, run.Name);
            chart.AppendSpan(svg, y, TimeSpan.Zero, run.End, color, $"{run.Name}: {run.Facts}");
            y += ChartSvg.LaneHeight;
        }
    }

    /// <summary>As many as are wanted, one after another and again.</summary>
    private static IEnumerable<(string Color, string Dashes)> Dashes()
    {
        while (true)
        {
            foreach (var line in ChartSvg.Lines.Skip(1))
                yield return line;
        }
    }
}
