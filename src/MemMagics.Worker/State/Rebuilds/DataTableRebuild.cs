using System.Data;
using System.Reflection;

namespace MemMagics.Worker.State.Rebuilds;

/// <summary>A table from its columns, its rows in all their versions, and its constraints.</summary>
internal sealed class DataTableRebuild : Rebuild
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public override IReadOnlyList<PartNeed> Needs { get; } =
        [PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override bool HasBlank => true;

    public override string? Refusal(object value)
    {
        var table = (DataTable)value;
        if (table.GetType() != typeof(DataTable))
            return "is a table with a class of its own";
        if (table.DataSet is not null || table.ParentRelations.Count + table.ChildRelations.Count > 0)
            return "belongs to a data set, whose relations do not travel";
        if (Array.Exists(typeof(DataTable).GetFields(Hidden), field => typeof(Delegate).IsAssignableFrom(field.FieldType) && field.GetValue(table) is not null))
            return "has event handlers";
        return table.Constraints.Cast<Constraint>().All(static constraint => constraint is UniqueConstraint) ? null : "has constraints that refer to other tables";
    }

    public override object?[] TakeApart(object value)
    {
        var table = (DataTable)value;
        var columns = table.Columns.Cast<DataColumn>().ToArray();
        var rows = table.Rows.Cast<DataRow>().ToArray();
        return
        [
            new object?[] { table.TableName, table.Namespace, table.Prefix, table.CaseSensitive, table.Locale.Name, table.MinimumCapacity, table.DisplayExpression },
            Array.ConvertAll(columns, Describe),
            Array.ConvertAll(rows, static row => (int)row.RowState),
            Array.ConvertAll(rows, row => Values(row, columns, DataRowVersion.Original)),
            Array.ConvertAll(rows, row => Values(row, columns, DataRowVersion.Current)),
            table.Constraints.Cast<UniqueConstraint>()
                .Select(static unique => new object?[] { unique.ConstraintName, unique.IsPrimaryKey, Array.ConvertAll(unique.Columns, static column => column.Ordinal) }).ToArray(),
            Array.ConvertAll(rows, static row => row.RowError),
        ];
    }

    public override long SpareRoom(object?[] parts) => Math.Max(0, (int)((object?[])parts[0]!)[5]! - ((int[])parts[2]!).Length);

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var table = (DataTable)Construct.On(blank!, typeof(DataTable));
        if (parts is not [object?[] about, object?[][] columns, int[] states, object?[]?[] originals, object?[]?[] currents, object?[][] constraints, string[] errors])
            throw SnapshotException.Damaged("a table has other parts");

        (table.TableName, table.Namespace, table.Prefix) = ((string)about[0]!, (string)about[1]!, (string)about[2]!);
        (table.CaseSensitive, table.MinimumCapacity) = ((bool)about[3]!, (int)about[5]!);
        table.Locale = System.Globalization.CultureInfo.GetCultureInfo((string)about[4]!);
        foreach (var column in columns)
            table.Columns.Add(Column(column));
        table.BeginLoadData();
        for (var i = 0; i < states.Length; i++)
            AddRow(table, (DataRowState)states[i], originals[i], currents[i], errors[i]);
        table.EndLoadData();

        foreach (var constraint in constraints)
        {
            var unique = Array.ConvertAll((int[])constraint[2]!, ordinal => table.Columns[ordinal]);
            table.Constraints.Add((string)constraint[0]!, unique, (bool)constraint[1]!);
        }

        // Only now: rows are filled as their columns were, not as they may be changed.
        foreach (var (column, description) in table.Columns.Cast<DataColumn>().Zip(columns))
            Restrict(column, description);
        table.DisplayExpression = (string)about[6]!;
        return table;
    }

    private static object?[] Describe(DataColumn column) =>
    [
        column.ColumnName, column.DataType, column.Caption, column.AllowDBNull, column.AutoIncrement, column.AutoIncrementSeed, column.AutoIncrementStep,
        column.MaxLength, column.DefaultValue, column.ReadOnly, column.Expression, (int)column.ColumnMapping, column.Namespace, column.Prefix,
        column.DataType == typeof(DateTime) ? (int)column.DateTimeMode : null,
    ];

    private static DataColumn Column(object?[] description)
    {
        var column = new DataColumn((string)description[0]!, (Type)description[1]!)
        {
            Caption = (string)description[2]!,
            ColumnMapping = (MappingType)(int)description[11]!,
            Namespace = (string)description[12]!,
            Prefix = (string)description[13]!,
        };
        if (description[14] is int mode)
            column.DateTimeMode = (DataSetDateTime)mode;
        if ((bool)description[4]!)
            (column.AutoIncrement, column.AutoIncrementSeed, column.AutoIncrementStep) = (true, (long)description[5]!, (long)description[6]!);
        else
            column.DefaultValue = description[8];
        if ((int)description[7]! >= 0)
            column.MaxLength = (int)description[7]!;
        return column;
    }

    private static void Restrict(DataColumn column, object?[] description)
    {
        column.AllowDBNull = (bool)description[3]!;
        if (description[10] is string { Length: > 0 } expression)
            column.Expression = expression;
        else
            column.ReadOnly = (bool)description[9]!;
    }

    /// <summary>The values of one version of a row; <see langword="null"/> when it has no such version. Computed columns compute again.</summary>
    private static object?[]? Values(DataRow row, DataColumn[] columns, DataRowVersion version) => row.HasVersion(version)
        ? Array.ConvertAll(columns, column => column.Expression.Length > 0 ? null : row[column, version])
        : null;

    private static void AddRow(DataTable table, DataRowState state, object?[]? original, object?[]? current, string error)
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
        if (error.Length > 0)
            row.RowError = error;
    }
}
