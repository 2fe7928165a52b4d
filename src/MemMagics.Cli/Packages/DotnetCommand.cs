using System.Runtime.InteropServices;

namespace MemMagics.Cli.Packages;

/// <summary>The <c>dotnet</c> program whose runtime this process runs on.</summary>
internal static class DotnetCommand
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        if (string.Equals(System.IO.Path.GetFileName(Environment.ProcessPath), name, StringComparison.OrdinalIgnoreCase))
            return Environment.ProcessPath!;

        // <root>/shared/Microsoft.NETCore.App/10.0.x/
        var root = System.IO.Path.GetFullPath(System.IO.Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var beside = System.IO.Path.Combine(root, name);
        return File.Exists(beside) ? beside : name;
    }
}
