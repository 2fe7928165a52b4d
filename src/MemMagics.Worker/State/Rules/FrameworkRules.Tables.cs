using System.Data;
using MemMagics.Worker.State.Rebuilds;

namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Tables() =>
    [
        Rebuilt("System.Data.DataTable", "its columns, rows in all their versions, and keys; one with event handlers or in a data set does not travel", static _ => new DataTableRebuild()),
        Rebuilt("System.Data.DataRow", "by its table and place; one without a table does not travel", static _ => new DataRowRebuild()),
        Rebuilt("System.Data.DataColumn", "by its table and place; one without a table does not travel", static _ => new DataColumnRebuild()),
        Rebuilt(
            "System.Data.DataRowCollection", "by its table",
            static _ => new MemberOfRebuild(static rows => Members.Field(rows, typeof(DataRowCollection), "_table"), static table => ((DataTable)table).Rows)),
        Rebuilt(
            "System.Data.DataColumnCollection", "by its table",
            static _ => new MemberOfRebuild(static columns => Members.Field(columns, typeof(DataColumnCollection), "_table"), static table => ((DataTable)table).Columns)),
        Refused("System.Data.DataSet", "knows its tables and their relations by events, which do not travel", RuleScope.Derived),
        Refused("System.Data.DataView", "follows the events of its table, which do not travel", RuleScope.Derived),
    ];
}
