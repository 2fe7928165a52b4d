namespace MemMagics.Origins.Events;

/// <summary>A session of events of one runtime, which are read while they come.</summary>
internal sealed class EventSession : IAsyncDisposable
{
    private readonly DiagnosticsServer _server;
    private readonly Stream _stream;
    private readonly ulong _number;
    private readonly EventReader _reader;
    private Task? _reading;

    private EventSession(DiagnosticsServer server, Stream stream, ulong number, IEventSink sink)
    {
        _server = server;
        _stream = stream;
        _number = number;
        _reader = new EventReader(stream, sink);
    }

    /// <summary>How many events were lost. Final when the session has ended.</summary>
    public long Lost => _reader.Lost;

    /// <summary>Has the runtime begin to record events. Nothing is read yet.</summary>
    /// <exception cref="IOException">The runtime does not answer, or refuses.</exception>
    public static async Task<EventSession> BeginAsync(DiagnosticsServer server, EventSelection events, IEventSink sink, CancellationToken cancellationToken)
    {
        var stream = await server.AcceptAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return new EventSession(server, stream, await DiagnosticsCommand.CollectAsync(stream, events, cancellationToken).ConfigureAwait(false), sink);
        }
        catch
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins to read. The sink is called on a thread of its own.</summary>
    public void Read() => _reading = Task.Factory.StartNew(ReadToEnd, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Ends the session; all its events have been read afterwards.</summary>
    /// <exception cref="IOException">The runtime does not answer, or its events break off.</exception>
    /// <exception cref="InvalidDataException">Its events cannot be read.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        using var control = await _server.AcceptAsync(cancellationToken).ConfigureAwait(false);
        await DiagnosticsCommand.StopAsync(control, _number, cancellationToken).ConfigureAwait(false);
        await _reading!.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void ReadToEnd()
    {
        try
        {
            _reader.Read();
        }
        catch
        {
            _stream.Dispose(); // else the runtime waits for ever until somebody reads
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync().ConfigureAwait(false);
        if (_reading is not null)
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // what is wrong with it was said when the session ended
    }
}
