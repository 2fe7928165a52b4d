namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    /// <summary>Queries that run on several threads, and those over asynchronous sequences.</summary>
    private static IEnumerable<TravelRule> Queries() =>
    [
        Fields("System.Linq.ParallelQuery", "parallel queries: field by field, with what they were made from", RuleScope.FrameworkDerived),
        .. Fields("System.Linq.Parallel.", "field by field", "QuerySettings", "CancellationState", "Shared`1", "ReverseComparer`1", "PairComparer`2"),
        .. Fields("System.Linq.Parallel", "parallel queries: what their operators captured", "Enumerable+<>c__DisplayClass*", ".SortQueryOperator`2+<>c__DisplayClass*"),
        Fields("System.Linq.AsyncEnumerable+*", "queries over asynchronous sequences that have not begun: field by field"),
    ];
}
