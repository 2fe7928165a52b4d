using System.Data;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A column, by its table and its index in it.</summary>
public sealed class DataColumnRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Exists];

    public override string? Refusal(object value) => ((DataColumn)value).Table is null ? "belongs to no table" : null;

    public override object?[] TakeApart(object value) => [((DataColumn)value).Table, ((DataColumn)value).Ordinal];

    public override object PutTogether(Type type, object? blank, object?[] parts) => ((DataTable)parts[0]!).Columns[(int)parts[1]!];
}
