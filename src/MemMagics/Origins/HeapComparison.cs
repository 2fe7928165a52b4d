using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;
using MemMagics.Reports;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Origins;

/// <summary>Counts by type what is alive in a worker before its last call and after it. The worker waits meanwhile, so nothing is allocated or becomes garbage.</summary>
internal sealed class HeapComparison : ICallWatch
{
    // The first session makes what the framework knows of events, which lasts as long as the process: one with few events (keyword GC) comes before the walks.
    private static readonly EventSelection s_few = new(1, new EventGroup(EventSelection.Runtime, 1, 4));

    private readonly DiagnosticsServer _server = DiagnosticsServer.Start();
    private HeapCensus? _before;
    private IReadOnlyList<(long Type, long Objects, long Bytes)> _changes = [];

    /// <inheritdoc/>
    public string Ports => $"{_server.Name},connect,nosuspend";

    /// <inheritdoc/>
    public long Memory => 0; // the walk's buffer is in use only while no code runs

    /// <summary>How much more of each type is alive after the call than before it, the largest change first; <see langword="null"/> when the call did not complete.</summary>
    public IReadOnlyList<TypeUse>? Types { get; private set; }

    /// <summary>Why there is no list although the call completed; <see langword="null"/> when there is one.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public Task CallIsNextAsync(CallPause pause, CancellationToken cancellationToken) => TakeAsync(s_few, cancellationToken);

    /// <inheritdoc/>
    public async Task CallBeginsAsync(CallPause pause, CancellationToken cancellationToken) =>
        _before = await TakeAsync(HeapCensus.Selection(pause.Heap), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<UnknownNames> CallEndedAsync(CallPause pause, CancellationToken cancellationToken)
    {
        if (await TakeAsync(HeapCensus.Selection(pause.Heap), cancellationToken).ConfigureAwait(false) is not { } after)
            return new UnknownNames([], []);

        if (_before is null)
            throw new InvalidDataException("A call ended that did not begin.");

        var before = _before.Counts;
        _changes =
        [
            .. from type in before.Keys.Union(after.Counts.Keys)
               let earlier = before.GetValueOrDefault(type)
               let later = after.Counts.GetValueOrDefault(type)
               where earlier != later
               select (type, later.Objects - earlier.Objects, later.Bytes - earlier.Bytes),
        ];
        Types = [];
        return new UnknownNames([.. _changes.Select(static change => change.Type)], []);
    }

    /// <inheritdoc/>
    public void Named(KnownNames names)
    {
        if (names.Types.Count != _changes.Count)
            throw new InvalidDataException("Not as many names as types.");

        Types =
        [
            .. _changes.Zip(names.Types, static (change, name) => new TypeUse(name, change.Objects, change.Bytes))
                .Where(static use => use.Name.Length > 0)
                .OrderByDescending(static use => Math.Abs(use.Bytes))
                .ThenByDescending(static use => use.Objects)
                .ThenBy(static use => use.Name, StringComparer.Ordinal),
        ];
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns><see langword="null"/> when there is a problem.</returns>
    private async Task<HeapCensus?> TakeAsync(EventSelection events, CancellationToken cancellationToken)
    {
        try
        {
            if (Problem is not null)
                return null;

            var census = new HeapCensus();
            await using var session = await EventSession.BeginAsync(_server, events, census, cancellationToken).ConfigureAwait(false);
            session.Read();
            await session.EndAsync(cancellationToken).ConfigureAwait(false);
            return census;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Problem = e.Message;
            return null;
        }
    }
}
