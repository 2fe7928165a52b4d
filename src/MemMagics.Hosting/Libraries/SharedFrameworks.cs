using System.Reflection;
using MemMagics.Wire.Runtime;

namespace MemMagics.Hosting.Libraries;

/// <summary>The shared frameworks that code runs on: those of this process, and what packages and projects ask for besides (<c>Microsoft.AspNetCore.App</c>).</summary>
public sealed class SharedFrameworks
{
    private readonly Dictionary<string, Version> _brought = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _added = [];
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public SharedFrameworks()
    {
        foreach (var folder in DotnetHost.FrameworkFolders)
            Read(folder);
    }

    /// <summary>Paths of the assemblies of frameworks that this process does not run on.</summary>
    public IReadOnlyList<string> Added => _added;

    /// <summary>Adds a framework, unless this process runs on it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="asker">The package or project that asks for it.</param>
    /// <exception cref="LibraryException">It is not installed in a version that goes with this runtime.</exception>
    public void Add(string name, string asker)
    {
        if (!_names.Add(name) || DotnetHost.FrameworkFolders.Any(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == name))
            return;
        var folder = DotnetHost.FolderOf(name)
            ?? throw new LibraryException($"{asker} runs on the shared framework {name}, which is not installed here for .NET {Environment.Version.Major}.{Environment.Version.Minor}.");
        _added.AddRange(Read(folder));
    }

    /// <summary>Whether a framework brings an assembly of that name in the same or a newer version.</summary>
    public bool Bring(string path) =>
        _brought.TryGetValue(Path.GetFileName(path), out var own) && AssemblyName.GetAssemblyName(path).Version is { } version && version <= own;

    private List<string> Read(string folder)
    {
        var managed = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.dll"))
        {
            if (VersionOf(path) is { } version && _brought.TryAdd(Path.GetFileName(path), version))
                managed.Add(path);
        }

        return managed;
    }

    private static Version? VersionOf(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path).Version;
        }
        catch (BadImageFormatException)
        {
            // A native library of the framework.
            return null;
        }
    }
}
