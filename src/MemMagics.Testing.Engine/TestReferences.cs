using System.Reflection;
using System.Reflection.PortableExecutable;
using MemMagics.Reports;
using MemMagics.Wire.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Testing.Engine;

/// <summary>What a test's code may load: the framework, the assemblies that the test host was started with, and those beside the test assembly.</summary>
internal sealed class TestReferences
{
    private static readonly Dictionary<string, TestReferences> s_known = new(StringComparer.Ordinal);

    // The worker has its own, whose types it knows.
    private static readonly string s_wire = typeof(DotnetHost).Assembly.GetName().Name!;

    private TestReferences(string tests)
    {
        var files = DotnetHost.FrameworkFolders.SelectMany(Assemblies)
            .Concat(DotnetHost.Trusted.Where(static path => !DotnetHost.IsOfFramework(path)))
            .Concat(Assemblies(Path.GetDirectoryName(tests)!).Prepend(tests))
            .Where(static path => Path.GetFileNameWithoutExtension(path) != s_wire);
        Options = ScriptOptions.Default
            .WithFilePath("test")
            .WithReferences(files.DistinctBy(Path.GetFileName).Select(Read).OfType<MetadataReference>());
        NativeFolders =
        [
            .. ((string?)AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Where(static folder => !DotnetHost.IsOfFramework(folder)),
        ];
    }

    /// <summary>The options of the session's script.</summary>
    public ScriptOptions Options { get; }

    /// <summary>Where native libraries are found.</summary>
    public IReadOnlyList<string> NativeFolders { get; }

    /// <summary>The references of a test assembly, read once: a session cannot mix two readings of a file. For one thread at a time.</summary>
    /// <exception cref="MagicException">The assembly is in no file.</exception>
    public static TestReferences Of(Assembly tests)
    {
        if (tests.IsDynamic || tests.Location.Length == 0)
            throw new MagicException($"The code is in {tests.GetName().Name}, which is in no file that another process could load: it was made while the tests ran, loaded from bytes, or is part of a single file.");

        if (!s_known.TryGetValue(tests.Location, out var known))
            s_known.Add(tests.Location, known = new TestReferences(tests.Location));
        return known;
    }

    private static IEnumerable<string> Assemblies(string folder) => Directory.EnumerateFiles(folder, "*.dll").Order(StringComparer.Ordinal);

    /// <returns><see langword="null"/> for a file that is no assembly, or cannot be read: code that needs it says so where it runs.</returns>
    private static MetadataReference? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var image = new PEReader(stream, PEStreamOptions.LeaveOpen);
            if (!image.HasMetadata)
                return null;

            stream.Position = 0;
            return AssemblyMetadata.Create(ModuleMetadata.CreateFromStream(stream, PEStreamOptions.PrefetchMetadata)).GetReference(filePath: path);
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
