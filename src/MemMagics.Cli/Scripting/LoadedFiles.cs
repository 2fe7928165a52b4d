namespace MemMagics.Cli.Scripting;

/// <summary>What the files that a cell loads ask the host for.</summary>
/// <param name="folder">The notebook's folder, against which the cell's own paths are resolved; those of a file are resolved against its own folder.</param>
internal sealed class LoadedFiles(string folder)
{
    private readonly HashSet<string> _read = [];

    /// <summary>The directives of a cell and of all files that it loads, directly or not; the paths of projects are absolute, or relative to the notebook's folder as the cell has them.</summary>
    public HostDirectives Include(HostDirectives directives)
    {
        var all = directives;
        foreach (var file in directives.Loads)
            all = With(all, file, folder);
        return all;
    }

    private HostDirectives With(HostDirectives all, string file, string folderOfLoader)
    {
        string path;
        HostDirectives its;
        try
        {
            path = Path.GetFullPath(file, folderOfLoader);
            if (!_read.Add(path))
                return all;
            its = HostDirectives.Read(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The compiler says so, and where.
            return all;
        }

        var own = Path.GetDirectoryName(path)!;
        foreach (var inner in its.Loads)
            all = With(all, inner, own);
        return all with
        {
            References = [.. all.References, .. its.References],
            Sources = [.. all.Sources, .. its.Sources],
            Projects = [.. all.Projects, .. its.Projects.Select(project => Path.GetFullPath(project, own))],
        };
    }
}
