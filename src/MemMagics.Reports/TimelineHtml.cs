using System.Globalization;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Resident memory over time as a small picture. Static SVG: it shows in untrusted notebooks.</summary>
internal static class TimelineHtml
{
    private const int Width = 480;
    private const int Height = 72;

    public static void Append(HtmlText html, IReadOnlyList<MemorySample> samples)
    {
        if (samples.Count < 2)
            return;

        var low = samples.Min(sample => sample.Resident);
        var high = samples.Max(sample => sample.Resident);
        var end = samples[^1].Elapsed;
        var points = string.Join(' ', samples.Select(sample => string.Create(
            CultureInfo.InvariantCulture,
            $"{Left(sample.Elapsed / end)},{Height - (high == low ? 0 : (sample.Resident - low) / (double)(high - low)) * Height:0.#}")));
        var caption = $"resident memory {ByteSize.Rounded(low)} to {ByteSize.Rounded(high)} over {FigureText.Elapsed(end)}";
        html.Append($"""
            <figure><svg role="img" aria-label="{caption}" viewBox="0 -2 {Width} {Height + 4}" width="{Width}" height="{Height + 4}" preserveAspectRatio="none">
            <polygon points="{Left(samples[0].Elapsed / end)},{Height} {points} {Width},{Height}" fill="#f06e14" fill-opacity=".25"/>
            <polyline points="{points}" fill="none" stroke="#f06e14" stroke-width="1.5" vector-effect="non-scaling-stroke"/></svg><figcaption>{caption}</figcaption></figure>
            """);
    }

    private static string Left(double share) => (share * Width).ToString("0.#", CultureInfo.InvariantCulture);
}
