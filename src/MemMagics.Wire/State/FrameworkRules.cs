using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>The table of framework types that travel and of those that are refused for a reason worth telling. What is not in it does not travel.</summary>
public static partial class FrameworkRules
{
    private static readonly Dictionary<string, TravelRule> s_rules = All().ToDictionary(static rule => rule.TypeName);
    private static readonly TravelRule[] s_families = [.. s_rules.Values.Where(static rule => rule.TypeName.EndsWith('*'))];

    /// <summary>Every row, for the docs.</summary>
    public static IEnumerable<TravelRule> All() =>
    [
        .. Values(), .. Collections(), .. ImmutableCollections(), .. ConcurrentCollections(), .. OldCollections(), .. Comparers(), .. Text(),
        .. Documents(), .. Culture(), .. Code(), .. Deferred(), .. Waiting(), .. Tables(),
        .. Streams(), .. Queries(), .. Cryptography(), .. Xml(), .. Refusals(),
    ];

    /// <summary>The row that applies to a type: its own, or that of a base class if the row covers derived types.</summary>
    public static TravelRule? Find(Type type)
    {
        var isFramework = TravelPolicy.IsFramework(type);
        if (isFramework && OwnRule(NameOf(type)) is { } own)
            return own;
        for (var level = type.BaseType; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (TravelPolicy.IsFramework(level) && s_rules.GetValueOrDefault(NameOf(level)) is { } rule
                && (rule.Scope == RuleScope.Derived || (isFramework && rule.Scope == RuleScope.FrameworkDerived)))
                return rule;
        }

        return null;
    }

    /// <summary>Whether a rule excludes the field from travelling.</summary>
    public static bool IsExcluded(FieldInfo field) =>
        field.DeclaringType is { } type && TravelPolicy.IsFramework(type) && OwnRule(NameOf(type)) is { ExcludedFields: { Count: > 0 } excluded } && excluded.Contains(field.Name);

    private static TravelRule? OwnRule(string name) =>
        s_rules.GetValueOrDefault(name) ?? Array.Find(s_families, family => name.StartsWith(family.TypeName.AsSpan(0, family.TypeName.Length - 1), StringComparison.Ordinal));

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name;

    private static TravelRule Fields(string type, string note = "field by field", RuleScope scope = RuleScope.Exact) => new(type, Travel.Fields, note, Scope: scope);

    private static IEnumerable<TravelRule> Fields(string family, string note, params string[] types) => types.Select(type => Fields(family + type, note));

    private static TravelRule Refused(string type, string why, RuleScope scope = RuleScope.Exact) => new(type, Travel.Refused, why, Scope: scope);

    private static TravelRule Rebuilt(string type, string note, Func<Type, Rebuild> rebuild, RuleScope scope = RuleScope.Exact) =>
        new(type, Travel.Rebuilt, note, rebuild, scope);

    /// <summary>The rebuild class, constructed with the type arguments of the type to rebuild.</summary>
    private static Func<Type, Rebuild> Closed(Type rebuild) =>
        type => (Rebuild)Activator.CreateInstance(rebuild.MakeGenericType(type.GetGenericArguments()))!;

    /// <summary>The rebuild class, constructed with the type arguments of a base class, when the type itself is an implementation detail.</summary>
    private static Func<Type, Rebuild> Generic(Type rebuild, string level) => type =>
    {
        var found = type;
        while (found.Name != level)
            found = found.BaseType!;
        return (Rebuild)Activator.CreateInstance(rebuild.MakeGenericType(found.GetGenericArguments()))!;
    };
}
