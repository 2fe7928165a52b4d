using MemMagics.Platform;

namespace MemMagics.Cli.Terminal;

/// <summary>The end of the tool's process, for which cells may have left handlers (<see cref="AppDomain.ProcessExit"/>) that never return.</summary>
internal static class ToolEnd
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Has the process end some time after it has begun to, whatever holds it up. To be called before any cell can add a handler: they are called in order.</summary>
    public static void IsCertain() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => new Thread(End) { IsBackground = true, Name = "end" }.Start();

    private static void End()
    {
        Thread.Sleep(s_patience);
        HostPlatform.Processes.ExitNow(Environment.ExitCode);
    }
}
