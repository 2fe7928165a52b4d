using MemMagics.Worker.State.Rebuilds;

namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Code()
    {
        yield return Rebuilt("System.MulticastDelegate", "target and method of every call in its list", static _ => new DelegateRebuild(), scope: RuleScope.Derived);
        yield return Rebuilt("System.Reflection.MethodInfo", "by declaring type, name, parameters and type arguments", static _ => new MethodRebuild(), scope: RuleScope.FrameworkDerived);
        yield return Rebuilt("System.Reflection.ConstructorInfo", "by declaring type and parameters", static _ => new MethodRebuild(), scope: RuleScope.FrameworkDerived);
    }
}
