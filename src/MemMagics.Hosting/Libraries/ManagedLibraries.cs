using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace MemMagics.Hosting.Libraries;

/// <summary>
/// Lets code of a session find its libraries as it would in an application that is built of them: by name alone, whichever of them asks, and in a
/// version that is at least the one asked for.
/// </summary>
/// <remarks>
/// Roslyn's loader by itself finds what a library asks for in that library's folder, or among the references by exact identity. (Roslyn,
/// InteractiveAssemblyLoader.cs.) What it does not find is asked for again here, under the identity of the file that there is, so that each file
/// is loaded once. In .NET Interactive the loader is the host's, which knows that identity of every reference.
/// </remarks>
public sealed class ManagedLibraries : IDisposable
{
    private readonly LibraryContexts _contexts;
    private readonly object _gate = new();
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _folders = [];
    private readonly List<AssemblyLoadContext> _ofScripts = [];

    [ThreadStatic]
    private static bool s_isAsking;

    public ManagedLibraries()
    {
        _contexts = new LibraryContexts(Hook);
        _contexts.Watch();
        AssemblyLoadContext.Default.Resolving += Find;
    }

    /// <summary>Loads the session's submissions and their references. (.NET Interactive does so by one of its own.)</summary>
    public InteractiveAssemblyLoader Loader { get; } = new();

    /// <summary>Makes a file known, and those in its folder: it is what its name stands for unless an earlier file is.</summary>
    public void Add(string path)
    {
        lock (_gate)
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
        AddFolders([Path.GetDirectoryName(path)!]);
    }

    /// <summary>Makes files unknown that no code has used yet: others take their place. Their folders are known still.</summary>
    public void Forget(IReadOnlyList<string> paths)
    {
        lock (_gate)
        {
            foreach (var path in paths)
                _files.Remove(Path.GetFileNameWithoutExtension(path));
        }
    }

    /// <summary>Makes the files of folders known, and translated resources in folders of them.</summary>
    public void AddFolders(IEnumerable<string> folders)
    {
        lock (_gate)
            _folders.AddRange(folders.Except(_folders).ToList());
    }

    public void Dispose()
    {
        _contexts.Dispose();
        AssemblyLoadContext.Default.Resolving -= Find;
        Loader.Dispose();
    }

    private void Hook(AssemblyLoadContext context)
    {
        if (context.GetType().Assembly == typeof(InteractiveAssemblyLoader).Assembly)
        {
            lock (_gate)
                _ofScripts.Add(context);
        }

        context.Resolving += Find;
    }

    private Assembly? Find(AssemblyLoadContext context, AssemblyName name)
    {
        if (s_isAsking || FileOf(name) is not { } path)
            return null;
        s_isAsking = true;
        try
        {
            var known = AssemblyName.GetAssemblyName(path);
            if (name.Version is { } least && known.Version < least)
                return null;
            Loader.RegisterDependency(IdentityOf(known), path);
            return context == AssemblyLoadContext.Default ? OfScripts().Select(one => Load(one, known)).FirstOrDefault(static found => found is not null) : Load(context, known);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            // No assembly after all. The code gets the error of its own question, which names what it asked for.
            return null;
        }
        finally
        {
            s_isAsking = false;
        }
    }

    /// <summary>The contexts of scripts, the newest first. Those of another session may know nothing of a library.</summary>
    private AssemblyLoadContext[] OfScripts()
    {
        lock (_gate)
            return [.. _ofScripts.AsEnumerable().Reverse()];
    }

    private static Assembly? Load(AssemblyLoadContext context, AssemblyName name)
    {
        try
        {
            return context.LoadFromAssemblyName(name);
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    /// <summary>The file of that name, or one in a folder that is known.</summary>
    private string? FileOf(AssemblyName name)
    {
        lock (_gate)
        {
            return _files.GetValueOrDefault(name.Name!)
                ?? _folders.Select(folder => Path.Combine(folder, name.CultureName ?? "", $"{name.Name}.dll")).FirstOrDefault(File.Exists);
        }
    }

    private static AssemblyIdentity IdentityOf(AssemblyName name)
    {
        var key = name.GetPublicKey() ?? [];
        return new AssemblyIdentity(name.Name, name.Version, name.CultureName, [.. key], hasPublicKey: key.Length > 0);
    }
}
