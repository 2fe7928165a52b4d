using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Memory during a measured call as a small picture.</summary>
internal static class TimelineHtml
{
    private const int Width = 560;
    private const int Height = 80;
    private const int HeightWithAxes = 112;

    public static void Append(HtmlText html, IReadOnlyList<MemorySample> samples, PeakKind kind)
    {
        if (samples.Count < 2)
            return;

        var low = samples.Min(sample => sample.Resident);
        var high = samples.Max(sample => sample.Resident);
        var end = samples[^1].Elapsed;
        var caption = $"{FigureText.MemoryOf(kind)} {ByteSize.Rounded(low)} to {ByteSize.Rounded(high)} over {FigureText.Elapsed(end)}";
        var chart = new ChartSvg(Width, Height, end, low, high);
        html.Append($"""<figure><svg role="img" aria-label="{caption}" viewBox="0 0 {Width} {HeightWithAxes}" width="{Width}" height="{HeightWithAxes}">""");
        chart.AppendAxes(html);
        chart.AppendArea(html, samples);
        html.Append($"""</svg><figcaption>{caption}</figcaption></figure>""");
    }
}
