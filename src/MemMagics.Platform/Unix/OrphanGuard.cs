using System.ComponentModel;
using System.Diagnostics;

namespace MemMagics.Platform.Unix;

/// <summary>
/// Kills a worker whose runtime still waits at its start when this process ends: it would wait for ever. Later a worker notices by itself, because its
/// standard input ends.
/// </summary>
/// <remarks>
/// A shell waits for a line, and the kernel ends what it reads when this process ends, however it ends. It is there before the worker, so it knows no process
/// id: it finds the worker by the port in its environment, even one that is still being started.
/// </remarks>
internal sealed class OrphanGuard : IDisposable
{
    private readonly Process _shell;
    private int _disposed;

    private OrphanGuard(Process shell) => _shell = shell;

    /// <summary>Starts the shell.</summary>
    /// <param name="script">What it does; it exits when it reads a line and otherwise, when there is none, kills the worker.</param>
    /// <param name="argument">The script's <c>$0</c>, which others can read.</param>
    /// <param name="told">A first line on its standard input, which others cannot; <see langword="null"/> for none.</param>
    /// <returns>The guard; <see langword="null"/> where there is no shell.</returns>
    public static OrphanGuard? Start(string script, string argument, string? told = null)
    {
        try
        {
            var guard = new OrphanGuard(Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script, argument]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!);
            if (told is not null)
                guard.Tell(told);
            return guard;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The worker runs, or has ended: it is left alone.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        Tell("");
        try
        {
            _shell.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // Somebody has ended the shell.
        }

        _shell.Dispose();
    }

    private void Tell(string line)
    {
        try
        {
            _shell.StandardInput.WriteLine(line);
        }
        catch (IOException)
        {
            // Somebody has ended the shell.
        }
    }
}
