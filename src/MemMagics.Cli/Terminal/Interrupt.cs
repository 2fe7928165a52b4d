using System.Runtime.InteropServices;

namespace MemMagics.Cli.Terminal;

/// <summary>Ctrl-C, or a request to terminate, as a token: the first asks the running cell to stop, the second ends the process as usual.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interrupt()
    {
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (_source.IsCancellationRequested)
            return;
        signal.Cancel = true;

        // Not on the signal's thread, since cancellation may take its time, and not on the pool's, which cells may have used up.
        new Thread(Cancel) { IsBackground = true, Name = "interrupt" }.Start();
    }

    private void Cancel()
    {
        try
        {
            _source.Cancel();
        }
        catch (Exception e) when (e is ObjectDisposedException or AggregateException)
        {
            // The command has ended at this moment, or somebody who was told to stop has failed to: no reason to abort the process.
        }
    }
}
