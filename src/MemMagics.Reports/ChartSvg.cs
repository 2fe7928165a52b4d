using System.Globalization;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>A chart of memory over time as static SVG: it shows in untrusted notebooks. Lines and text take the colour of the text around, so they show on light and dark pages.</summary>
internal sealed class ChartSvg
{
    public const string Accent = "#f06e14";
    public const int LaneHeight = 20;

    /// <summary>Lines that are told apart by their dashes as well.</summary>
    public static readonly (string Color, string Dashes)[] Lines =
        [("#2f7df6", "none"), ("#0f9d78", "6 3"), ("#c43fa8", "2 2"), ("#b8860b", "8 2 2 2"), ("#7a5af5", "4 4"), ("#8a8a8a", "1 3")];

    private static readonly string[] s_generations = ["#2f7df6", "#0f9d78", "#d0342c"];

    private const int LeastLeft = 76;
    private const int Right = 16;
    private const int Top = 10;
    private const int AxisHeight = 22;
    private const int RowPixels = 36;
    private const int TickPixels = 90;
    private const int LetterPixels = 6;

    private readonly int _left;
    private readonly int _width;
    private readonly int _height;
    private readonly TimeSpan _end;
    private readonly ChartAxis _bytes;
    private readonly ChartAxis _time;

    /// <param name="width">Width of the whole, in pixels.</param>
    /// <param name="height">Height of the part where memory is drawn.</param>
    /// <param name="end">The time at the right edge.</param>
    /// <param name="lowest">The lowest value to be drawn, in bytes.</param>
    /// <param name="highest">The highest one.</param>
    public ChartSvg(int width, int height, TimeSpan end, long lowest, long highest)
    {
        (_width, _height, _end) = (width, height, end);
        _bytes = ChartAxis.OfBytes(lowest, highest, Math.Max(1, height / RowPixels));
        _left = Math.Max(LeastLeft, (_bytes.Ticks.Max(tick => _bytes.Text(tick).Length) * LetterPixels) + Right);
        _time = ChartAxis.OfTime(end, (width - _left - Right) / TickPixels);
    }

    /// <summary>What the chart and its axes take of the height.</summary>
    public int Bottom => Top + _height + AxisHeight;

    /// <summary>Where the part for memory ends on the left, and on the right.</summary>
    public (int Left, int Right) Sides => (_left, _width - Right);

    /// <summary>Where that part ends above, and below.</summary>
    public (int Top, int Bottom) Edges => (Top, Top + _height);

    public string X(TimeSpan moment) => Number(XOf(moment));

    public double XOf(TimeSpan moment) => _left + (Math.Clamp(_end > TimeSpan.Zero ? moment / _end : 0, 0, 1) * (_width - _left - Right));

    public string Y(long bytes) => Number(Top + ((1 - ((bytes - _bytes.First) / (_bytes.Last - _bytes.First))) * _height));

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Both axes, with a faint line at each value of memory.</summary>
    public void AppendAxes(HtmlText svg)
    {
        svg.Append($"""<g font-size="12" fill="currentColor">""");
        foreach (var tick in _bytes.Ticks)
        {
            var y = Y((long)tick);
            svg.Append($"""<path d="M{_left} {y}H{_width - Right}" stroke="currentColor" stroke-opacity=".15"/><text x="{_left - 6}" y="{y}" dy=".35em" text-anchor="end">{_bytes.Text(tick)}</text>""");
        }

        foreach (var tick in _time.Ticks)
        {
            var moment = TimeSpan.FromSeconds(tick);
            var x = X(moment);
            var anchor = XOf(moment) > _width - Right - 8 ? "end" : "middle";
            svg.Append($"""<path d="M{x} {Top + _height}v4" stroke="currentColor" stroke-opacity=".6"/><text x="{x}" y="{Top + _height + 17}" text-anchor="{anchor}">{_time.Text(tick)}</text>""");
        }

        svg.Append($"""</g><path d="M{_left} {Top + _height}H{_width - Right}" stroke="currentColor" stroke-opacity=".6"/>""");
    }

    /// <summary>The samples as an area under a line.</summary>
    public void AppendArea(HtmlText svg, IReadOnlyList<MemorySample> samples)
    {
        var points = Points(samples);
        svg.Append($"""
            <polygon points="{X(samples[0].Elapsed)},{Top + _height} {points} {X(samples[^1].Elapsed)},{Top + _height}" fill="{Accent}" fill-opacity=".22"/>
            <polyline points="{points}" fill="none" stroke="{Accent}" stroke-width="1.5" stroke-linejoin="round"/>
            """);
    }

    /// <summary>The samples as a line.</summary>
    public void AppendLine(HtmlText svg, IReadOnlyList<MemorySample> samples, string color, string dashes) =>
        svg.Append($"""<polyline points="{Points(samples)}" fill="none" stroke="{color}" stroke-width="1.3" stroke-dasharray="{dashes}"/>""");

    /// <summary>A lane below the chart: its name, and a faint line for its marks.</summary>
    public void AppendLane(HtmlText svg, int y, string name) =>
        svg.Append($"""<text x="{_left - 6}" y="{y + 14}" text-anchor="end" font-size="12" fill="currentColor">{name}</text><path d="M{_left} {y + 10}H{_width - Right}" stroke="currentColor" stroke-opacity=".15"/>""");

    /// <summary>A collection in its lane.</summary>
    public void AppendCollection(HtmlText svg, int y, int generation, TimeSpan begin, TimeSpan pause, string title)
    {
        var (left, right) = (XOf(begin), XOf(begin + pause));
        svg.Append($"""<rect x="{Number(left - .75)}" y="{y + 4}" width="{Number(Math.Max(1.5, right - left))}" height="12" fill="{s_generations[Math.Clamp(generation, 0, s_generations.Length - 1)]}"><title>{title}</title></rect>""");
    }

    /// <summary>A time in its lane.</summary>
    public void AppendSpan(HtmlText svg, int y, TimeSpan begin, TimeSpan end, string color, string title)
    {
        var (left, right) = (XOf(begin), XOf(end));
        svg.Append($"""<rect x="{Number(left)}" y="{y + 4}" width="{Number(Math.Max(1, right - left))}" height="12" rx="2" fill="{color}" fill-opacity=".35" stroke="{color}"><title>{title}</title></rect>""");
    }

    /// <summary>A moment as a line across the part for memory.</summary>
    public void AppendMoment(HtmlText svg, TimeSpan moment, string title) =>
        svg.Append($"""<path d="M{X(moment)} {Top}v{_height}" stroke="currentColor" stroke-opacity=".6" stroke-dasharray="2 3"><title>{title}</title></path>""");

    private string Points(IReadOnlyList<MemorySample> samples) => string.Join(' ', samples.Select(sample => $"{X(sample.Elapsed)},{Y(sample.Resident)}"));
}
