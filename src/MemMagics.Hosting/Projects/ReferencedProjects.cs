using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;

namespace MemMagics.Hosting.Projects;

/// <summary>The projects that a session's cells have asked for so far: <c>#r "Lib.csproj"</c>.</summary>
/// <param name="build">Builds them.</param>
/// <param name="natives">Receives the folders of their native libraries.</param>
/// <param name="libraries">Receives their libraries, and the folders of translated resources.</param>
public sealed class ReferencedProjects(ProgramBuild build, NativeLibraries natives, ManagedLibraries libraries)
{
    private readonly Dictionary<string, UsedAssembly> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _resourceFolders = [];

    /// <summary>Folders with translated resources of their libraries. Empty when there are none.</summary>
    public IReadOnlyList<string> ResourceFolders => _resourceFolders;

    /// <summary>Whether the path in a <c>#r</c> is that of a project file.</summary>
    public static bool IsProject(string path) => BuildTarget.IsProject(path);

    /// <summary>Builds the projects that a cell asks for.</summary>
    /// <param name="projects">Paths of the project files as the cell has them.</param>
    /// <param name="folder">The folder that relative paths start from.</param>
    /// <param name="known">Paths of the session's other assemblies, those of packages.</param>
    /// <param name="waiting">Receives what is being waited for, and <see langword="null"/> when that is over.</param>
    /// <param name="cancellationToken">Stops a build.</param>
    /// <exception cref="BuildException">A project does not build, or the session already uses another build of what it comes to.</exception>
    /// <exception cref="LibraryException">A shared framework that it runs on is not here.</exception>
    public async Task<AddedProjects> AddAsync(IEnumerable<string> projects, string folder, IReadOnlyList<string> known, Action<string?> waiting, CancellationToken cancellationToken)
    {
        var all = new List<BuiltProgram>();
        foreach (var project in projects.Distinct())
            all.Add(await BuildAsync(new ProgramSource(project) { Folder = folder }, waiting, cancellationToken).ConfigureAwait(false));

        // Of projects that do not go together none is added.
        var added = new Dictionary<string, UsedAssembly>(StringComparer.OrdinalIgnoreCase);
        var satisfied = new List<string>();
        foreach (var built in all)
            AddNew(built, known, added, satisfied);
        foreach (var (name, assembly) in added)
            _used.Add(name, assembly);
        foreach (var path in added.Values.Select(static assembly => assembly.Path).Concat(satisfied))
            libraries.Add(path);
        foreach (var built in all)
        {
            natives.Add(built.NativeLibraryFolders);
            libraries.AddFolders(built.ResourceFolders);
            _resourceFolders.AddRange(built.ResourceFolders.Except(_resourceFolders).ToList());
        }

        return new AddedProjects([.. added.Values.Select(static assembly => assembly.Path)], [.. all.SelectMany(static built => built.Notes)]);
    }

    private async Task<BuiltProgram> BuildAsync(ProgramSource project, Action<string?> waiting, CancellationToken cancellationToken)
    {
        try
        {
            return await build.BuildAsync(project, build: true, waiting, cancellationToken).ConfigureAwait(false);
        }
        catch (BuildException e) when (LockedIn(e.Message) is { } library)
        {
            var name = Path.GetFileNameWithoutExtension(project.Path);
            throw new BuildException(name.Equals(library, StringComparison.OrdinalIgnoreCase) ? HasChanged(name) : NeedsAnother(name, library), e);
        }
        finally
        {
            waiting(null);
        }
    }

    /// <summary>The library of this session that a build could not write: on Windows nobody can write a file that is in use.</summary>
    /// <param name="errors">The build's errors.</param>
    private string? LockedIn(string errors)
    {
        var notCopied = errors.Split('\n').Where(static line => line.Contains("MSB3021", StringComparison.Ordinal) || line.Contains("MSB3027", StringComparison.Ordinal)).ToList();
        return _used.Keys
            .Where(name => notCopied.Exists(line => line.Contains($"{Path.DirectorySeparatorChar}{name}\"", StringComparison.OrdinalIgnoreCase)))
            .Select(Path.GetFileNameWithoutExtension)
            .FirstOrDefault();
    }

    private static string HasChanged(string project) => $"{project} has changed since this session built it, and a library that is in use cannot be replaced. Run the notebook from its start.";

    private static string NeedsAnother(string project, string library) => $"{project} needs another build of {library} than the one in use. Run the notebook from its start.";

    /// <summary>Adds the assembly itself and those that it needs, each under the name of its file, without what the session or the runtime has already.</summary>
    private void AddNew(BuiltProgram built, IReadOnlyList<string> known, Dictionary<string, UsedAssembly> added, List<string> satisfied)
    {
        var frameworks = new SharedFrameworks();
        foreach (var framework in built.Frameworks)
            frameworks.Add(framework, built.Name);
        foreach (var path in built.Libraries.Where(library => !frameworks.Bring(library)).Prepend(built.Assembly).Concat(frameworks.Added))
        {
            var name = Path.GetFileName(path);
            var its = new UsedAssembly(built.Project, path, IdentityOf(path));
            if (_used.TryGetValue(name, out var used) || added.TryGetValue(name, out used))
                RefuseAnother(its, used, isInUse: _used.ContainsKey(name), built);
            else if (known.FirstOrDefault(reference => Path.GetFileName(reference).Equals(name, StringComparison.OrdinalIgnoreCase)) is { } ofPackage)
                satisfied.Add(Satisfying(its, ofPackage, built));
            else
                added.Add(name, its);
        }
    }

    private static void RefuseAnother(UsedAssembly its, UsedAssembly used, bool isInUse, BuiltProgram built)
    {
        if (its.Identity == used.Identity)
            return;
        var library = Path.GetFileNameWithoutExtension(its.Path);
        throw new BuildException(
            isInUse && its.Path == used.Path && its.Path == built.Assembly ? HasChanged(built.Name)
            : isInUse && its.Path == used.Path ? NeedsAnother(built.Name, library)
            : $"{built.Project} and {used.Project} bring two different builds of {library}, of which one session can have one only: {its.Path} and {used.Path}.");
    }

    /// <returns>The file that the session has instead.</returns>
    private static string Satisfying(UsedAssembly its, string inUse, BuiltProgram built)
    {
        var library = Path.GetFileNameWithoutExtension(its.Path);
        if (its.Path == built.Assembly && its.Identity != IdentityOf(inUse))
            throw new BuildException($"The notebook already has a {library} ({inUse}), which {built.Name} would have to replace. Run the notebook from its start, without the #r that brings it.");
        var (needed, there) = (System.Reflection.AssemblyName.GetAssemblyName(its.Path).Version, System.Reflection.AssemblyName.GetAssemblyName(inUse).Version);
        return needed <= there
            ? inUse
            : throw new BuildException($"{built.Name} needs {library} {needed}, and the notebook already uses {there}. Ask for the newer one in the notebook's #r, and run it from its start.");
    }

    /// <summary>Every build of other code has an identity of its own; the same code compiled again has the same.</summary>
    private static Guid IdentityOf(string path)
    {
        using var file = new PEReader(File.OpenRead(path));
        var metadata = file.GetMetadataReader();
        return metadata.GetGuid(metadata.GetModuleDefinition().Mvid);
    }

    private sealed record UsedAssembly(string Project, string Path, Guid Identity);
}
