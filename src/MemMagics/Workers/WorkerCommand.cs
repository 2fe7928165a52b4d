using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Wire;
using MemMagics.Wire.Runtime;

namespace MemMagics.Workers;

/// <summary>The command line and environment of a worker.</summary>
internal static class WorkerCommand
{
    private const string Worker = LineProbeNames.Assembly + ".dll";

    // In a package it lies in a folder of the platform for which it is compiled ahead of time, else beside the engine.
    private static readonly string s_folder = Path.GetDirectoryName(typeof(WorkerCommand).Assembly.Location)!;
    private static readonly string s_worker = PlatformFile.Find(s_folder, Worker) ?? Path.Combine(s_folder, Worker);

    public static ProcessStartInfo For(WorkerSettings settings)
    {
        var command = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            ArgumentList = { "exec", "--runtimeconfig", RuntimeConfiguration.FileFor(settings), s_worker },
        };

        WorkerEnvironment.Clean(command.Environment);
        command.Environment["DOTNET_TieredPGO"] = "0"; // else the runtime's own instrumentation would be measured

        // The debugger's pipes and the diagnostics socket would be left in the temporary folder, because workers are killed.
        command.Environment["DOTNET_EnableDiagnostics"] = settings.DiagnosticPorts is null ? "0" : "1";
        if (settings.DiagnosticPorts is { } ports)
        {
            command.Environment["DOTNET_DiagnosticPorts"] = ports;

            // Stacks are to be whole: the JIT remembers which functions it has inlined where, and no call takes the place of its caller.
            command.Environment["DOTNET_RichDebugInfo"] = "1";
            command.Environment["DOTNET_TailCallOpt"] = "0";
            command.Environment["DOTNET_EnableDiagnostics_Debugger"] = "0";
            command.Environment["DOTNET_EnableDiagnostics_Profiler"] = "0";
        }

        return command;
    }
}
