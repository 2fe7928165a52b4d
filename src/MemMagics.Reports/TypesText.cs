using System.Text;

namespace MemMagics.Reports;

/// <summary>What stays alive by type, as plain text.</summary>
internal static class TypesText
{
    public static void Append(StringBuilder text, IReadOnlyList<TypeUse>? types)
    {
        if (types is null)
            return;

        if (types.Count == 0)
        {
            text.Append("nothing stays alive\n");
            return;
        }

        text.Append("stays alive, by type:\n");
        var table = new TextTable("Objects", "Bytes", "Type") { LastColumnIsText = true };
        foreach (var (name, objects, bytes) in TypeRows.Of(types))
            table.Add(objects, bytes, name);

        table.AppendTo(text);
    }
}
