namespace MemMagics.Tests;

/// <summary>Paths as this system writes them.</summary>
internal static class HostPath
{
    /// <summary>A text whose paths have slashes, with the separator of this system in their place.</summary>
    public static string InText(string text) => text.Replace('/', Path.DirectorySeparatorChar);
}
