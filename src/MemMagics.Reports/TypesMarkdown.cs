using System.Text;

namespace MemMagics.Reports;

/// <summary>What stays alive by type, as a Markdown table.</summary>
internal static class TypesMarkdown
{
    /// <param name="types">The types.</param>
    /// <param name="codeSpan">How code is written inside a table.</param>
    public static string Of(IReadOnlyList<TypeUse> types, Func<string, string> codeSpan)
    {
        if (types.Count == 0)
            return "Nothing stays alive.";

        var table = new StringBuilder("Stays alive, by type:\n\n| Objects | Bytes | Type |\n|--:|--:|:--|");
        var rows = TypeRows.Of(types);
        for (var row = 0; row < rows.Count; row++)
        {
            var (name, objects, bytes) = rows[row];
            var isType = row < types.Count && types[row].Name == name;
            table.Append($"\n| {objects} | {bytes} | {(isType ? codeSpan(name) : name)} |");
        }

        return table.ToString();
    }
}
