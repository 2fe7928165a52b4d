using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MemMagics.Wire.Platform;

namespace MemMagics.Workers;

/// <summary>The worker's <c>runtimeconfig.json</c>: this process's own runtime and frameworks, with the requested garbage collector and tiered compilation on or off.</summary>
internal static class RuntimeConfiguration
{
    /// <summary>The file for those settings. It is named after its content and kept, so that it is written once per machine.</summary>
    public static string FileFor(WorkerSettings settings)
    {
        var content = Content(settings);
        var name = $"worker-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16]}.runtimeconfig.json";
        var path = Path.Combine(Folder(), name);
        if (!File.Exists(path) || File.ReadAllText(path) != content)
            WholeFile.Write(path, content);

        return path;
    }

    private static string Content(WorkerSettings settings)
    {
        var server = settings.Gc == GcFlavor.Server;
        return new JsonObject
        {
            ["runtimeOptions"] = new JsonObject
            {
                ["tfm"] = "net10.0",
                ["frameworks"] = new JsonArray([.. Frameworks()]),
                ["configProperties"] = new JsonObject
                {
                    ["System.GC.Server"] = server,
                    ["System.GC.Concurrent"] = false,
                    ["System.Runtime.TieredCompilation"] = settings.Tiered,
                },
            },
        }.ToJsonString();
    }

    /// <summary>The shared frameworks of this process with their versions: code of the notebook may use any of them.</summary>
    private static IEnumerable<JsonNode> Frameworks() => DotnetHost.FrameworkFolders
        .Order(StringComparer.Ordinal)
        .Select(static folder => new JsonObject
        {
            ["name"] = Path.GetFileName(Path.GetDirectoryName(folder)),
            ["version"] = Path.GetFileName(folder),
        });

    private static string Folder()
    {
        var cache = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        try
        {
            return Directory.CreateDirectory(Path.Combine(cache.Length == 0 ? Path.GetTempPath() : cache, "memmagics")).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"memmagics-{Environment.UserName}")).FullName;
        }
    }
}
