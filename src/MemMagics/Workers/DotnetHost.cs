using System.Runtime.InteropServices;

namespace MemMagics.Workers;

/// <summary>The <c>dotnet</c> that workers are started with: the one this process runs on.</summary>
internal static class DotnetHost
{
    /// <summary>Path of the <c>dotnet</c> executable.</summary>
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (Environment.ProcessPath is { } self && System.IO.Path.GetFileName(self).Equals(name, StringComparison.OrdinalIgnoreCase))
            return self;

        // <root>/shared/Microsoft.NETCore.App/10.0.x/
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var beside = System.IO.Path.Combine(root, name);
        return File.Exists(beside) ? beside : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? name;
    }
}
