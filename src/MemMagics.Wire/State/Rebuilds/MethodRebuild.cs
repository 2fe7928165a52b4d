using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A method or constructor: the worker's own of the same type, name and parameters.</summary>
public sealed class MethodRebuild : Rebuild
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) => typeof(MethodInfo).IsAssignableFrom(type) ? typeof(MethodInfo) : typeof(ConstructorInfo);

    public override string? Refusal(object value) => ((MethodBase)value).DeclaringType is null ? "was made while the program ran" : null;

    public override object?[] TakeApart(object value)
    {
        var method = (MethodBase)value;
        var definition = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;
        return [method.DeclaringType, definition.ToString(), method.IsGenericMethod && !method.IsGenericMethodDefinition ? method.GetGenericArguments() : null];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (declaring, signature, arguments) = ((Type)parts[0]!, (string)parts[1]!, (Type[]?)parts[2]);
        var method = type == typeof(MethodInfo) ? Find(declaring, signature) : Find(declaring, declaring.GetConstructors(Any), signature);
        return arguments is null ? method : ((MethodInfo)method).MakeGenericMethod(arguments);
    }

    /// <summary>The method that the type itself declares.</summary>
    /// <exception cref="SnapshotException">The type declares no such method.</exception>
    public static MethodBase Find(Type declaring, string signature) => Find(declaring, declaring.GetMethods(Any), signature);

    private static MethodBase Find(Type declaring, MethodBase[] candidates, string signature) =>
        Array.Find(candidates, candidate => candidate.ToString() == signature)
        ?? throw new SnapshotException($"{CSharpName.Of(declaring)} has no method '{signature}' in the worker.");
}
