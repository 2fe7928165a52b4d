using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemMagics.Platform;
using MemMagics.Session;
using MemMagics.Wire.Runtime;

namespace MemMagics.Workers;

/// <summary>The worker's <c>runtimeconfig.json</c>: this process's own runtime and frameworks, and what a program's own configuration has besides, with the requested garbage collector and tiered compilation on or off.</summary>
internal static class RuntimeConfiguration
{
    private static readonly Lock s_gate = new();
    private static string? s_temporary;

    /// <summary>
    /// The file for those settings. It is named after its content and kept in the user's cache, so that it is written once per machine. Where the
    /// cache cannot be used (its place is taken, is not writable, or others could write there), it is in a temporary folder of this process.
    /// </summary>
    /// <remarks>Whoever can write to this file can have workers load code of their own. So every start looks at who can.</remarks>
    /// <exception cref="MagicException">It cannot be written anywhere.</exception>
    public static string FileFor(WorkerSettings settings)
    {
        var content = Content(settings);
        var name = $"worker-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16]}.runtimeconfig.json";
        lock (s_gate)
        {
            return FileIn(Cache(), name, content)
                ?? FileIn(s_temporary, name, content)
                ?? FileIn(s_temporary = NewTemporary(), name, content)
                ?? throw new MagicException($"The worker's configuration cannot be written: neither '{Cache()}' nor '{Path.GetTempPath()}' takes a file. Make room there, or set TMPDIR to a folder that does.");
        }
    }

    private static string Content(WorkerSettings settings)
    {
        var program = settings.Program is { } path ? new ProgramConfiguration(path) : null;
        var properties = program?.Properties() ?? [];
        properties["System.GC.Server"] = settings.Gc == GcFlavor.Server;
        properties["System.GC.Concurrent"] = false;
        properties["System.Runtime.TieredCompilation"] = settings.Tiered;
        return new JsonObject
        {
            ["runtimeOptions"] = new JsonObject
            {
                ["tfm"] = "net10.0",
                ["frameworks"] = new JsonArray([.. program?.FrameworksBesides(Frameworks()) ?? Frameworks()]),
                ["configProperties"] = properties,
            },
        }.ToJsonString();
    }

    /// <summary>The shared frameworks of this process with their versions: code of the notebook may use any of them.</summary>
    private static IEnumerable<JsonObject> Frameworks() => DotnetHost.FrameworkFolders
        .Order(StringComparer.Ordinal)
        .Select(static folder => new JsonObject
        {
            ["name"] = Path.GetFileName(Path.GetDirectoryName(folder)),
            ["version"] = Path.GetFileName(folder),
        });

    /// <returns>The file's path; <see langword="null"/> when it cannot be there, or others could change it.</returns>
    private static string? FileIn(string? folder, string name, string content)
    {
        if (folder is null)
            return null;

        try
        {
            if (!Directory.Exists(folder))
                HostPlatform.Files.CreateOwnFolder(folder);

            var path = Path.Combine(folder, name);
            if (!HostPlatform.Files.IsOwnFolder(folder) || new FileInfo(path).LinkTarget is not null)
                return null; // writing would follow the link
            if (!Holds(path, content))
                WholeFile.Write(path, content);

            return Holds(path, content) ? path : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool Holds(string path, string content) =>
        HostPlatform.Files.IsOwnFile(path) && new FileInfo(path).Length == Encoding.UTF8.GetByteCount(content) && File.ReadAllText(path) == content;

    /// <returns><see langword="null"/> for a user without a home.</returns>
    private static string? Cache() =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data
            ? Path.Combine(data, "memmagics")
            : null;

    /// <summary>A folder that nobody can have made before, of mode 0700. It goes when the process ends.</summary>
    private static string? NewTemporary()
    {
        try
        {
            var folder = Directory.CreateTempSubdirectory("memmagics-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone, or somebody has taken it.
        }
    }
}
