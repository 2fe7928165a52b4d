using System.Runtime.InteropServices;

namespace MemMagics.Cli.Terminal;

/// <summary>Ctrl-C, or a request to terminate, as a token: the first asks the running cell to stop, the second ends the process as usual.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    public Interrupt()
    {
        registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (source.IsCancellationRequested)
            return;
        signal.Cancel = true;

        // Not on the signal's thread: what is cancelled may take its time.
        _ = Task.Run(source.Cancel);
    }
}
