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
            <div class="mm-scroll"><table class="mm-table mm-types"><caption>Stays alive, by type</caption>
            <thead><tr><th scope="col">Objects</th><th scope="col">Bytes</th><th scope="col" class="mm-code">Type</th></tr></thead>
            <tbody>
            """);
        var rows = TypeRows.Of(types);
        foreach (var (name, objects, bytes) in rows.SkipLast(1))
            html.Append($"""<tr><td>{objects}</td><td>{bytes}</td><td class="mm-code">{name}</td></tr>""");

        var total = rows[^1];
        html.Append($"""</tbody><tfoot><tr><td>{total.Objects}</td><td>{total.Bytes}</td><th scope="row" class="mm-code">{total.Name}</th></tr></tfoot></table></div>""");
    }
}
