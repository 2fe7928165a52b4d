using MemMagics.Platform.Unix;

namespace MemMagics.Platform.Linux;

/// <summary>The guard of a worker whose runtime still waits at its start, on Linux.</summary>
/// <remarks>
/// The kernel's own signal at the end of a parent (<c>prctl</c>) can only be asked for by the worker itself, and comes when the thread that started it ends.
/// </remarks>
internal static class LinuxGuard
{
    // What it writes must not end it: nobody reads that once this process has ended. $0 is the port. Environments can be read by their own user only, and this shell's has no port. Signals to the whole group, such as Ctrl-C, are for this process to answer.
    private const string Script =
        "trap '' HUP INT QUIT TERM; exec >/dev/null 2>&1; read line && exit; for round in 1 2 3; do for process in /proc/[0-9]*; do grep -qF \"$0\" $process/environ && kill -9 ${process#/proc/}; done; sleep 1; done";

    /// <summary>Begins to watch over a worker that will be started.</summary>
    /// <param name="port">The name of the port that its runtime will connect to; nothing else on the machine has it.</param>
    /// <returns>The guard; <see langword="null"/> where there can be none.</returns>
    public static OrphanGuard? For(string port) => OrphanGuard.Start(Script, port);
}
