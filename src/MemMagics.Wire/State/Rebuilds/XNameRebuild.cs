using System.Xml.Linq;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An XML name. There is one object for each name in a process, so the worker uses its own.</summary>
public sealed class XNameRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override object?[] TakeApart(object value) => [((XName)value).NamespaceName, ((XName)value).LocalName];

    public override object PutTogether(Type type, object? blank, object?[] parts) => XName.Get((string)parts[1]!, (string)parts[0]!);
}
