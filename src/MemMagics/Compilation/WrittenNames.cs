namespace MemMagics.Compilation;

/// <summary>Names of members in metadata that nobody wrote so: <c>get_Item</c>, <c>op_Addition</c>.</summary>
internal static class WrittenNames
{
    /// <summary>The name as it is written in line tables: <c>Width.get</c>, <c>this[].set</c>, <c>operator +</c>; what is none of these stays.</summary>
    public static string Written(string metadataName)
    {
        // People who come from other languages write functions such as add_numbers.
        var end = metadataName.IndexOf('_', StringComparison.Ordinal);
        return end > 0 && end < metadataName.Length - 1 && char.IsUpper(metadataName[end + 1]) && metadataName[..end] is "get" or "set" or "add" or "remove"
            ? $"{Property(metadataName[(end + 1)..])}.{metadataName[..end]}"
            : OperatorNames.Written(metadataName) ?? metadataName;
    }

    private static string Property(string name) => name is "Item" or "Chars" ? "this[]" : name;
}
