using System.Data;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Tables() =>
    [
        Rebuilt("System.Data.DataTable", "its columns, rows in all their versions, keys and default view, with its data set; one with event handlers does not travel", static _ => new DataTableRebuild()),
        Rebuilt("System.Data.DataRow", "by its table and place; one without a table does not travel", static _ => new DataRowRebuild()),
        Rebuilt("System.Data.DataColumn", "by its table and place; one without a table does not travel", static _ => new DataColumnRebuild()),
        Rebuilt(
            "System.Data.DataRowCollection", "by its table",
            static _ => new MemberOfRebuild(static rows => Members.Field(rows, typeof(DataRowCollection), "_table"), static table => ((DataTable)table).Rows)),
        Rebuilt(
            "System.Data.DataColumnCollection", "by its table",
            static _ => new MemberOfRebuild(static columns => Members.Field(columns, typeof(DataColumnCollection), "_table"), static table => ((DataTable)table).Columns)),
        Rebuilt("System.Data.DataSet", "its tables, keys and relations; one with event handlers does not travel", static _ => new DataSetRebuild()),
        Rebuilt("System.Data.DataRelation", "by its data set and place", static _ => new DataRelationRebuild()),
        Rebuilt(
            "System.Data.DataTableCollection", "by its data set",
            static _ => new MemberOfRebuild(static tables => Members.Field(tables, typeof(DataTableCollection), "_dataSet"), static set => ((DataSet)set).Tables)),
        .. Fields("System.Data.", "queries over rows: field by field", "EnumerableRowCollection`1", "OrderedEnumerableRowCollection`1", "EnumerableRowCollection`1+<*", "SortExpressionBuilder`1", "SortExpressionBuilder`1+<*"),
        Fields("System.Data.SqlTypes.Sql*", "field by field"),
        Rebuilt("System.Data.DataView", "its table and what it shows of it; one with event handlers does not travel", static _ => new DataViewRebuild()),
    ];
}
