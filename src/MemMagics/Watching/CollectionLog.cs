using System.Buffers.Binary;
using System.Diagnostics;
using MemMagics.Origins.Events;
using MemMagics.Reports.Plots;

namespace MemMagics.Watching;

/// <summary>The garbage collections of one runtime, from its events. Of very many, marks are thinned out, so that a program may run for any time; they are all counted.</summary>
/// <remarks>The events are described in dotnet/runtime, src/coreclr/vm/ClrEtwAll.man: GCStart_V2, GCEnd_V1, GCHeapStats_V2, GCSuspendEEBegin_V1, GCRestartEEEnd_V1.</remarks>
internal sealed class CollectionLog(int process) : IEventSink
{
    /// <summary>The events that are read here; there are about twenty others for a collection.</summary>
    public static EventSelection Selection { get; } = new(BufferSize: 4, new EventGroup(EventSelection.Runtime, Keywords: 1, Level: 4)) { ForOlderRuntimes = true };

    private const int MostMarks = 10_000;
    private const int Start = 1;
    private const int End = 2;
    private const int Restarted = 3;
    private const int HeapStatistics = 4;
    private const int Suspending = 9;
    private const int Background = 1;
    private const int Generations = 3;
    private const int SuspendForCollection = 1;
    private const int SuspendForPreparation = 6;

    private readonly Lock _gate = new();
    private readonly List<Event> _pending = [];
    private readonly List<Collection> _collections = [];
    private readonly long[] _counts = new long[Generations];
    private readonly long[] _pauses = new long[Generations];
    private readonly long[] _longest = new long[Generations];
    private readonly List<Collection> _begunInPause = [];
    private Collection? _background;
    private Collection? _lastEnded;
    private long _suspendedAt;
    private uint _firstNumber;

    /// <summary>How many collections were over when the events began.</summary>
    public long Missed => _firstNumber == 0 ? 0 : _firstNumber - 1;

    /// <inheritdoc/>
    public void OnStack(int id, ReadOnlySpan<ulong> addresses)
    {
    }

    /// <inheritdoc/>
    public void OnEvent(EventProvider provider, int number, in EventBlobs blob)
    {
        if (provider != EventProvider.Runtime)
            return;

        var payload = new EventPayload(blob.Payload);
        switch (number)
        {
            case Start:
                var count = payload.ReadUInt32();
                var depth = payload.ReadUInt32();
                payload.Skip(sizeof(uint)); // why
                _pending.Add(new Event(blob.Time, number, count, depth, payload.ReadUInt32()));
                break;
            case End or Suspending:
                _pending.Add(new Event(blob.Time, number, payload.ReadUInt32()));
                break;
            case Restarted:
                _pending.Add(new Event(blob.Time, number));
                break;
            case HeapStatistics:
                _pending.Add(new Event(blob.Time, number) { Heap = HeapSize(blob.Payload) });
                break;
        }
    }

    /// <inheritdoc/>
    public void OnSequencePoint() => Sort();

    /// <summary>Reads what came since the last sequence point. Threads write events, and a stream has them by thread.</summary>
    public void Sort()
    {
        lock (_gate)
        {
            foreach (var next in _pending.OrderBy(static one => one.Time))
                Read(next);

            _pending.Clear();
        }
    }

    /// <summary>The collections as marks.</summary>
    /// <param name="startedAt">The program's start, as a <see cref="Stopwatch"/> timestamp.</param>
    public IReadOnlyList<CollectionMark> Marks(long startedAt)
    {
        lock (_gate)
        {
            return [.. _collections.Select(one => new CollectionMark(
                Stopwatch.GetElapsedTime(startedAt, one.StartedAt), one.Generation, Stopwatch.GetElapsedTime(0, one.Pause), one.HeapAfter, one.IsBackground, process))];
        }
    }

    /// <summary>How many there were of a generation.</summary>
    public CollectionTotal Total(int generation)
    {
        lock (_gate)
            return new CollectionTotal(generation, _counts[generation], Stopwatch.GetElapsedTime(0, _pauses[generation]), Stopwatch.GetElapsedTime(0, _longest[generation]));
    }

    private void Read(in Event next)
    {
        switch (next.Number)
        {
            case Suspending when next.First is SuspendForCollection or SuspendForPreparation:
                _suspendedAt = next.Time;
                _begunInPause.Clear();
                break;
            case Start:
                Begin(next);
                break;
            case End:
                var number = next.First;
                _lastEnded = _collections.FindLast(one => one.Number == number);
                if (_background?.Number == number)
                    _background = null;
                break;
            case HeapStatistics when _lastEnded is not null:
                _lastEnded.HeapAfter = next.Heap;
                break;
            case Restarted when _suspendedAt > 0:
                AddPause(next.Time - _suspendedAt);
                _suspendedAt = 0;
                break;
        }
    }

    private void Begin(in Event start)
    {
        if (_collections.Count == MostMarks)
            ThinOut();

        var begun = new Collection(start.First, (int)Math.Min(start.Second, Generations - 1), start.Time, start.Third == Background);
        _firstNumber = _firstNumber == 0 ? begun.Number : _firstNumber;
        _counts[begun.Generation]++;
        _collections.Add(begun);
        _begunInPause.Add(begun);
        if (begun.IsBackground)
            _background = begun;
    }

    /// <summary>A pause is for the collection that begins in it, of two for the larger one; otherwise for the one in the background, which stops the program several times.</summary>
    private void AddPause(long pause)
    {
        if ((_begunInPause.MaxBy(static one => one.Generation) ?? _background) is not { } cause)
            return;

        cause.Pause += pause;
        _pauses[cause.Generation] += pause;
        _longest[cause.Generation] = Math.Max(_longest[cause.Generation], cause.Pause);
    }

    /// <summary>Takes out every second one of the generation that was collected most often, so that the rare ones stay.</summary>
    private void ThinOut()
    {
        var frequent = _collections.CountBy(static one => one.Generation).MaxBy(static count => count.Value).Key;
        var index = 0;
        _collections.RemoveAll(one => one.Generation == frequent && index++ % 2 == 1);
    }

    /// <summary>Sizes of the generations 0 to 2, of the large and of the pinned objects, in bytes: 0 to 3 each before how much of it was promoted, 4 at the end.</summary>
    private static long HeapSize(ReadOnlySpan<byte> payload)
    {
        const int Pinned = 94;
        var size = 0L;
        for (var generation = 0; generation < 4; generation++)
            size += BinaryPrimitives.ReadInt64LittleEndian(payload[(generation * 16)..]);
        return payload.Length >= Pinned + sizeof(long) ? size + BinaryPrimitives.ReadInt64LittleEndian(payload[Pinned..]) : size;
    }

    private readonly record struct Event(long Time, int Number, uint First = 0, uint Second = 0, uint Third = 0)
    {
        public long Heap { get; init; }
    }

    private sealed class Collection(uint number, int generation, long startedAt, bool isBackground)
    {
        public uint Number => number;

        public int Generation => generation;

        public long StartedAt => startedAt;

        public bool IsBackground => isBackground;

        public long Pause { get; set; }

        public long? HeapAfter { get; set; }
    }
}
