using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Wire.Runtime;

/// <summary>The .NET installation that this process runs on: <c>ROOT/dotnet</c>, <c>ROOT/shared/Microsoft.NETCore.App/10.0.x</c>.</summary>
public static class DotnetHost
{
    /// <summary>Folder of the runtime in use, without a separator at its end.</summary>
    public static string RuntimeFolder { get; } = System.IO.Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory());

    /// <summary>Path of the <c>dotnet</c> executable that workers are started with; its bare name when it is not in its expected folder.</summary>
    public static string Path { get; } = Find();

    // With a trailing separator, because "shared-more" is another folder.
    private static readonly string s_shared = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeFolder, "..", "..")) + System.IO.Path.DirectorySeparatorChar;

    /// <summary>Folders of the shared frameworks that this process may load from: the runtime's own first, then others that it was started with.</summary>
    public static IEnumerable<string> FrameworkFolders =>
        Trusted.Select(static path => System.IO.Path.GetDirectoryName(path) ?? "").Where(static folder => IsOfFramework(folder)).Prepend(RuntimeFolder).Distinct();

    /// <summary>The trusted platform assemblies: the files to which this process binds assembly names first.</summary>
    public static IEnumerable<string> Trusted =>
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether a path is inside a shared framework (<c>Microsoft.NETCore.App</c>, <c>Microsoft.AspNetCore.App</c>), not the notebook's or a package's.</summary>
    /// <param name="path">An absolute path; empty for an assembly without a file, which is never a framework's.</param>
    public static bool IsOfFramework(string path) => path.StartsWith(s_shared, StringComparison.Ordinal);

    /// <summary>The folder of a shared framework for this runtime: the newest with its major and minor version; <see langword="null"/> when none is installed.</summary>
    public static string? FolderOf(string framework)
    {
        var versions = new DirectoryInfo(System.IO.Path.Combine(s_shared, framework));
        return !versions.Exists ? null : versions.EnumerateDirectories($"{Environment.Version.Major}.{Environment.Version.Minor}.*")
            .Where(static folder => Version.TryParse(folder.Name, out _))
            .MaxBy(static folder => Version.Parse(folder.Name))?.FullName;
    }

    private static string Find()
    {
        var name = HostPlatform.Names.Executable("dotnet");
        if (Environment.ProcessPath is { } self && System.IO.Path.GetFileName(self).Equals(name, StringComparison.OrdinalIgnoreCase))
            return self;

        var beside = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeFolder, "..", "..", "..", name));
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
