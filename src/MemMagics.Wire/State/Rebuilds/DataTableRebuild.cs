using System.Data;
using System.Globalization;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A table from its columns, its rows in all their versions, and its rules, which in a data set are added with the set.</summary>
public sealed class DataTableRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } =
    [
        PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Exists,
    ];

    public override bool HasBlank => true;

    public override string? Refusal(object value)
    {
        var table = (DataTable)value;
        if (table.GetType() != typeof(DataTable))
            return "is a table with a class of its own";
        if (DataRules.HasHandlers(table, typeof(DataTable)) || DataRules.HasHandlers(table.Columns, typeof(DataColumnCollection)))
            return "has event handlers";
        if (table.DataSet is null && table.ParentRelations.Count + table.Constraints.OfType<ForeignKeyConstraint>().Count() > 0)
            return "has relations without a data set";
        if (table.Rows.Cast<DataRow>().Any(static row => row.HasVersion(DataRowVersion.Proposed)))
            return "has a row that is being edited";
        return Members.Field(table, typeof(DataTable), "_defaultView") is DataView view ? DataViewRebuild.RefusalOf(view, "has a default view that") : null;
    }

    public override object?[] TakeApart(object value)
    {
        var table = (DataTable)value;
        var columns = table.Columns.Cast<DataColumn>().ToArray();
        var rows = table.Rows.Cast<DataRow>().ToArray();
        return
        [
            new object?[]
            {
                table.TableName, table.Namespace, table.Prefix, Own(table, "_caseSensitiveUserSet") ? table.CaseSensitive : null,
                Own(table, "_cultureUserSet") ? table.Locale.Name : null, table.MinimumCapacity, DataRules.Pairs(table.ExtendedProperties),
            },
            Array.ConvertAll(columns, Describe),
            Array.ConvertAll(rows, static row => (int)row.RowState),
            Array.ConvertAll(rows, row => Values(row, columns, DataRowVersion.Original)),
            Array.ConvertAll(rows, row => Values(row, columns, DataRowVersion.Current)),
            Array.ConvertAll(rows, static row => row.HasErrors ? Errors(row) : null),
            table.DataSet is null ? DataRules.Of(table) : null,
            table.DataSet,
        ];
    }

    public override long SpareCapacity(object?[] parts) => Math.Max(0, (int)((object?[])parts[0]!)[5]! - ((int[])parts[2]!).Length);

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var table = (DataTable)Construct.On(blank!, typeof(DataTable));
        if (parts is not [object?[] about, object?[][] columns, int[] states, object?[]?[] originals, object?[]?[] currents, string[]?[] errors, var rules, _])
            throw SnapshotException.Damaged("a table has other parts");

        (table.TableName, table.Namespace, table.Prefix, table.MinimumCapacity) = ((string)about[0]!, (string)about[1]!, (string)about[2]!, (int)about[5]!);
        if (about[3] is bool caseSensitive)
            table.CaseSensitive = caseSensitive;
        if (about[4] is string locale)
            table.Locale = CultureInfo.GetCultureInfo(locale);
        DataRules.Fill(table.ExtendedProperties, about[6]);

        foreach (var column in columns)
            table.Columns.Add(Column(column));
        table.BeginLoadData();
        for (var i = 0; i < states.Length; i++)
            AddRow(table, (DataRowState)states[i], originals[i], currents[i], errors[i]);
        table.EndLoadData();
        foreach (var (column, description) in table.Columns.Cast<DataColumn>().Zip(columns))
            Count(column, description);

        if (rules is object?[] own)
        {
            DataRules.AddKeys(table, own);
            DataRules.Restrict(table, own);
        }

        return table;
    }

    /// <summary>Whether the setting is the table's own and not inherited from its data set.</summary>
    private static bool Own(DataTable table, string setting) => (bool)Members.Field(table, typeof(DataTable), setting)!;

    private static object?[] Describe(DataColumn column) =>
    [
        column.ColumnName, column.DataType, column.Caption, (int)column.ColumnMapping, column.Namespace, column.Prefix, column.MaxLength, column.DefaultValue,
        column.DataType == typeof(DateTime) ? (int)column.DateTimeMode : null,
        column.AutoIncrement ? new object?[] { column.AutoIncrementSeed, column.AutoIncrementStep, Members.Property(column, typeof(DataColumn), "AutoIncrementCurrent") } : null,
        DataRules.Pairs(column.ExtendedProperties),
    ];

    private static DataColumn Column(object?[] description)
    {
        var column = new DataColumn((string)description[0]!, (Type)description[1]!)
        {
            Caption = (string)description[2]!,
            ColumnMapping = (MappingType)(int)description[3]!,
            Namespace = (string)description[4]!,
            Prefix = (string)description[5]!,
        };
        if (description[8] is int mode)
            column.DateTimeMode = (DataSetDateTime)mode;
        if (description[9] is object?[] counting)
            (column.AutoIncrement, column.AutoIncrementSeed, column.AutoIncrementStep) = (true, (long)counting[0]!, (long)counting[1]!);
        else
            column.DefaultValue = description[7];
        if ((int)description[6]! >= 0)
            column.MaxLength = (int)description[6]!;
        DataRules.Fill(column.ExtendedProperties, description[10]);
        return column;
    }

    /// <summary>The next number of an auto-increment column, which depends also on rows that were removed.</summary>
    private static void Count(DataColumn column, object?[] description)
    {
        if (description[9] is object?[] counting)
            Members.SetProperty(column, typeof(DataColumn), "AutoIncrementCurrent", counting[2]);
    }

    /// <summary>The values of one version of a row; <see langword="null"/> when it has no such version. Computed columns are left out: they are computed again.</summary>
    private static object?[]? Values(DataRow row, DataColumn[] columns, DataRowVersion version) => row.HasVersion(version)
        ? Array.ConvertAll(columns, column => column.Expression.Length > 0 ? null : row[column, version])
        : null;

    /// <summary>The row's own error, then each column's.</summary>
    private static string[] Errors(DataRow row) => [row.RowError, .. row.Table.Columns.Cast<DataColumn>().Select(row.GetColumnError)];

    private static void AddRow(DataTable table, DataRowState state, object?[]? original, object?[]? current, string[]? errors)
    {
        var row = table.NewRow();
        row.ItemArray = original ?? current ?? throw SnapshotException.Damaged("a row of a table has no values");
        table.Rows.Add(row);
        if (state != DataRowState.Added)
            row.AcceptChanges();
        if (state == DataRowState.Modified)
            row.ItemArray = current!;
        else if (state == DataRowState.Deleted)
            row.Delete();
        if (errors is null)
            return;

        row.RowError = errors[0];
        for (var i = 1; i < errors.Length; i++)
        {
            if (errors[i].Length > 0)
                row.SetColumnError(i - 1, errors[i]);
        }
    }
}
