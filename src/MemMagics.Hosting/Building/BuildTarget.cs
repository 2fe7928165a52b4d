namespace MemMagics.Hosting.Building;

/// <summary>The file that the SDK builds.</summary>
/// <param name="Path">Absolute path of a <c>.cs</c> file or a project file.</param>
internal sealed record BuildTarget(string Path)
{
    private static readonly string[] s_projectTypes = [".csproj", ".fsproj", ".vbproj"];

    /// <summary>Whether it is a file-based app.</summary>
    public bool IsFile => HasExtension(Path, ".cs");

    /// <summary>Its name as people know it: <c>app.cs</c>, <c>App</c>.</summary>
    public string Name => IsFile ? System.IO.Path.GetFileName(Path) : System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The folder that it is in.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    /// <summary>Whether a path is that of a project file, of whatever language.</summary>
    public static bool IsProject(string path) => Array.Exists(s_projectTypes, type => HasExtension(path, type));

    /// <param name="source">What the user gave: a file, or a folder with one project.</param>
    /// <exception cref="BuildException">There is nothing to build, or more than one.</exception>
    public static BuildTarget Find(ProgramSource source)
    {
        if (string.IsNullOrWhiteSpace(source.Path))
            throw new BuildException("Give a .cs file, a project file, or a folder with a project in it.");
        var path = System.IO.Path.GetFullPath(source.Path, source.Folder);
        if (Directory.Exists(path))
            return ProjectIn(path, source.Path);
        if (!File.Exists(path))
            throw new BuildException($"There is no file or folder {source.Path}.");
        if (HasExtension(path, ".cs") || HasExtension(path, ".csproj"))
            return new BuildTarget(path);
        throw new BuildException(WhatIsWrongWith(source.Path));
    }

    private static BuildTarget ProjectIn(string folder, string given)
    {
        var projects = FilesIn(folder, given).Where(IsProject).ToList();
        return projects switch
        {
            [var project] when HasExtension(project, ".csproj") => new BuildTarget(project),
            [var project] => throw new BuildException(WhatIsWrongWith(System.IO.Path.Combine(given, System.IO.Path.GetFileName(project)))),
            [] => throw new BuildException($"There is no project in the folder {given}.{FilesInstead(folder, given)}"),
            _ => throw new BuildException($"The folder {given} has {projects.Count} projects: {Named(projects)}. Name one of them."),
        };
    }

    private static string FilesInstead(string folder, string given) =>
        FilesIn(folder, given).Where(file => HasExtension(file, ".cs")).Take(3).ToList() is { Count: > 0 } files
            ? $" A file by itself is measured by its own name, for example {System.IO.Path.Combine(given, System.IO.Path.GetFileName(files[0]))}."
            : "";

    private static string WhatIsWrongWith(string path) => System.IO.Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".fsproj" or ".vbproj" or ".fs" or ".vb" or ".fsx" => $"{path} is not C#; only C# is measured.",
        ".sln" or ".slnx" or ".slnf" => $"{path} is a solution. Name one of its projects.",
        ".dll" or ".exe" => $"{path} is a built program. Name the project or the .cs file that it is built from.",
        ".dib" or ".ipynb" => $"{path} is a notebook: memmagics run measures in it.",
        _ => $"{path} is neither a .cs file nor a C# project (.csproj).",
    };

    private static IEnumerable<string> FilesIn(string folder, string given)
    {
        try
        {
            return Directory.GetFiles(folder).Order(StringComparer.Ordinal);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new BuildException($"The folder {given} cannot be read: {e.Message}", e);
        }
    }

    private static string Named(IEnumerable<string> files) => string.Join(", ", files.Select(System.IO.Path.GetFileName));

    private static bool HasExtension(string path, string extension) => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
