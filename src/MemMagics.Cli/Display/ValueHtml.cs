using System.Collections;
using System.Net;
using System.Text;

namespace MemMagics.Cli.Display;

/// <summary>Rows of objects as an HTML table: what LINQ over a report, or over anything, comes to.</summary>
internal static class ValueHtml
{
    private const int MaximumRows = 100;
    private const int MaximumColumns = 20;

    /// <summary>The table; <see langword="null"/> for values that read as well as text.</summary>
    public static string? TableOf(object? value)
    {
        if (value is null or string or IDictionary || value is not IEnumerable items || RowType(value.GetType()) is not { } rowType)
            return null;
        var columns = ValueMembers.Of(rowType).Take(MaximumColumns).ToList();
        if (columns.Count == 0 || !columns.TrueForAll(column => IsSimple(column.Type)))
            return null;

        var html = new StringBuilder("<table class=\"values\"><thead><tr>");
        foreach (var column in columns)
            html.Append($"<th>{WebUtility.HtmlEncode(column.Name)}</th>");
        html.Append("</tr></thead><tbody>");
        var rows = 0;
        foreach (var item in items)
        {
            if (rows++ == MaximumRows)
            {
                html.Append($"<tr><td colspan=\"{columns.Count}\">…</td></tr>");
                break;
            }

            html.Append("<tr>");
            foreach (var column in columns)
                html.Append($"<td{(IsNumber(column.Type) ? " style=\"text-align:right\"" : "")}>{WebUtility.HtmlEncode(item is null ? "" : ValueText.Of(column.Read(item)))}</td>");
            html.Append("</tr>");
        }

        return html.Append("</tbody></table>").ToString();
    }

    /// <summary>The type of a sequence's elements when it is one that has columns.</summary>
    private static Type? RowType(Type sequence) => sequence.GetInterfaces().Append(sequence)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(type => type.GetGenericArguments()[0])
        .FirstOrDefault(type => !IsSimple(type) && !typeof(IEnumerable).IsAssignableFrom(type) && type != typeof(object));

    private static bool IsSimple(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsSimple(underlying)
        : type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(DateTime) || type == typeof(TimeSpan) || type == typeof(DateTimeOffset) || type == typeof(Guid);

    private static bool IsNumber(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? IsNumber(underlying) : (type.IsPrimitive && type != typeof(bool) && type != typeof(char)) || type == typeof(decimal);
}
