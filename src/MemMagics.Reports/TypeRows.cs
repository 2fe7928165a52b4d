using System.Globalization;

namespace MemMagics.Reports;

/// <summary>Which rows the table by type has: the largest types, and how many there are besides.</summary>
internal static class TypeRows
{
    private const int Most = 15;

    /// <summary>Rows of type, objects, bytes, as printed; the last is the total.</summary>
    public static IReadOnlyList<(string Name, string Objects, string Bytes)> Of(IReadOnlyList<TypeUse> types)
    {
        // One type that is left over takes no more room than the row that says so.
        var shown = types.Count <= Most + 1 ? types.Count : Most;
        var rest = types.Skip(shown).ToList();
        return
        [
            .. types.Take(shown).Select(use => Row(use.Name, [use])),
            .. rest.Count == 0 ? [] : new[] { Row($"… {rest.Count} more types", rest) },
            Row("total", types),
        ];
    }

    private static (string Name, string Objects, string Bytes) Row(string name, IReadOnlyList<TypeUse> uses) =>
        (name, uses.Sum(use => use.Objects).ToString("N0", CultureInfo.InvariantCulture), ByteSize.Exact(uses.Sum(use => use.Bytes)));
}
