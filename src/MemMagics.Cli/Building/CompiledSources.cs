using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace MemMagics.Cli.Building;

/// <summary>The source files as an assembly's symbols know them.</summary>
internal static class CompiledSources
{
    private static readonly Guid s_sha256 = new("8829d00f-11b8-4213-878b-770e8597ac16");

    /// <summary>
    /// Whether a source file is not what was compiled. MSBuild goes by times alone: a file that is replaced by an older one (<c>mv</c>, <c>cp -p</c>, an archive) is not
    /// compiled again.
    /// </summary>
    /// <returns><see langword="false"/> also when there are no symbols, or the files have other names in them.</returns>
    public static bool Differ(BuiltProgram program)
    {
        try
        {
            using var assembly = new PEReader(File.OpenRead(program.Assembly));
            if (!assembly.TryOpenAssociatedPortablePdb(program.Assembly, static path => File.Exists(path) ? File.OpenRead(path) : null, out var symbols, out _))
                return false;
            using (symbols)
                return Differ(symbols!.GetMetadataReader(), program.Sources.ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            return false;
        }
    }

    private static bool Differ(MetadataReader symbols, HashSet<string> sources)
    {
        foreach (var handle in symbols.Documents)
        {
            var document = symbols.GetDocument(handle);
            if (symbols.GetGuid(document.HashAlgorithm) == s_sha256
                && symbols.GetString(document.Name) is var path && sources.Contains(path)
                && !SHA256.HashData(File.ReadAllBytes(path)).AsSpan().SequenceEqual(symbols.GetBlobBytes(document.Hash)))
            {
                return true;
            }
        }

        return false;
    }
}
