using System.Xml;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The strings of which XML readers and documents have one object each. Those objects are kept.</summary>
public sealed class NameTableRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value)
    {
        var strings = new List<string>();
        foreach (var chain in ((Array)Members.Field(value, typeof(NameTable), "_entries")!))
        {
            for (var entry = chain; entry is not null; entry = Members.Field(entry, entry.GetType(), "next"))
                strings.Add((string)Members.Field(entry, entry.GetType(), "str")!);
        }

        return [strings.ToArray()];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var table = (NameTable)Construct.On(blank!, typeof(NameTable));
        foreach (var text in (string[])parts[0]!)
            table.Add(text);
        return table;
    }
}
