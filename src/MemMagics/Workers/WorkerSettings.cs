using MemMagics.Magics;
using MemMagics.Session;

namespace MemMagics.Workers;

/// <summary>The settings that a worker process is started with; a worker on standby serves only requests with equal settings.</summary>
/// <param name="Gc">Its garbage collector.</param>
/// <param name="Tiered">Whether it uses tiered compilation.</param>
/// <param name="DiagnosticPorts">The port that its runtime connects to and takes commands from, as the runtime's variable <c>DOTNET_DiagnosticPorts</c> says it; <see langword="null"/> for none.</param>
/// <param name="RunsSubmissions">Whether what it measures is a submission; otherwise it is the entry point of a program.</param>
/// <param name="Program">Path of a program's <c>runtimeconfig.json</c>, whose frameworks and properties it has besides; <see langword="null"/> for none.</param>
internal sealed record WorkerSettings(GcFlavor Gc, bool Tiered, string? DiagnosticPorts = null, bool RunsSubmissions = true, string? Program = null)
{
    /// <summary>The name of the port over which its runtime is told to run any code at all; <see langword="null"/> when it does not wait.</summary>
    public string? AwaitedPort => DiagnosticPorts?.Split(',') is [var name, _, "suspend"] ? name : null;

    public static WorkerSettings Of(MeasureRequest request, MeasuredProgram? program) => new(request.Gc, request.Tiered, RunsSubmissions: program is not { IsWhole: true }, Program: program?.RuntimeConfiguration);
}
