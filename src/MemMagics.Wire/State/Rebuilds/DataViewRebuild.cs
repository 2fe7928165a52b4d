using System.Data;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A view, from its table and its settings. A table's default view is found through the table.</summary>
public sealed class DataViewRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override string? Refusal(object value) => ((DataView)value).Table is null ? "shows no table" : RefusalOf((DataView)value, "");

    public override object?[] TakeApart(object value)
    {
        var view = (DataView)value;
        return [view.Table, IsDefault(view) ? null : Settings(view), view.Table!.DataSet];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var table = (DataTable)parts[0]!;
        if (parts[1] is not object?[] settings)
            return table.DefaultView;
        var view = new DataView(table);
        Apply(view, settings);
        return view;
    }

    /// <summary>Why a view cannot be rebuilt.</summary>
    public static string? RefusalOf(DataView view, string which)
    {
        var reason = view.GetType() != typeof(DataView) || Members.Field(view, typeof(DataView), "_comparison") is not null ? "is made by a query"
            : Members.Field(view, typeof(DataView), "_addNewRow") is not null ? "has a new row that is not in its table yet"
            : DataRules.HasHandlers(view, typeof(DataView)) ? "has event handlers"
            : Members.Field(view, typeof(DataView), "_dataViewManager") is not null && !IsDefault(view) ? "follows a view manager"
            : null;
        return reason is null ? null : $"{which} {reason}".TrimStart();
    }

    public static object?[] Settings(DataView view) =>
        [view.RowFilter, view.Sort, (int)view.RowStateFilter, view.AllowNew, view.AllowEdit, view.AllowDelete, view.ApplyDefaultSort];

    public static void Apply(DataView view, object?[] settings)
    {
        (view.RowStateFilter, view.RowFilter, view.Sort) = ((DataViewRowState)(int)settings[2]!, (string?)settings[0], (string)settings[1]!);
        (view.AllowNew, view.AllowEdit, view.AllowDelete, view.ApplyDefaultSort) = ((bool)settings[3]!, (bool)settings[4]!, (bool)settings[5]!, (bool)settings[6]!);
    }

    private static bool IsDefault(DataView view) => ReferenceEquals(Members.Field(view.Table!, typeof(DataTable), "_defaultView"), view);
}
