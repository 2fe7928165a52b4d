namespace MemMagics.Reports;

/// <summary>What stays alive by type, as a table of its own under the card's.</summary>
internal static class TypesHtml
{
    public static void Append(HtmlText html, IReadOnlyList<TypeUse>? types)
    {
        if (types is null)
            return;

        if (types.Count == 0)
        {
            html.Append($"<p>Nothing stays alive.</p>");
            return;
        }

        html.Append($"""
            <div class="mm-scroll" tabindex="0" role="region" aria-label="Stays alive, by type"><table class="mm-table mm-types"><caption>Stays alive, by type</caption>
            <thead><tr><th scope="col">Objects</th><th scope="col">Bytes</th><th scope="col" class="mm-code"><div align="left">Type</div></th></tr></thead>
            <tbody>
            """);
        var rows = TypeRows.Of(types);
        foreach (var (name, objects, bytes) in rows.SkipLast(1))
            html.Append($"""<tr><td>{objects}</td><td>{bytes}</td><td class="mm-code"><div align="left">{name}</div></td></tr>""");

        var total = rows[^1];
        html.Append($"""</tbody><tfoot><tr><td>{total.Objects}</td><td>{total.Bytes}</td><th scope="row" class="mm-code"><div align="left">{total.Name}</div></th></tr></tfoot></table></div>""");
    }
}
