using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The default comparer of a type, whatever class the framework chose for it.</summary>
public sealed class DefaultComparerRebuild(Type type, Type definition) : Rebuild
{
    private readonly Type _comparer = ClosedBase(type, definition);

    public override IReadOnlyList<PartNeed> Needs => [];

    public override Type WireType(Type type) => _comparer;

    public override string? Refusal(object value) =>
        ReferenceEquals(value, Default()) || TypeLayout.InstanceFields(value.GetType()).Length == 0 ? null : "is a comparer with a state of its own";

    public override object?[] TakeApart(object value) => [];

    public override object PutTogether(Type type, object? blank, object?[] parts) => Default();

    private object Default() => _comparer.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    private static Type ClosedBase(Type type, Type definition)
    {
        var level = type;
        while (!level.IsGenericType || level.GetGenericTypeDefinition() != definition)
            level = level.BaseType!;
        return level;
    }
}
