using System.Security.Cryptography;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A keyed hash function between two inputs: its key, and the last hash.</summary>
public sealed class KeyedHashRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override string? Refusal(object value) => HashAlgorithmRebuild.InUse(value);

    public override object?[] TakeApart(object value) => [((KeyedHashAlgorithm)value).Key, Members.Field(value, typeof(HashAlgorithm), "HashValue")];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        Construct.On(blank!, type, parts[0]);
        Members.SetField(blank!, typeof(HashAlgorithm), "HashValue", parts[1]);
        return blank!;
    }
}
