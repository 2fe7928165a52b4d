using System.Reflection;
using System.Security.Cryptography;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A hash function of cryptography between two inputs: it has no state but the last hash.</summary>
public sealed class HashAlgorithmRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override Type WireType(Type type)
    {
        // Its own class is an implementation detail, nested in the public one.
        while (!type.IsPublic)
            type = type.BaseType!;
        return type;
    }

    public override string? Refusal(object value) => InUse(value);

    public override object?[] TakeApart(object value) => [Members.Field(value, typeof(HashAlgorithm), "HashValue")];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var create = type.GetMethod("Create", BindingFlags.Static | BindingFlags.Public, []) ?? throw new MissingMethodException(type.FullName, "Create");
        var made = create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
        Members.SetField(made, typeof(HashAlgorithm), "HashValue", parts[0]);
        return made;
    }

    /// <summary>Why one cannot travel: what it has hashed so far is in native memory.</summary>
    internal static string? InUse(object value) =>
        Members.Field(value, typeof(HashAlgorithm), "_disposed") is true ? "has been disposed"
        : Members.Field(value, typeof(HashAlgorithm), "State") is 0 ? null
        : "has hashed a part of its input";
}
