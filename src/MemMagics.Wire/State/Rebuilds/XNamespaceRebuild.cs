using System.Xml.Linq;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class XNamespaceRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override object?[] TakeApart(object value) => [((XNamespace)value).NamespaceName];

    public override object PutTogether(Type type, object? blank, object?[] parts) => XNamespace.Get((string)parts[0]!);
}
