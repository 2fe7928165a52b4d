using System.Diagnostics;

namespace MemMagics.Tests;

/// <summary>The built tool, run as people run it.</summary>
internal static class MemMagicsTool
{
    /// <summary>What <c>dotnet</c> runs.</summary>
    public static string Assembly { get; } = Path.Combine(Repository.OutputOf("MemMagics.Cli"), "MemMagics.Cli.dll");

    /// <summary>The tool as a shell runs it, wherever it lies.</summary>
    public static string InShell { get; } = $"dotnet exec '{Assembly}'";

    public static Process Start(string folder, params string[] arguments) => Start(Command(folder, arguments));

    /// <summary>Starts the tool as from a terminal: Ctrl+C reaches it, also where a shell runs these tests in the background, for which it has Ctrl+C ignored.</summary>
    public static Process StartInForeground(string folder, params string[] arguments)
    {
        var command = Command(folder, arguments);
        return Start(new ProcessStartInfo("env", ["--default-signal=INT", command.FileName, .. command.ArgumentList]) { WorkingDirectory = folder });
    }

    public static Task<ToolRun> RunAsync(string folder, params string[] arguments) => ToolRun.OfAsync(Command(folder, arguments));

    /// <summary>The command, to be given an environment and started.</summary>
    public static ProcessStartInfo Command(string folder, params string[] arguments) => new("dotnet", ["exec", Assembly, .. arguments]) { WorkingDirectory = folder };

    /// <summary>The tool with arguments, and whatever else may follow them, for the system's shell.</summary>
    public static ProcessStartInfo ShellCommand(string folder, string arguments) =>
        Path.DirectorySeparatorChar == '\\'
            ? new("cmd", $"/s /c \"dotnet exec \"{Assembly}\" {arguments}\"") { WorkingDirectory = folder }
            : new("sh", ["-c", $"{InShell} {arguments}"]) { WorkingDirectory = folder };

    private static Process Start(ProcessStartInfo command)
    {
        command.RedirectStandardInput = command.RedirectStandardOutput = command.RedirectStandardError = true;
        return Process.Start(command)!;
    }
}
