using System.Collections;
using System.Data;
using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting.TabularData;

namespace MemMagics.Cli.Display;

/// <summary>
/// Tables that are no sequences of objects: the framework's, and those of libraries that notebooks use. All are known by the names of their types, so that
/// nothing is loaded for a value that is shown, and those of libraries are asked by reflection: the tool does not refer to them.
/// </summary>
internal static class KnownTables
{
    private const int MaximumRows = 100;
    private const int MaximumColumns = 50;

    /// <summary>The table; <see langword="null"/> for values that are none of the known.</summary>
    public static ValueTable? Of(object value)
    {
        if (value.GetType().Assembly == typeof(object).Assembly)
            return null;
        foreach (var type in Bases(value.GetType()))
        {
            switch (type.FullName)
            {
                case $"{FormattingLibrary.Name}.TabularData.TabularDataResource":
                    return OfResource(value);
                case "System.Data.DataTable":
                    return OfTable(value);
                case "System.Data.DataView":
                    return OfView(value);
                case "Microsoft.Data.Analysis.DataFrame":
                    return OfFrame(value);
                case "Microsoft.ML.Data.DataDebuggerPreview":
                    return OfPreview(value);
                case not null when type.IsGenericType && type.GetGenericTypeDefinition().FullName == "Deedle.Frame`2":
                    return OfKeyedFrame(value);
            }
        }

        return value.GetType().GetInterface("Microsoft.ML.IDataView") is { } view ? OfPreview(Preview(value, view)) : null;
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var one = type; one is not null && one != typeof(object); one = one.BaseType)
            yield return one;
    }

    private static ValueTable? OfTable(object value) => OfColumns(((DataTable)value).Columns, ((DataTable)value).Rows.Cast<DataRow>().Select(static row => row.ItemArray));

    private static ValueTable? OfView(object value) => OfColumns(((DataView)value).Table!.Columns, ((DataView)value).Cast<DataRowView>().Select(static row => row.Row.ItemArray));

    private static ValueTable? OfColumns(DataColumnCollection columns, IEnumerable<object?[]> rows) =>
        Of([.. columns.Cast<DataColumn>().Select(static column => (column.ColumnName, ValueTable.IsNumber(column.DataType)))], rows.Select(static row => row.Select(static cell => cell is DBNull ? null : cell)));

    /// <summary>What <c>DisplayTable()</c> makes of a sequence.</summary>
    private static ValueTable? OfResource(object value)
    {
        var resource = (TabularDataResource)value;
        var names = resource.Schema.Fields.Select(static field => field.Name).ToList();
        var rows = resource.Data.Select(static row => row.ToDictionary(static cell => cell.Key, static cell => cell.Value));
        return Of(
            [.. resource.Schema.Fields.Select(static field => (field.Name, field.Type is TableSchemaFieldType.Integer or TableSchemaFieldType.Number))],
            rows.Select(row => names.Select(name => row.GetValueOrDefault(name))));
    }

    /// <summary>Microsoft.Data.Analysis: columns, each with a name, a type, a length and its values by number.</summary>
    private static ValueTable? OfFrame(object frame)
    {
        var columns = ((IEnumerable)Get(frame, "Columns")).Cast<object>().ToList();
        var cells = columns.Select(static column => Bases(column.GetType()).Select(static type => type.GetProperty("Item", typeof(object), [typeof(long)])).First(static item => item is not null)!).ToList();
        return Of(
            [.. columns.Select(static column => ((string)Get(column, "Name"), ValueTable.IsNumber((Type)Get(column, "DataType"))))],
            Numbers(columns.Count == 0 ? 0 : (long)Get(columns[0], "Length")).Select(row => columns.Select((column, i) => cells[i].GetValue(column, [row]))));
    }

    /// <summary>Deedle: its own lines of text, the columns' keys first, each row behind its keys and an arrow.</summary>
    private static ValueTable? OfKeyedFrame(object frame)
    {
        const string arrow = "->";
        var half = FormattingLibrary.ItemsShown(MaximumRows) / 2;
        var lines = (string[][])frame.GetType().GetMethod("FormatStrings", [typeof(int), typeof(int), typeof(int), typeof(int), typeof(bool)])!.Invoke(frame, [half, half, MaximumColumns / 2, MaximumColumns / 2, false])!;
        var shown = Enumerable.Range(0, lines[0].Length).Where(i => !lines.Any(line => line[i] == arrow)).ToList();
        return Of(
            [.. shown.Select(i => (lines[0][i], lines.Skip(1).All(line => double.TryParse(line[i], NumberStyles.Float, CultureInfo.InvariantCulture, out _))))],
            lines.Skip(1).Select(line => shown.Select(i => (object?)line[i])));
    }

    private static IEnumerable<long> Numbers(long count)
    {
        for (var i = 0L; i < count; i++)
            yield return i;
    }

    /// <summary>ML.NET's own look at the first rows of data that may be computed row by row.</summary>
    private static object Preview(object value, Type view)
    {
        var extensions = AppDomain.CurrentDomain.GetAssemblies().Select(static assembly => assembly.GetType("Microsoft.ML.DebuggerExtensions")).First(static type => type is not null)!;
        return extensions.GetMethod("Preview", [view, typeof(int)])!.Invoke(null, [value, FormattingLibrary.ItemsShown(MaximumRows) + 1])!;
    }

    private static ValueTable? OfPreview(object preview)
    {
        var rows = ((IEnumerable)Get(preview, "RowView")).Cast<object>().Select(static row => (KeyValuePair<string, object?>[])Get(row, "Values")).ToList();
        var names = ((IEnumerable)Get(preview, "ColumnView")).Cast<object>().Select(static info => (string)Get(Get(info, "Column"), "Name")).ToList();
        var first = rows.FirstOrDefault() ?? [];
        return Of([.. names.Select((name, i) => (name, i < first.Length && first[i].Value is { } cell && ValueTable.IsNumber(cell.GetType())))], rows.Select(static row => row.Select(static cell => cell.Value)));
    }

    private static object Get(object value, string property) =>
        value.GetType().GetProperty(property, BindingFlags.Public | BindingFlags.Instance)!.GetValue(value)!;

    /// <param name="columns">Names, and whether they hold numbers.</param>
    /// <param name="rows">The cells of each row, as many as there are columns.</param>
    private static ValueTable? Of(IReadOnlyList<(string Name, bool IsNumber)> columns, IEnumerable<IEnumerable<object?>> rows)
    {
        if (columns.Count == 0)
            return null;
        var limit = FormattingLibrary.ItemsShown(MaximumRows);
        var shown = rows.Take(limit + 1).Select(static row => (IReadOnlyList<string>)[.. row.Take(MaximumColumns).Select(ValueTable.Cell)]).ToList();
        return new ValueTable([.. columns.Take(MaximumColumns)], [.. shown.Take(limit)], IsComplete: shown.Count <= limit);
    }
}
