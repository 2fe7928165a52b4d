using System.Diagnostics;

namespace MemMagics.Platform.Linux;

/// <summary>
/// Kills a worker whose runtime still waits at its start when this process ends: it would wait for ever. Later a worker notices by itself, because its
/// standard input ends.
/// </summary>
/// <remarks>
/// A shell waits for a line, and the kernel ends what it reads when this process ends, however it ends. It is there before the worker, so it knows no process
/// id: it finds the worker by the port in its environment, even one that is still being started. The kernel's own signal at the end of a parent
/// (<c>prctl</c>) can only be asked for by the worker itself, and comes when the thread that started it ends.
/// </remarks>
internal sealed class OrphanGuard : IDisposable
{
    // What it writes must not end it: nobody reads that once this process has ended. $0 is the port. Environments can be read by their own user only, and this shell's has no port. Signals to the whole group, such as Ctrl-C, are for this process to answer.
    private const string Script =
        "trap '' HUP INT QUIT TERM; exec >/dev/null 2>&1; read line && exit; for round in 1 2 3; do for process in /proc/[0-9]*; do grep -qF \"$0\" $process/environ && kill -9 ${process#/proc/}; done; sleep 1; done";

    private readonly Process _shell;
    private int _disposed;

    private OrphanGuard(Process shell) => _shell = shell;

    /// <summary>Begins to watch over a worker that will be started.</summary>
    /// <param name="port">The name of the port that its runtime will connect to; nothing else on the machine has it.</param>
    /// <returns>The guard; <see langword="null"/> where there can be none.</returns>
    public static OrphanGuard? For(string port)
    {
        try
        {
            return new OrphanGuard(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, port]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The worker runs, or has ended: it is left alone.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        try
        {
            _shell.StandardInput.WriteLine();
            _shell.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // Somebody has ended the shell.
        }

        _shell.Dispose();
    }
}
