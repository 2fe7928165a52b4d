using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private const string DefaultComparer = "the worker's own default comparer";

    private static IEnumerable<TravelRule> Comparers() =>
    [
        Rebuilt("System.Collections.Generic.EqualityComparer`1", DefaultComparer, static type => new DefaultComparerRebuild(type, typeof(EqualityComparer<>)), RuleScope.FrameworkDerived),
        Rebuilt("System.Collections.Generic.Comparer`1", DefaultComparer, static type => new DefaultComparerRebuild(type, typeof(Comparer<>)), RuleScope.FrameworkDerived),
        Rebuilt("System.StringComparer", "by kind: ordinal, ordinal ignoring case, or culture and options", static _ => new StringComparerRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Collections.Generic.ReferenceEqualityComparer", "the worker's own", static _ => new ReferenceComparerRebuild()),
        .. Fields(
            "System.Collections.Generic.", "field by field: what it was made from", "ComparisonComparer`1", "DelegateEqualityComparer`1",
            "HashSetEqualityComparer`1", "SortedSetEqualityComparer`1"),
        .. Fields(
            "System.Collections.Generic.RandomizedStringEqualityComparer", "field by field, with the seed that it has drawn", "+OrdinalComparer", "+OrdinalIgnoreCaseComparer", "+MarvinSeed"),
    ];
}
