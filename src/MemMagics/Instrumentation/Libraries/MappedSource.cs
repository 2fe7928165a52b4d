namespace MemMagics.Instrumentation.Libraries;

/// <summary>
/// Finds source files that symbols name by a path of no machine: what is built with <c>ContinuousIntegrationBuild</c> or <c>PathMap</c> has
/// <c>/_/src/App/Program.cs</c> in place of the folder that it was built in.
/// </summary>
internal static class MappedSource
{
    private static readonly char[] s_separators = ['/', '\\'];

    /// <param name="document">The file as the symbols name it.</param>
    /// <param name="library">Path of the library, which lies in a folder of its project as a rule.</param>
    /// <returns>
    /// A file with the text that was compiled, which an end of that path leads to from a folder that the library is in; <see langword="null"/> when there is none.
    /// </returns>
    public static string? Find(SourceDocument document, string library)
    {
        var parts = document.Path.Split(s_separators, StringSplitOptions.RemoveEmptyEntries).Where(static part => !part.Contains(':')).ToArray();
        for (var folder = Path.GetDirectoryName(library); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            for (var first = 0; first < parts.Length; first++)
            {
                var file = Path.Combine([folder, .. parts[first..]]);
                if (document.Is(file))
                    return file;
            }
        }

        return null;
    }
}
