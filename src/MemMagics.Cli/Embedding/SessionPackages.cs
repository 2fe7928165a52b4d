using MemMagics.Cli.Packages;
using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Libraries;

namespace MemMagics.Cli.Embedding;

/// <summary>The packages that a session's cells have asked for so far.</summary>
internal sealed class SessionPackages(PackageRestore restore, NativeLibraries natives, ManagedLibraries libraries)
{
    private const string OurOwn = "MemMagics";

    private readonly List<PackageRequest> _requested = [];
    private readonly List<string> _sources = [];
    private RestoredPackages _current = RestoredPackages.None;

    public IReadOnlyList<string> NativeFolders => natives.Folders;

    /// <summary>Paths of their assemblies.</summary>
    public IReadOnlyList<string> Assemblies => _current.Assemblies;

    public IReadOnlyList<string> ResourceFolders => _current.ResourceFolders;

    /// <summary>Adds what a cell asks for.</summary>
    /// <param name="directives">The cell's directives.</param>
    /// <param name="unused">Paths of assemblies that no code of the session has been compiled with yet: others may still take their place.</param>
    /// <param name="output">Receives what is being waited for, and what the author should know.</param>
    /// <param name="cancellationToken">Stops a restore.</param>
    /// <exception cref="PackageException">They cannot be restored; the session is as it was.</exception>
    public async Task<PackageChange> AddAsync(HostDirectives directives, IReadOnlyList<string> unused, ICellOutput output, CancellationToken cancellationToken)
    {
        _sources.AddRange(directives.Sources.Select(restore.PlaceOf).Except(_sources).ToList());
        var added = New([.. directives.References.Select(PackageRequest.Parse)], output);
        if (added.Count == 0)
            return PackageChange.None;

        var restored = await WaitingAsync(output, waiting => restore.RestoreAsync([.. _requested, .. added], _sources, waiting, cancellationToken));
        var replaced = Replaced(restored);
        if (replaced.FirstOrDefault(assembly => !unused.Contains(assembly)) is { } used)
            throw new PackageException($"{string.Join(", ", added)} needs another version of {Path.GetFileName(used)} than the one in use. Put its #r before the others, and run the notebook from its start.");
        foreach (var note in restored.Notes.Except(_current.Notes).Concat(HostAssemblies.NotesOn(restored.Assemblies.Except(_current.Assemblies))))
            output.Write(OutputStream.Error, $"{note}\n");
        foreach (var floating in added.Where(package => package.IsFloating))
            output.Write(OutputStream.Out, $"{restored.Packages.First(package => package.StartsWith($"{floating.Id} ", StringComparison.OrdinalIgnoreCase))}\n");

        var assemblies = restored.Assemblies.Except(_current.Assemblies).ToList();
        _requested.AddRange(added);
        natives.Add(restored.NativeFolders);
        libraries.AddFolders(restored.ResourceFolders);
        libraries.Forget(replaced);
        _current = restored;
        return new PackageChange(assemblies, replaced);
    }

    private List<PackageRequest> New(IReadOnlyList<PackageRequest> packages, ICellOutput output)
    {
        var added = new List<PackageRequest>();
        foreach (var package in packages)
        {
            if (package.Id.Equals(OurOwn, StringComparison.OrdinalIgnoreCase))
                output.Write(OutputStream.Out, "MemMagics is built in: #!memit and #!mprun are ready.\n");
            else if (_requested.Concat(added).FirstOrDefault(known => known.Id.Equals(package.Id, StringComparison.OrdinalIgnoreCase)) is not { } known)
                added.Add(package);
            else if (known.Version != package.Version && package.Version != "*")
                throw new PackageException($"{known} is already in use; a session cannot change to {package.Version}. Change the first #r, and run the notebook from its start.");
        }

        return added;
    }

    /// <summary>Paths of the assemblies that another version takes the place of. Where one is loaded, that cannot be.</summary>
    private List<string> Replaced(RestoredPackages restored)
    {
        var paths = restored.Assemblies.ToLookup(assembly => Path.GetFileName(assembly), StringComparer.OrdinalIgnoreCase);
        return [.. _current.Assemblies.Where(assembly => paths.Contains(Path.GetFileName(assembly)) && !paths[Path.GetFileName(assembly)].Contains(assembly))];
    }

    private static async Task<T> WaitingAsync<T>(ICellOutput output, Func<Action<string>, Task<T>> work)
    {
        try
        {
            return await work(output.Wait);
        }
        finally
        {
            output.Wait(null);
        }
    }
}
