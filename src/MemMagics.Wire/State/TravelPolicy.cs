using System.Reflection;
using MemMagics.Wire.Runtime;
using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

/// <summary>
/// Decides explicitly, by type, how a value travels. Framework types travel only if <see cref="FrameworkRules"/> lists them;
/// types of the notebook and of libraries travel field by field, unless their kind or a class that they extend forbids it.
/// </summary>
public static class TravelPolicy
{
    public static (Travel Travel, string? Reason, Rebuild? Rebuild) Decide(Type type)
    {
        if (type.IsPrimitive)
            return (Travel.Fields, null, null);
        if (type == typeof(string))
            return (Travel.Text, null, null);
        if (type.IsArray)
            return DecideArray(type);
        if (type.IsPointer || type.IsFunctionPointer || type.IsByRef || type.IsByRefLike)
            return Refuse("is an address in this process's memory");
        if (type.IsEnum)
            return (Travel.Fields, null, null);
        if (type == typeof(StaticSingleton))
            return (Travel.Rebuilt, null, new SingletonRebuild());
        if (type.IsCOMObject)
            return Refuse("is a COM object");
        if (FrameworkRules.Find(type) is { } rule)
            return (rule.Travel, rule.Travel == Travel.Refused ? rule.Note : null, rule.Rebuild?.Invoke(type));
        if (IsFramework(type))
            return Refuse("is a framework type that is not known to mean the same in another process");
        if (type.Assembly.IsDynamic)
            return Refuse("has a class that was made while the program ran");
        return DecideOwn(type);
    }

    /// <summary>Whether the type comes with the runtime (or a shared framework beside it) and not from the notebook or a package.</summary>
    public static bool IsFramework(Type type) =>
        type.Assembly == typeof(object).Assembly
        || (!type.Assembly.IsDynamic && DotnetHost.IsOfFramework(type.Assembly.Location));

    private static (Travel Travel, string? Reason, Rebuild? Rebuild) DecideArray(Type type)
    {
        var element = type.GetElementType()!;
        if (element.IsPointer || element.IsFunctionPointer)
            return Refuse("holds addresses in this process's memory");
        if (type.GetArrayRank() == 1 && !type.IsSZArray)
            return Refuse("is an array that does not begin at index 0");
        return (Travel.Array, null, null);
    }

    /// <summary>A class or struct of the notebook or of a library: field by field, if the framework class that it extends travels that way too.</summary>
    private static (Travel Travel, string? Reason, Rebuild? Rebuild) DecideOwn(Type type)
    {
        var level = type.BaseType;
        while (level is not null && !IsFramework(level))
            level = level.BaseType;
        if (level is null || level == typeof(object) || level == typeof(ValueType))
            return (Travel.Fields, null, null);

        var (travel, reason, rebuild) = Decide(level);
        if (travel == Travel.Fields || (level.IsAbstract && TypeLayout.InstanceFields(level).Length == 0 && travel != Travel.Refused))
            return (Travel.Fields, null, null);
        if (HasNoFields(level))
            return (Travel.Fields, null, null);
        if (travel == Travel.Refused)
            return Refuse($"is a {CSharpName.Of(level)}, which {reason}");
        if (rebuild is not { HasBlank: true })
            return Refuse($"extends {CSharpName.Of(level)}, which is rebuilt from its content");
        return OverriddenMember(type, level) is { } member
            ? Refuse($"overrides {member} of {CSharpName.Of(level)}, so that taking its content would run its code")
            : (Travel.Rebuilt, null, rebuild);
    }

    /// <summary>A virtual member of the framework class that the derived class overrides, so that reading the content would run its code; <see langword="null"/> for none.</summary>
    private static string? OverriddenMember(Type type, Type level)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        return type.GetMethods(Any).FirstOrDefault(method =>
            method.IsVirtual && method.DeclaringType is { } declaring && !IsFramework(declaring)
            && method.GetBaseDefinition().DeclaringType is { } origin && origin != typeof(object) && origin.IsAssignableFrom(level)
            && method.Name is not ("Dispose" or "GetObjectData" or "OnDeserialization"))?.Name;
    }

    /// <summary>Whether a framework class without a rule has no fields, so that a class that extends it consists of its own fields only.</summary>
    private static bool HasNoFields(Type level) => FrameworkRules.Find(level) is null && TypeLayout.InstanceFields(level).Length == 0;

    private static (Travel Travel, string? Reason, Rebuild? Rebuild) Refuse(string reason) => (Travel.Refused, reason, null);
}
