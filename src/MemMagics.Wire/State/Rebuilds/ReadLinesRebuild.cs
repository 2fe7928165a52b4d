using System.Text;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The lines of a file (<c>File.ReadLines</c>) that nobody has begun to read: the file is opened again.</summary>
public sealed class ReadLinesRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Complete];

    public override bool HasBlank => true;

    public override string? Refusal(object value) =>
        Members.Field(value, value.GetType().BaseType!, "state") is 0 ? null : "is half-way through a file that this process has open";

    public override object?[] TakeApart(object value) => [Members.Field(value, value.GetType(), "_path"), Members.Field(value, value.GetType(), "_encoding")];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (path, encoding) = ((string)parts[0]!, (Encoding)parts[1]!);
        return Construct.On(blank!, type, path, encoding, new StreamReader(path, encoding));
    }
}
