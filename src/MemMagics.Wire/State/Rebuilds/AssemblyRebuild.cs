using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An assembly or module, by a type in it.</summary>
public sealed class AssemblyRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override Type WireType(Type type) => typeof(Assembly).IsAssignableFrom(type) ? typeof(Assembly) : typeof(Module);

    public override string? Refusal(object value) => AnyType(value) is null ? "has no type by which the worker could find it" : null;

    public override object?[] TakeApart(object value) => [AnyType(value)];

    public override object PutTogether(Type type, object? blank, object?[] parts) =>
        type == typeof(Assembly) ? ((Type)parts[0]!).Assembly : ((Type)parts[0]!).Module;

    private static Type? AnyType(object value) => (value as Module ?? ((Assembly)value).ManifestModule).GetType("<Module>")
        ?? (value as Module ?? ((Assembly)value).ManifestModule).GetTypes().FirstOrDefault();
}
