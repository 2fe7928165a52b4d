using MemMagics.Worker.State.Rebuilds;

namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Comparers()
    {
        const string Default = "the worker's own default comparer";
        yield return Rebuilt("System.Collections.Generic.EqualityComparer`1", Default, static type => new DefaultComparerRebuild(type, typeof(EqualityComparer<>)), scope: RuleScope.FrameworkDerived);
        yield return Rebuilt("System.Collections.Generic.Comparer`1", Default, static type => new DefaultComparerRebuild(type, typeof(Comparer<>)), scope: RuleScope.FrameworkDerived);
        yield return Rebuilt("System.StringComparer", "by kind: ordinal, ordinal ignoring case, or culture and options", static _ => new StringComparerRebuild(), scope: RuleScope.FrameworkDerived);
        yield return Rebuilt("System.Collections.Generic.ReferenceEqualityComparer", "the worker's own", static _ => new ReferenceComparerRebuild());
        yield return Fields("System.Collections.Generic.ComparisonComparer`1", "field by field: the comparison it was made from");
        yield return Fields("System.Collections.Generic.DelegateEqualityComparer`1", "field by field: the delegates it was made from");
        yield return Fields("System.Collections.Generic.EqualityComparer`1+DelegateEqualityComparer", "field by field: the delegates it was made from");
    }
}
