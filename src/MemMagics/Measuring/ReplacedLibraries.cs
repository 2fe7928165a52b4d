using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MemMagics.Measuring;

/// <summary>Libraries whose files have other code now than when the notebook's process loaded them: measured code, in a process of its own, gets what is there now.</summary>
internal static class ReplacedLibraries
{
    private static readonly DateTime s_started = StartOfProcess();

    /// <summary>Simple names of those among the references of the measured code. Sorted; empty when there are none.</summary>
    /// <param name="references">Paths of the files.</param>
    public static IReadOnlyList<string> Among(IReadOnlyList<string> references)
    {
        // What was written before this process began is what it has loaded.
        var written = references.Where(static path => File.GetLastWriteTimeUtc(path) > s_started).ToHashSet(StringComparer.Ordinal);
        return written.Count == 0 ? [] :
        [
            .. AppDomain.CurrentDomain.GetAssemblies()
                .Where(assembly => !assembly.IsDynamic && written.Contains(assembly.Location) && IsReplaced(assembly))
                .Select(static assembly => assembly.GetName().Name!)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether the file is another build: each of other code has an identity of its own.</summary>
    private static bool IsReplaced(Assembly assembly)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(assembly.Location));
            var metadata = file.GetMetadataReader();
            return metadata.GetGuid(metadata.GetModuleDefinition().Mvid) != assembly.ManifestModule.ModuleVersionId;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
        {
            // A file that cannot be read is no code that runs.
            return false;
        }
    }

    private static DateTime StartOfProcess()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}
