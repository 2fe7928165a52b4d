using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Hosting.Libraries;
using MemMagics.Hosting.Projects;
using MemMagics.Platform;
using MemMagics.Session;
using MemMagics.Wire.Messages;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Interactive;

/// <summary>The notebook's C# sessions as the engine sees them, packages and projects that came since the last submission included.</summary>
internal sealed class KernelSessions : IObserver<KernelEvent>
{
    // KernelInvocationContext.Current is an AsyncLocal (Microsoft.DotNet.Interactive/KernelInvocationContext.cs), and display looks there.
    private static readonly string[] s_contextAssemblies = ["Microsoft.DotNet.Interactive"];

    // Of each C# kernel the assemblies of packages and projects that its state does not know yet: those that came since it was last brought up to date.
    private readonly ConditionalWeakTable<CSharpKernel, ConcurrentDictionary<string, bool>> _added = [];

    // Those that were ever brought up to date. Before the extension was loaded packages may have come, too.
    private readonly ConditionalWeakTable<CSharpKernel, object> _known = [];

    private readonly CompositeKernel _root;
    private readonly CellNames _names;
    private readonly KernelProjects _projects = new();

    public KernelSessions(CompositeKernel root, CellNames names)
    {
        _root = root;
        _names = names;
        root.RegisterForDisposal(root.KernelEvents.Subscribe(this).Dispose);
        root.RegisterForDisposal(_projects);
    }

    /// <summary>Builds projects and lets a kernel's next submission refer to what they come to, as <see cref="KernelProjects"/> does.</summary>
    public async Task<AddedProjects> AddAsync(CSharpKernel kernel, IReadOnlyList<string> projects, Action<string?> waiting, CancellationToken cancellationToken)
    {
        var added = await _projects.AddAsync(kernel, projects, AddedTo(kernel).Keys, waiting, cancellationToken).ConfigureAwait(false);
        Add(kernel, added.Assemblies);
        return added;
    }

    /// <summary>Gets the session of a kernel when it is needed.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="submit">Runs code in the kernel of that name, as part of the cell.</param>
    public Func<Task<NotebookSession>> Of(CSharpKernel kernel, Func<string, string, Task> submit) => async () =>
    {
        // Before the first submission there is no state, and a state's options have the packages as of its last submission
        // (Microsoft.DotNet.Interactive.CSharp/CSharpKernel.cs): a submission without code changes nothing else. It is a command of its own, so that what the
        // kernel defers until its first cell, such as `using static Kernel`, runs before it (Microsoft.DotNet.Interactive/KernelScheduler.cs).
        var added = AddedTo(kernel).Keys.ToList();
        if (kernel.ScriptState is null || !_known.TryGetValue(kernel, out _) || added.Count > 0)
        {
            await submit("", kernel.Name).ConfigureAwait(false);
            _known.AddOrUpdate(kernel, kernel);
            foreach (var path in added)
                AddedTo(kernel).TryRemove(path, out _);
        }

        return kernel.ScriptState is { } state
            ? new NotebookSession(state)
            {
                CellName = _names.Of,
                Threw = _names.Threw,
                NativeLibraryFolders = [.. NativeLibraryFolders(), .. _projects.NativeLibraryFolders],
                ResourceFolders = _projects.ResourceFoldersOf(kernel),
                LibrarySettings = DisplayInWorkers.Settings,
                ContextAssemblies = s_contextAssemblies,
            }
            : throw new MagicException($"The C# kernel '{kernel.Name}' has no session. Run a cell with any C# code, then this one again.");
    };

    /// <summary>The session of a kernel as it is now, for questions that run nothing; <see langword="null"/> when the kernel has none yet.</summary>
    public NotebookSession? Known(CSharpKernel kernel) => kernel.ScriptState is { } state ? new NotebookSession(state) { AddedReferences = [.. AddedTo(kernel).Keys] } : null;

    void IObserver<KernelEvent>.OnNext(KernelEvent value)
    {
        if (value is not PackageAdded added)
            return;

        // The event is of the whole cell, which may begin in another language.
        var kernels = _root.ChildKernels.OfType<CSharpKernel>().ToList();
        foreach (var kernel in kernels.Where(kernel => kernel.Name == added.Command.TargetKernelName) is var its && its.Any() ? its : kernels)
            Add(kernel, added.PackageReference.AssemblyPaths);
    }

    void IObserver<KernelEvent>.OnCompleted()
    {
    }

    void IObserver<KernelEvent>.OnError(Exception error)
    {
    }

    private ConcurrentDictionary<string, bool> AddedTo(CSharpKernel kernel) => _added.GetValue(kernel, static _ => []);

    private void Add(CSharpKernel kernel, IEnumerable<string> assemblies)
    {
        foreach (var path in assemblies)
            AddedTo(kernel)[path] = true;
    }

    /// <summary>
    /// Where packages have native libraries for this machine. The host's package manager puts the folder of every package that it restored,
    /// also before this extension was loaded, into the process's PATH (F# compiler, NativeDllResolveHandler.fs).
    /// </summary>
    private static IEnumerable<string> NativeLibraryFolders()
    {
        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        string[] platforms = [RuntimeInformation.RuntimeIdentifier, .. HostPlatform.Names.PackagePlatforms.SelectMany(system => (string[])[$"{system}-{processor}", system])];
        return from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Distinct()
               where Directory.Exists(Path.Combine(folder, "runtimes"))
               from platform in platforms.Distinct()
               let natives = Path.Combine(folder, "runtimes", platform, "native")
               where Directory.Exists(natives)
               select natives;
    }
}
