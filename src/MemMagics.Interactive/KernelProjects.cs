using System.Runtime.CompilerServices;
using MemMagics.Hosting.Building;
using MemMagics.Hosting.Libraries;
using MemMagics.Hosting.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.DotNet.Interactive.CSharp;

namespace MemMagics.Interactive;

/// <summary>The projects of each C# kernel, and the libraries of all of them, which the process's code finds.</summary>
internal sealed class KernelProjects : IDisposable
{
    private readonly ConditionalWeakTable<CSharpKernel, ReferencedProjects> _ofKernels = [];
    private readonly NativeLibraries _natives = new();
    private readonly ManagedLibraries _libraries = new();

    /// <summary>Folders with native libraries of their packages. Empty when there are none.</summary>
    public IReadOnlyList<string> NativeLibraryFolders => _natives.Folders;

    /// <summary>Folders with translated resources of the libraries of a kernel's projects. Empty when there are none.</summary>
    public IReadOnlyList<string> ResourceFoldersOf(CSharpKernel kernel) => _ofKernels.TryGetValue(kernel, out var its) ? its.ResourceFolders : [];

    /// <summary>Builds projects and lets a kernel's next submission refer to what they come to.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="projects">Paths of the project files; against the working directory, as all paths of cells.</param>
    /// <param name="packages">Paths of assemblies that came since the kernel's last submission.</param>
    /// <param name="waiting">Receives what is being waited for, and <see langword="null"/> when that is over.</param>
    /// <param name="cancellationToken">Stops a build.</param>
    /// <exception cref="BuildException">A project does not build, or the session already uses another build of what it comes to.</exception>
    /// <exception cref="LibraryException">A shared framework that it runs on is not here.</exception>
    public async Task<AddedProjects> AddAsync(CSharpKernel kernel, IReadOnlyList<string> projects, IEnumerable<string> packages, Action<string?> waiting, CancellationToken cancellationToken)
    {
        var its = _ofKernels.GetValue(kernel, _ => new ReferencedProjects(new ProgramBuild(), _natives, _libraries));
        var added = await its.AddAsync(projects, Environment.CurrentDirectory, [.. ReferencesOf(kernel), .. packages], waiting, cancellationToken).ConfigureAwait(false);
        kernel.AddAssemblyReferences(added.Assemblies);
        return added;
    }

    public void Dispose()
    {
        _natives.Dispose();
        _libraries.Dispose();
    }

    /// <summary>What the last submission could refer to.</summary>
    private static IEnumerable<string> ReferencesOf(CSharpKernel kernel) =>
        kernel.ScriptState?.Script.Options.MetadataReferences.OfType<PortableExecutableReference>().Select(static reference => reference.FilePath).OfType<string>() ?? [];
}
