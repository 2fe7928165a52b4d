using MemMagics.Magics;
using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Origins;

/// <summary>
/// Records the objects that a worker's last call allocates. The worker's runtime starts suspended and connects to this process, so that a
/// session is there before the runtime chooses its allocator: only then can every object be an event.
/// </summary>
internal sealed class AllocationRecording : ICallWatch
{
    /// <summary>How many objects are recorded one by one; what follows is sampled (docs/measurements.md, Where objects come from).</summary>
    public const long MostObjects = 5_000_000;

    /// <summary>How many frames their stacks may have together: with deep stacks, fewer objects take as long.</summary>
    public const long MostFrames = 20 * MostObjects;

    private const int CodeBuffer = 64;
    private const int ObjectBuffer = 256;
    private const int Informational = 4;

    private readonly DiagnosticsServer _server = DiagnosticsServer.Start();
    private readonly CancellationTokenSource _disposed = new();
    private readonly List<EventSession> _sessions = [];
    private readonly WhereChoice _choice;
    private readonly Task _starting;
    private EventSession? _code;
    private EventSession? _objects;
    private Task _switching = Task.CompletedTask;
    private UnknownNames _unknown = new([], []);
    private IReadOnlyDictionary<long, string> _names = new Dictionary<long, string>();
    private readonly TaskCompletionSource _callEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="choice">Whether every object is recorded.</param>
    /// <exception cref="IOException">This process cannot listen.</exception>
    public AllocationRecording(WhereChoice choice)
    {
        _choice = choice;
        _starting = StartAsync(_disposed.Token);
    }

    /// <inheritdoc/>
    public string Ports => $"{_server.Name},connect,suspend";

    /// <summary>What was recorded; <see langword="null"/> before the call, and when recording failed.</summary>
    public AllocationRecorder? Recorder { get; private set; }

    /// <summary>What the runtime told of its compiled code.</summary>
    public CodeMap Code { get; } = new();

    /// <summary>When the call began and when what it had allocated was read, as <see cref="System.Diagnostics.Stopwatch"/> timestamps.</summary>
    public (long Begin, long End) Call { get; private set; }

    /// <summary>Whether the runtime sampled objects, all or from one on.</summary>
    public bool IsSampled { get; private set; }

    /// <summary>Whether the call has ended and all that was recorded has been read.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Events that the runtime could not keep until they were read.</summary>
    public long Lost { get; private set; }

    /// <summary>What is wrong; <see langword="null"/> when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <inheritdoc/>
    public long Memory => (long)(CodeBuffer + 2 * ObjectBuffer) << 20;

    /// <inheritdoc/>
    public Task CallIsNextAsync(CallPause pause, CancellationToken cancellationToken) => TryAsync(() => _starting.WaitAsync(cancellationToken));

    /// <inheritdoc/>
    public Task CallBeginsAsync(CallPause pause, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        Recorder = new AllocationRecorder(pause.MarkType)
        {
            MostObjects = _choice == WhereChoice.Auto ? MostObjects : long.MaxValue,
            MostFrames = _choice == WhereChoice.Auto ? MostFrames : long.MaxValue,
        };
        IsSampled = _choice == WhereChoice.Sampled;
        _objects = await BeginAsync(IsSampled ? AllocationRecorder.SampledObjects : AllocationRecorder.EveryObject, cancellationToken).ConfigureAwait(false);
        _objects.Read();
        if (_choice == WhereChoice.Auto)
            _switching = SwitchAsync(_objects, Recorder.LimitReached, _disposed.Token);
    });

    /// <inheritdoc/>
    public async Task<UnknownNames> CallEndedAsync(CallPause pause, CancellationToken cancellationToken)
    {
        if (_objects is null && Problem is null)
            throw new InvalidDataException("A call ended that did not begin.");

        await TryAsync(async () =>
        {
            Call = (pause.StartedAt, pause.CountedAt);
            _callEnded.TrySetResult();
            await _switching.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _objects!.EndAsync(cancellationToken).ConfigureAwait(false);
            await _code!.EndAsync(cancellationToken).ConfigureAwait(false);
            Recorder!.Complete();
            Lost += _objects.Lost + _code.Lost;
            _unknown = new UnknownNames(LoadedTypes(Recorder), Code.Undescribed(Enumerable.Range(1, Recorder.Tree.Count - 1).Select(Recorder.Tree.Address)));
            IsComplete = true;
        }).ConfigureAwait(false);
        return _unknown;
    }

    /// <inheritdoc/>
    public void Named(KnownNames names)
    {
        if (names.Types.Count != _unknown.Types.Count || names.Methods.Count != _unknown.Methods.Count)
            throw new InvalidDataException("Not as many names as were asked for.");

        _names = _unknown.Types.Zip(names.Types).ToDictionary();
        Code.Describe(_unknown.Methods, names.Methods);
    }

    /// <summary>A type, as C# writes it.</summary>
    /// <param name="type">Its handle.</param>
    public string NameOf(long type) => _names.GetValueOrDefault(type) is { Length: > 0 } name ? name
        : Recorder!.Types.NameOf(type) ?? "(unknown)";

    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        _callEnded.TrySetResult();
        _server.Dispose();
        await Task.WhenAll(_starting, _switching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var session in _sessions)
            await session.DisposeAsync().ConfigureAwait(false);

        _disposed.Dispose();
    }

    /// <summary>
    /// With the keywords for every object on, though without their events, the runtime chooses an allocator that can make them; it is too late for that when the call begins.
    /// </summary>
    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var allocator = _choice == WhereChoice.Sampled ? 0 : AllocationRecorder.EveryObject;
        _code = await AddAsync(CodeEvents.Selection(CodeBuffer, allocator), new CodeEvents(Code), cancellationToken).ConfigureAwait(false);
        _code.Read();
        using var control = await _server.AcceptAsync(cancellationToken).ConfigureAwait(false);
        await DiagnosticsCommand.ResumeAsync(control, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>When there are too many objects, samples them from then on: the new session begins before the old one ends, and is read after it.</summary>
    private async Task SwitchAsync(EventSession exact, Task limitReached, CancellationToken cancellationToken)
    {
        if (await Task.WhenAny(limitReached, _callEnded.Task).ConfigureAwait(false) != limitReached)
            return;

        IsSampled = true;
        _objects = await BeginAsync(AllocationRecorder.SampledObjects, cancellationToken).ConfigureAwait(false);
        await exact.EndAsync(cancellationToken).ConfigureAwait(false);
        Lost += exact.Lost;
        Recorder!.OnSequencePoint();
        _objects.Read();
    }

    private Task<EventSession> BeginAsync(ulong objects, CancellationToken cancellationToken) => AddAsync(
        new EventSelection(ObjectBuffer, new EventGroup(EventSelection.Runtime, objects | CollectionEvents.Keywords | EventTypes.Keywords, Informational)) { Stacks = true }, Recorder!, cancellationToken);

    private async Task<EventSession> AddAsync(EventSelection events, IEventSink sink, CancellationToken cancellationToken)
    {
        var session = await EventSession.BeginAsync(_server, events, sink, cancellationToken).ConfigureAwait(false);
        _sessions.Add(session);
        return session;
    }

    /// <summary>The types of all objects that can be asked for: the handle of one that was unloaded means nothing any more.</summary>
    private IReadOnlyList<long> LoadedTypes(AllocationRecorder recorder)
    {
        var types = new HashSet<long>();
        foreach (ref readonly var site in recorder.Counted.Sites)
            types.Add(site.Type);
        foreach (ref readonly var sample in recorder.Samples)
            types.Add(sample.Type);

        return [.. types.Where(type => !recorder.Types.ModulesOf(type).Any(Code.WasUnloaded))];
    }

    /// <summary>What fails here does not fail the run: it is said.</summary>
    private async Task TryAsync(Func<Task> step)
    {
        try
        {
            if (Problem is null)
                await step().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Problem = e.Message;
        }
    }
}
