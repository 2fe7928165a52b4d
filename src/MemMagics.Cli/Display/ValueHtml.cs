using System.Collections;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Display;

/// <summary>Values as HTML, where that reads better than text.</summary>
internal static class ValueHtml
{
    private const int MaximumMembers = 50;
    private const int MaximumDepth = 4;

    /// <summary>Rows of objects as a table.</summary>
    public static string Of(ValueTable table)
    {
        var html = new HtmlText();
        html.Append($"<table class=\"values\"><thead><tr>");
        foreach (var (name, _) in table.Columns)
            html.Append($"<th>{name}</th>");
        html.Append($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append($"<tr>");
            foreach (var (cell, column) in row.Zip(table.Columns))
                html.Append($"<td{new Html(column.IsNumber ? " style=\"text-align:right\"" : "")}>{cell}</td>");
            html.Append($"</tr>");
        }

        if (!table.IsComplete)
            html.Append($"<tr><td colspan=\"{table.Columns.Count}\">…</td></tr>");
        html.Append($"</tbody></table>");
        return html.ToString();
    }

    /// <summary>An object as a table of its members, objects within it to be opened; <see langword="null"/> for values that read as well in a line.</summary>
    public static string? OfMembers(object? value) =>
        value is not null && HasMembers(value.GetType()) ? OfMembers(value, 1) : null;

    private static bool HasMembers(Type type) =>
        !ValueTable.IsSimple(type) && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(Delegate).IsAssignableFrom(type)
        && (!TypeTraits.HasOwnText(type) || TypeTraits.IsRecord(type)) && ValueMembers.Of(type).Any();

    private static string OfMembers(object value, int depth)
    {
        var html = new HtmlText();
        html.Append($"<table class=\"values\"><tbody>");
        foreach (var member in ValueMembers.Of(value.GetType()).Take(MaximumMembers))
            html.Append($"<tr><th style=\"text-align:left\">{member.Name}</th><td style=\"text-align:left\">{Nested(member.Read(value), depth)}</td></tr>");
        html.Append($"</tbody></table>");
        return html.ToString();
    }

    private static Html Nested(object? value, int depth)
    {
        var html = new HtmlText();
        var text = ValueText.InLine(value);
        var inner = value is null || depth >= MaximumDepth ? null
            : ValueTable.Of(value) is { } table ? Of(table)
            : HasMembers(value.GetType()) ? OfMembers(value, depth + 1)
            : null;
        if (inner is null)
            html.Append($"{text}");
        else
            html.Append($"<details><summary>{ValueText.TypeName(value!.GetType())}</summary>{new Html(inner)}</details>");
        return new Html(html.ToString());
    }
}
