using System.Data;
using System.Globalization;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A data set from its tables, which are filled before it, their keys, and the relations between them.</summary>
public sealed class DataSetRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete, PartNeed.Complete];

    public override bool HasBlank => true;

    public override string? Refusal(object value)
    {
        var set = (DataSet)value;
        if (set.GetType() != typeof(DataSet))
            return "is a data set with a class of its own";
        if (DataRules.HasHandlers(set, typeof(DataSet)) || DataRules.HasHandlers(set.Tables, typeof(DataTableCollection)))
            return "has event handlers";
        return Members.Field(set, typeof(DataSet), "_defaultViewManager") is DataViewManager views && set.Tables.Cast<DataTable>().Any(table => IsSet(views.DataViewSettings[table]))
            ? "has view settings of its own"
            : null;
    }

    public override object?[] TakeApart(object value)
    {
        var set = (DataSet)value;
        var tables = set.Tables.Cast<DataTable>().ToArray();
        return
        [
            new object?[] { set.DataSetName, set.Namespace, set.Prefix, set.CaseSensitive, Members.Field(set, typeof(DataSet), "_cultureUserSet") is true ? set.Locale.Name : null, set.EnforceConstraints, DataRules.Pairs(set.ExtendedProperties) },
            tables,
            Array.ConvertAll(tables, DataRules.Of),
            tables.SelectMany(static table => table.Constraints.OfType<ForeignKeyConstraint>()).Select(key => Describe(key, tables)).ToArray(),
            set.Relations.Cast<DataRelation>().Select(relation => Describe(relation, tables)).ToArray(),
        ];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var set = (DataSet)Construct.On(blank!, typeof(DataSet));
        if (parts is not [object?[] about, DataTable[] tables, object?[][] rules, object?[][] keys, object?[][] relations])
            throw SnapshotException.Damaged("a data set has other parts");

        (set.DataSetName, set.Namespace, set.Prefix, set.CaseSensitive) = ((string)about[0]!, (string)about[1]!, (string)about[2]!, (bool)about[3]!);
        if (about[4] is string locale)
            set.Locale = CultureInfo.GetCultureInfo(locale);
        DataRules.Fill(set.ExtendedProperties, about[6]);

        // Off until everything is in place, because adding a constraint would check every row.
        set.EnforceConstraints = false;
        set.Tables.AddRange(tables);
        foreach (var (table, own) in tables.Zip(rules))
            DataRules.AddKeys(table, own);
        foreach (var key in keys)
            AddKey(key, tables);
        foreach (var relation in relations)
            AddRelation(set, relation, tables);
        foreach (var (table, own) in tables.Zip(rules))
            DataRules.Restrict(table, own);
        set.EnforceConstraints = (bool)about[5]!;
        return set;
    }

    private static bool IsSet(DataViewSetting? setting) =>
        setting is not null && (setting.RowFilter.Length > 0 || setting.Sort.Length > 0 || setting.ApplyDefaultSort || setting.RowStateFilter != DataViewRowState.CurrentRows);

    private static object?[] Describe(ForeignKeyConstraint key, DataTable[] tables) =>
    [
        key.ConstraintName, Array.IndexOf(tables, key.RelatedTable), DataRules.Ordinals(key.RelatedColumns), Array.IndexOf(tables, key.Table), DataRules.Ordinals(key.Columns),
        (int)key.UpdateRule, (int)key.DeleteRule, (int)key.AcceptRejectRule, DataRules.Pairs(key.ExtendedProperties),
    ];

    private static object?[] Describe(DataRelation relation, DataTable[] tables) =>
    [
        relation.RelationName, Array.IndexOf(tables, relation.ParentTable), DataRules.Ordinals(relation.ParentColumns), Array.IndexOf(tables, relation.ChildTable), DataRules.Ordinals(relation.ChildColumns),
        relation.ChildKeyConstraint is not null, relation.Nested, DataRules.Pairs(relation.ExtendedProperties),
    ];

    private static void AddKey(object?[] key, DataTable[] tables)
    {
        var (parent, child) = (tables[(int)key[1]!], tables[(int)key[3]!]);
        var constraint = new ForeignKeyConstraint((string)key[0]!, DataRules.Columns(parent, key[2]), DataRules.Columns(child, key[4]))
        {
            UpdateRule = (Rule)(int)key[5]!,
            DeleteRule = (Rule)(int)key[6]!,
            AcceptRejectRule = (AcceptRejectRule)(int)key[7]!,
        };
        DataRules.Fill(constraint.ExtendedProperties, key[8]);
        child.Constraints.Add(constraint);
    }

    private static void AddRelation(DataSet set, object?[] relation, DataTable[] tables)
    {
        var (parent, child) = (tables[(int)relation[1]!], tables[(int)relation[3]!]);
        // A relation that creates constraints adopts existing ones.
        var added = new DataRelation((string)relation[0]!, DataRules.Columns(parent, relation[2]), DataRules.Columns(child, relation[4]), createConstraints: (bool)relation[5]!);
        set.Relations.Add(added);
        added.Nested = (bool)relation[6]!;
        DataRules.Fill(added.ExtendedProperties, relation[7]);
    }
}
