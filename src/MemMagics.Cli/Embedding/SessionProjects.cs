using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MemMagics.Cli.Building;
using MemMagics.Cli.Packages;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>The projects that a session's cells have asked for so far: <c>#r "Lib.csproj"</c>.</summary>
/// <param name="build">Builds them.</param>
/// <param name="natives">Receives the folders of their native libraries.</param>
/// <param name="libraries">Receives the folders of their translated resources.</param>
/// <param name="folder">The notebook's folder.</param>
internal sealed class SessionProjects(ProgramBuild build, NativeLibraries natives, ManagedLibraries libraries, string folder)
{
    private readonly Dictionary<string, Guid> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _resourceFolders = [];

    public IReadOnlyList<string> ResourceFolders => _resourceFolders;

    /// <summary>Builds the projects that a cell asks for.</summary>
    /// <param name="directives">The cell's directives.</param>
    /// <param name="known">Paths of the session's assemblies of packages.</param>
    /// <param name="output">Receives what is being waited for, and what the author should know.</param>
    /// <param name="cancellationToken">Stops a build.</param>
    /// <returns>Paths of the assemblies that are new to the session.</returns>
    /// <exception cref="BuildException">A project does not build, or the session already uses another build of what it comes to.</exception>
    /// <exception cref="PackageException">A shared framework that it runs on is not here.</exception>
    public async Task<IReadOnlyList<string>> AddAsync(HostDirectives directives, IReadOnlyList<string> known, ICellOutput output, CancellationToken cancellationToken)
    {
        var added = new List<string>();
        foreach (var project in directives.Projects.Distinct())
        {
            var built = await BuildAsync(new ProgramSource(project) { Folder = folder }, output, cancellationToken);
            foreach (var note in built.Notes)
                output.Write(OutputStream.Error, $"{note}\n");
            added.AddRange(New(built, known));
            natives.Add(built.NativeLibraryFolders);
            libraries.AddFolders(built.ResourceFolders);
            _resourceFolders.AddRange(built.ResourceFolders.Except(_resourceFolders).ToList());
        }

        return added;
    }

    private async Task<BuiltProgram> BuildAsync(ProgramSource project, ICellOutput output, CancellationToken cancellationToken)
    {
        try
        {
            return await build.BuildAsync(project, build: true, output.Wait, cancellationToken);
        }
        finally
        {
            output.Wait(null);
        }
    }

    /// <summary>The assembly itself and those that it needs, without what the session or the runtime has already.</summary>
    private List<string> New(BuiltProgram built, IReadOnlyList<string> known)
    {
        var frameworks = new SharedFrameworks();
        foreach (var framework in built.Frameworks)
            frameworks.Add(framework, built.Name);
        var added = new List<string>();
        foreach (var path in built.Libraries.Where(library => !frameworks.Bring(library)).Prepend(built.Assembly).Concat(frameworks.Added))
        {
            var name = Path.GetFileName(path);
            if (known.FirstOrDefault(other => Path.GetFileName(other).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } ofPackage)
                RefuseOlder(ofPackage, path, built);
            else if (!_used.TryGetValue(name, out var identity))
                added.Add(path);
            else if (identity != IdentityOf(path))
                throw new BuildException(path == built.Assembly
                    ? $"{built.Name} has changed since this session built it, and a library that is in use cannot be replaced. Run the notebook from its start."
                    : $"{built.Name} needs another build of {Path.GetFileNameWithoutExtension(path)} than the one in use. Run the notebook from its start.");
        }

        foreach (var path in added)
            _used.Add(Path.GetFileName(path), IdentityOf(path));
        return added;
    }

    private static void RefuseOlder(string inUse, string needed, BuiltProgram built)
    {
        var (its, ours) = (System.Reflection.AssemblyName.GetAssemblyName(needed).Version, System.Reflection.AssemblyName.GetAssemblyName(inUse).Version);
        if (its > ours)
            throw new BuildException($"{built.Name} needs {Path.GetFileNameWithoutExtension(needed)} {its}, and the notebook already uses {ours}. Ask for the newer one in the notebook's #r, and run it from its start.");
    }

    /// <summary>Every build of other code has an identity of its own; the same code compiled again has the same.</summary>
    private static Guid IdentityOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }
}
