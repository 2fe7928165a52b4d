namespace MemMagics.Worker.State;

/// <summary>The table of framework types that travel and of those that are refused for a reason worth telling. What is not in it does not travel.</summary>
internal static partial class FrameworkRules
{
    private static readonly Dictionary<string, TravelRule> s_rules = All().ToDictionary(static rule => rule.TypeName);

    /// <summary>Every row, for the docs.</summary>
    public static IEnumerable<TravelRule> All() => [.. Values(), .. Collections(), .. Comparers(), .. Code(), .. Refusals()];

    /// <summary>The row that speaks for a type: its own, or one of a base class that speaks for derived types too.</summary>
    public static TravelRule? Find(Type type)
    {
        var isFramework = TravelPolicy.IsFramework(type);
        if (isFramework && s_rules.GetValueOrDefault(NameOf(type)) is { } own)
            return own;
        for (var level = type.BaseType; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (TravelPolicy.IsFramework(level) && s_rules.GetValueOrDefault(NameOf(level)) is { } rule
                && (rule.Scope == RuleScope.Derived || (isFramework && rule.Scope == RuleScope.FrameworkDerived)))
                return rule;
        }

        return null;
    }

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name;

    private static TravelRule Fields(string type, string note = "field by field") => new(type, Travel.Fields, note);

    private static TravelRule Refused(string type, string why, RuleScope scope = RuleScope.Exact) => new(type, Travel.Refused, why, Scope: scope);

    private static TravelRule Rebuilt(string type, string note, Func<Type, Rebuild> rebuild, RuleScope scope = RuleScope.Exact) =>
        new(type, Travel.Rebuilt, note, rebuild, scope);

    /// <summary>The rebuilding class closed over the type arguments of the type that it is for.</summary>
    private static Func<Type, Rebuild> Closed(Type rebuild) =>
        type => (Rebuild)Activator.CreateInstance(rebuild.MakeGenericType(type.GetGenericArguments()))!;
}
