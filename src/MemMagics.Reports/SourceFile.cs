namespace MemMagics;

/// <summary>Files that people write: an output never replaces one.</summary>
internal static class SourceFile
{
    private static readonly HashSet<string> s_endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".cs", ".csx", ".csproj", ".fs", ".fsx", ".fsproj", ".vb", ".vbproj", ".sln", ".slnx", ".props", ".targets", ".razor", ".cshtml", ".xaml", ".resx", ".dib", ".ipynb", ".py", ".ps1", ".sh",
    };

    /// <summary>Whether such a file is there.</summary>
    public static bool IsThere(string path) => s_endings.Contains(Path.GetExtension(path)) && File.Exists(path);
}
