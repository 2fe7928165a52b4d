using System.Diagnostics;
using System.Reflection;
using MemMagics.Wire.Runtime;

namespace MemMagics.Cli.Packages;

/// <summary>The libraries that this tool itself is made of. The runtime binds their names to the tool's own files first, where those are not older than what is asked for.</summary>
internal static class HostAssemblies
{
    // It says where in the framework these types are, and nothing else: every version of it is as good.
    private const string NothingOfItsOwn = "Microsoft.Bcl.AsyncInterfaces.dll";

    private static readonly Lazy<IReadOnlyDictionary<string, string>> s_own = new(Read);

    /// <summary>A sentence for each assembly of which the notebook's own process uses another version than the package's.</summary>
    public static IEnumerable<string> NotesOn(IEnumerable<string> assemblies)
    {
        foreach (var assembly in assemblies)
        {
            if (s_own.Value.TryGetValue(Path.GetFileName(assembly), out var ours) && AssemblyName.GetAssemblyName(ours).Version >= AssemblyName.GetAssemblyName(assembly).Version
                && VersionOf(ours) is var hosts && VersionOf(assembly) is var packages && hosts != packages)
                yield return $"Cells run with {Path.GetFileNameWithoutExtension(ours)} {hosts}, which this tool is built on, not with {packages}. Measured code gets the package's own.";
        }
    }

    private static Dictionary<string, string> Read() => DotnetHost.Trusted
        .Where(static path => !DotnetHost.IsOfFramework(path) && Path.GetFileName(path) != NothingOfItsOwn)
        .ToDictionary(static path => Path.GetFileName(path), StringComparer.OrdinalIgnoreCase);

    private static string VersionOf(string path)
    {
        var version = FileVersionInfo.GetVersionInfo(path);
        return $"{version.FileMajorPart}.{version.FileMinorPart}.{version.FileBuildPart}";
    }
}
