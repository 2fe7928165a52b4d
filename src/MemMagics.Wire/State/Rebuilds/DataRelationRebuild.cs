using System.Data;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A relation, by its data set and its index in it.</summary>
public sealed class DataRelationRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Exists];

    public override string? Refusal(object value) => ((DataRelation)value).DataSet is null ? "belongs to no data set" : null;

    public override object?[] TakeApart(object value) =>
        [((DataRelation)value).DataSet, ((DataRelation)value).DataSet!.Relations.IndexOf((DataRelation)value)];

    public override object PutTogether(Type type, object? blank, object?[] parts) => ((DataSet)parts[0]!).Relations[(int)parts[1]!];
}
