namespace MemMagics.Compilation;

/// <summary>What source documents are called.</summary>
internal static class DocumentNames
{
    /// <summary>Name of a cell whose host gave it none.</summary>
    public static string OfSlot(int slot) => $"submission {slot}";

    /// <summary>The name that people know. Roslyn may have made a path of it, in the directory of the session.</summary>
    public static string Shown(string document)
    {
        var name = Path.GetFileName(document);
        return name.Length == 0 ? document : name;
    }
}
