using System.Data;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A row, by its table and its index in it.</summary>
public sealed class DataRowRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Exists];

    public override string? Refusal(object value) => ((DataRow)value).RowState == DataRowState.Detached ? "belongs to no table" : null;

    public override object?[] TakeApart(object value)
    {
        var row = (DataRow)value;
        return [row.Table, row.Table.Rows.IndexOf(row)];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts) => ((DataTable)parts[0]!).Rows[(int)parts[1]!];
}
