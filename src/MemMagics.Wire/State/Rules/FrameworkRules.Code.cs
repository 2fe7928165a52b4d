using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Code() =>
    [
        Rebuilt("System.MulticastDelegate", "target and method of every call in its list", static _ => new DelegateRebuild(), RuleScope.Derived),
        Rebuilt("System.Reflection.MethodInfo", "by declaring type, name, parameters and type arguments", static _ => new MethodRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.ConstructorInfo", "by declaring type and parameters", static _ => new MethodRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.FieldInfo", "by declaring type and name", static _ => new MemberRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.PropertyInfo", "by declaring type and name", static _ => new MemberRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.EventInfo", "by declaring type and name", static _ => new MemberRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.ParameterInfo", "by method and position", static _ => new ParameterRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.Assembly", "by name", static _ => new AssemblyRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.Module", "by the name of its assembly", static _ => new AssemblyRebuild(), RuleScope.FrameworkDerived),
        Rebuilt("System.Reflection.Emit.DynamicMethod", "compiled expressions and other methods made while the program ran: their code, on the worker's own types", static _ => new DynamicMethodRebuild()),
        Fields("System.Runtime.CompilerServices.Closure", "what a compiled expression holds: field by field"),
        Fields("System.Reflection.NullabilityInfoContext", "what it has found so far"),
        Fields("System.Linq.Expressions.*", "expression trees: field by field"),
        .. Fields("System.Dynamic.Utils.", "the arguments of an expression: field by field", "ListArgumentProvider", "ListParameterProvider"),
        Fields("System.Runtime.CompilerServices.TrueReadOnlyCollection`1"),
    ];
}
