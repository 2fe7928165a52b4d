using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace MemMagics.Hosting.Building;

/// <summary>The source files as the symbols of assemblies know them.</summary>
internal static class CompiledSources
{
    private static readonly Guid s_sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    /// <summary>
    /// Whether a source file of a program, or of a project that it refers to, is not what was compiled. MSBuild goes by times alone: a file that is replaced by an
    /// older one (<c>mv</c>, <c>cp -p</c>, an archive) is not compiled again.
    /// </summary>
    /// <param name="program">What was built.</param>
    /// <param name="projects">The project files that it was built of.</param>
    /// <returns><see langword="false"/> also when there are no symbols, or the files have other names in them.</returns>
    public static bool Differ(BuiltProgram program, IReadOnlyList<string> projects)
    {
        var sources = program.Sources.ToHashSet(StringComparer.Ordinal);
        var folders = projects.Select(static project => Path.GetDirectoryName(project) + Path.DirectorySeparatorChar).ToList();
        var output = Path.GetDirectoryName(program.Assembly);
        return program.Libraries.Where(library => Path.GetDirectoryName(library) == output).Prepend(program.Assembly)
            .Any(assembly => Differ(assembly, path => sources.Contains(path) || folders.Exists(folder => path.StartsWith(folder, StringComparison.Ordinal))));
    }

    private static bool Differ(string path, Func<string, bool> isOfProgram)
    {
        try
        {
            using var assembly = new PEReader(File.OpenRead(path));
            if (!assembly.TryOpenAssociatedPortablePdb(path, static file => File.Exists(file) ? File.OpenRead(file) : null, out var symbols, out _))
                return false;
            using (symbols)
                return Differ(symbols!.GetMetadataReader(), isOfProgram);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false;
        }
    }

    private static bool Differ(MetadataReader symbols, Func<string, bool> isOfProgram)
    {
        foreach (var handle in symbols.Documents)
        {
            var document = symbols.GetDocument(handle);
            if (symbols.GetGuid(document.HashAlgorithm) == s_sha256
                && symbols.GetString(document.Name) is var path && isOfProgram(path) && File.Exists(path)
                && !SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(symbols.GetBlobBytes(document.Hash)))
            {
                return true;
            }
        }

        return false;
    }
}
