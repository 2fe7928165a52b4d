using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Where objects come from, in the card of a <c>#!memit</c>: what matters in a sentence, your lines, the picture, and the other tables.</summary>
internal static class OriginsHtml
{
    public static void Append(HtmlText html, AllocationOrigins origins)
    {
        html.Append($"""<p class="mm-where"><strong>{FigureText.Capitalised(OriginSummary.Of(origins))}</strong></p>""");
        if (OriginSummary.Sampling(origins) is { } sampling)
            html.Append($"""<p class="mm-note"><strong>Sampled:</strong> {FigureText.Capitalised(sampling)}</p>""");
        var tables = OriginTables.Of(origins);
        foreach (var (index, table) in tables.Index())
        {
            TableHtml.Append(html, table);
            if (index == 0)
                IcicleHtml.Append(html, origins);
        }
    }
}
