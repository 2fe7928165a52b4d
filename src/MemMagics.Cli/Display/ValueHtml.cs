using System.Collections;
using System.Net;
using System.Text;

namespace MemMagics.Cli.Display;

/// <summary>Values as HTML, where that reads better than text.</summary>
internal static class ValueHtml
{
    private const int MaximumMembers = 50;
    private const int MaximumDepth = 4;

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

    /// <summary>An object as a table of its members, objects within it to be opened; <see langword="null"/> for values that read as well in a line.</summary>
    public static string? OfMembers(object? value) =>
        value is not null && HasMembers(value.GetType()) ? OfMembers(value, 1) : null;

    private static bool HasMembers(Type type) =>
        !ValueTable.IsSimple(type) && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type)
        && (!TypeTraits.HasOwnText(type) || TypeTraits.IsRecord(type)) && ValueMembers.Of(type).Any();

    private static string OfMembers(object value, int depth)
    {
        var html = new StringBuilder("<table class=\"values\"><tbody>");
        foreach (var member in ValueMembers.Of(value.GetType()).Take(MaximumMembers))
            html.Append($"<tr><th style=\"text-align:left\">{WebUtility.HtmlEncode(member.Name)}</th><td style=\"text-align:left\">{Nested(member.Read(value), depth)}</td></tr>");
        return html.Append("</tbody></table>").ToString();
    }

    private static string Nested(object? value, int depth)
    {
        var text = WebUtility.HtmlEncode(ValueText.InLine(value));
        if (value is null || depth >= MaximumDepth)
            return text;
        var inner = ValueTable.Of(value) is { } table ? Of(table) : HasMembers(value.GetType()) ? OfMembers(value, depth + 1) : null;
        return inner is null ? text : $"<details><summary>{WebUtility.HtmlEncode(ValueText.TypeName(value.GetType()))}</summary>{inner}</details>";
    }
}
