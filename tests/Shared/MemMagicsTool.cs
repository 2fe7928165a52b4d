using System.Diagnostics;

namespace MemMagics.Tests;

/// <summary>The built tool, run as people run it.</summary>
internal static class MemMagicsTool
{
    /// <summary>What <c>dotnet</c> runs.</summary>
    public static string Assembly { get; } = Path.Combine(Repository.OutputOf("MemMagics.Cli"), "MemMagics.Cli.dll");

    public static Process Start(string folder, params string[] arguments)
    {
        var start = Command(folder, arguments);
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        return Process.Start(start)!;
    }

    public static Task<ToolRun> RunAsync(string folder, params string[] arguments) => ToolRun.OfAsync(Command(folder, arguments));

    /// <summary>The command, to be given an environment and started.</summary>
    public static ProcessStartInfo Command(string folder, params string[] arguments) => new("dotnet", ["exec", Assembly, .. arguments]) { WorkingDirectory = folder };
}
