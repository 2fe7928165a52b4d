using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Projects;

namespace MemMagics.Cli.Embedding;

/// <summary>The packages and projects that a session's code has asked for so far.</summary>
/// <param name="folder">The notebook's or script's folder, against which paths are resolved.</param>
/// <param name="packages">Restores packages.</param>
/// <param name="projects">Builds projects.</param>
internal sealed class CellReferences(string folder, SessionPackages packages, ReferencedProjects projects)
{
    /// <summary>Folders with native libraries. Empty when there are none.</summary>
    public IReadOnlyList<string> NativeFolders => packages.NativeFolders;

    /// <summary>Folders with translated resources, each in a folder named after a culture. Empty when there are none.</summary>
    public IReadOnlyList<string> ResourceFolders => [.. packages.ResourceFolders, .. projects.ResourceFolders];

    /// <summary>Lets a session refer to what code asks for, itself or in files that it loads.</summary>
    /// <param name="directives">The code's directives.</param>
    /// <param name="script">The session.</param>
    /// <param name="output">Receives what is being waited for, and what the author should know.</param>
    /// <param name="cancellationToken">Stops a restore or a build.</param>
    /// <exception cref="Hosting.Libraries.LibraryException">A package cannot be restored, or a shared framework is not here.</exception>
    /// <exception cref="Hosting.Building.BuildException">A project does not build, or does not go with what the session uses.</exception>
    public async Task AddAsync(HostDirectives directives, ScriptSession script, ICellOutput output, CancellationToken cancellationToken)
    {
        var wanted = new LoadedFiles(folder).Include(directives);
        var change = await packages.AddAsync(wanted, script.AddedReferences, output, cancellationToken);
        script.RemoveReferences(change.Replaced);
        script.AddReferences(change.Added);
        var added = await projects.AddAsync(wanted.Projects, folder, packages.Assemblies, output.Wait, cancellationToken);
        foreach (var note in added.Notes)
            output.Write(OutputStream.Error, $"{note}\n");
        script.AddReferences(added.Assemblies);
    }
}
