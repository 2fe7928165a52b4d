namespace MemMagics.Instrumentation.Libraries;

/// <summary>The libraries whose functions were profiled, kept open so that nothing is decompiled twice.</summary>
internal sealed class ReferencedLibraries : IDisposable
{
    private readonly Dictionary<(string Path, DateTime Written), LibrarySources> _sources = [];

    /// <summary>The source text of a library.</summary>
    /// <param name="path">Its file.</param>
    /// <param name="references">Paths of the assemblies that it may refer to, without the framework's.</param>
    public LibrarySources Of(string path, IReadOnlyList<string> references)
    {
        var key = (path, File.GetLastWriteTimeUtc(path));
        if (!_sources.TryGetValue(key, out var sources))
            _sources.Add(key, sources = new LibrarySources(path, references));

        return sources;
    }

    public void Dispose()
    {
        foreach (var sources in _sources.Values)
            sources.Dispose();
    }
}
