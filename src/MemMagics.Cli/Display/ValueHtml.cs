using System.Net;
using System.Text;

namespace MemMagics.Cli.Display;

/// <summary>Values as HTML, where that reads better than text.</summary>
internal static class ValueHtml
{
    /// <summary>Rows of objects as a table.</summary>
    public static string Of(ValueTable table)
    {
        var html = new StringBuilder("<table class=\"values\"><thead><tr>");
        foreach (var (name, _) in table.Columns)
            html.Append($"<th>{WebUtility.HtmlEncode(name)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            foreach (var (cell, column) in row.Zip(table.Columns))
                html.Append($"<td{(column.IsNumber ? " style=\"text-align:right\"" : "")}>{WebUtility.HtmlEncode(cell)}</td>");
            html.Append("</tr>");
        }

        if (!table.IsComplete)
            html.Append($"<tr><td colspan=\"{table.Columns.Count}\">…</td></tr>");
        return html.Append("</tbody></table>").ToString();
    }
}
