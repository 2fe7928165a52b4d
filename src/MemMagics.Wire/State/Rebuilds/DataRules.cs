using System.Collections;
using System.Data;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>
/// A table's rules for its rows: keys, restrictions, computed columns, the default view. They are added after the rows, whose old
/// versions need not obey them, and in a data set after the relations that computed columns use.
/// </summary>
public static class DataRules
{
    public static object?[] Of(DataTable table) =>
    [
        table.Constraints.OfType<UniqueConstraint>().Select(static unique =>
            new object?[] { unique.ConstraintName, unique.IsPrimaryKey, Ordinals(unique.Columns), Pairs(unique.ExtendedProperties) }).ToArray(),
        table.Columns.Cast<DataColumn>().Select(static column => new object?[] { column.AllowDBNull, column.ReadOnly, column.Expression }).ToArray(),
        table.DisplayExpression,
        Members.Field(table, typeof(DataTable), "_defaultView") is DataView view ? DataViewRebuild.Settings(view) : null,
    ];

    public static void AddKeys(DataTable table, object?[] rules)
    {
        foreach (var unique in (object?[][])rules[0]!)
        {
            var constraint = new UniqueConstraint((string)unique[0]!, Columns(table, unique[2]), (bool)unique[1]!);
            Fill(constraint.ExtendedProperties, unique[3]);
            table.Constraints.Add(constraint);
        }
    }

    public static void Restrict(DataTable table, object?[] rules)
    {
        foreach (var (column, rule) in table.Columns.Cast<DataColumn>().Zip((object?[][])rules[1]!))
        {
            column.AllowDBNull = (bool)rule[0]!;
            if (rule[2] is string { Length: > 0 } expression)
                column.Expression = expression;
            else
                column.ReadOnly = (bool)rule[1]!;
        }

        table.DisplayExpression = (string)rules[2]!;
        if (rules[3] is object?[] settings)
            DataViewRebuild.Apply(table.DefaultView, settings);
    }

    public static int[] Ordinals(DataColumn[] columns) => Array.ConvertAll(columns, static column => column.Ordinal);

    public static DataColumn[] Columns(DataTable table, object? ordinals) => Array.ConvertAll((int[])ordinals!, ordinal => table.Columns[ordinal]);

    /// <summary>Extended properties that the user added to a table, a column or a relation.</summary>
    public static object?[] Pairs(PropertyCollection properties) =>
        [.. properties.Cast<DictionaryEntry>().SelectMany(static pair => (object?[])[pair.Key, pair.Value])];

    public static void Fill(PropertyCollection properties, object? pairs)
    {
        foreach (var pair in ((object?[])pairs!).Chunk(2))
            properties.Add(pair[0]!, pair[1]);
    }

    /// <summary>Whether an object has event handlers other than those of System.Data itself.</summary>
    public static bool HasHandlers(object value, Type level) =>
        Array.Exists(
            level.GetFields(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.DeclaredOnly),
            field => field.GetValue(value) is Delegate handlers && Array.Exists(handlers.GetInvocationList(), static call => call.Method.Module.Assembly != typeof(DataTable).Assembly));
}
