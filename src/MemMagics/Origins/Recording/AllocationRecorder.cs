using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MemMagics.Origins.Events;
using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Recording;

/// <summary>
/// Counts the objects that a call allocates while their events come in, and follows those that are alive. What it holds grows with call paths and
/// with live objects, not with the number of objects.
/// </summary>
/// <param name="markType">The handle of the type of which one object is allocated right before the call, and one right after it.</param>
internal sealed class AllocationRecorder(long markType) : IEventSink
{
    /// <summary>Keywords GCSampledObjectAllocationHigh and …Low: both together, every object is an event.</summary>
    public const ulong EveryObject = 0x220_0000;

    /// <summary>Keyword AllocationSampling.</summary>
    public const ulong SampledObjects = 0x800_0000_0000;

    private const int Allocated = 20;
    private const int AllocatedLow = 32;
    private const int Sampled = 303;
    private const int ArrayHeader = 3; // words of an array of references besides its elements

    private readonly CollectionEvents _collections = new();
    private readonly LiveObjects _alive = new();
    private readonly List<ObjectSample> _samples = [];
    private readonly TaskCompletionSource _limitReached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Since the last sequence point. Threads come one after another; what happened in which order is known when all have come.
    private readonly List<SeenStack> _stacks = [];
    private readonly List<(long Time, LiveObject Object)> _objects = [];
    private readonly List<(long Time, int Number, byte[] Payload)> _collecting = [];
    private int _firstStack;
    private long _frames;

    private long _begin = long.MaxValue;
    private long _end = long.MaxValue;
    private long _lastCounted = long.MinValue;

    /// <summary>The call paths.</summary>
    public CallTree Tree { get; } = new();

    /// <summary>What is known of the objects' types.</summary>
    public EventTypes Types { get; } = new();

    /// <summary>The objects that were counted one by one.</summary>
    public SiteTable Counted { get; } = new();

    /// <summary>The objects that were picked from those that were not counted. Some of them may not be of the call: their time tells.</summary>
    public Span<ObjectSample> Samples => CollectionsMarshal.AsSpan(_samples);

    /// <summary>How many objects were counted.</summary>
    public long Objects { get; private set; }

    /// <summary>How many objects are counted before <see cref="LimitReached"/> completes.</summary>
    public long MostObjects { get; init; } = long.MaxValue;

    /// <summary>How many frames the stacks of all objects may have together before <see cref="LimitReached"/> completes.</summary>
    public long MostFrames { get; init; } = long.MaxValue;

    /// <summary>Completes when more objects were counted than there should be.</summary>
    public Task LimitReached => _limitReached.Task;

    /// <summary>Whether the call was seen from its beginning to its end: the runtime made events of both marks, which are objects like all others.</summary>
    public bool HasSeenCall => _begin < long.MaxValue && _end < long.MaxValue;

    /// <inheritdoc/>
    public void OnStack(int id, ReadOnlySpan<ulong> addresses)
    {
        if (_stacks.Count == 0)
            _firstStack = id;

        _stacks.Add(new SeenStack { Node = Tree.Find(addresses), Frames = addresses.Length, LastSite = -1 });
    }

    /// <inheritdoc/>
    public void OnEvent(EventProvider provider, int number, in EventBlobs blob)
    {
        if (provider != EventProvider.Runtime)
            return;

        if (number is Allocated or AllocatedLow)
            AddObject(blob);
        else if (number == Sampled)
            AddSample(blob);
        else if (number == EventTypes.Bulk)
            Types.Add(blob.Payload);
        else if (CollectionEvents.Concerns(number))
            _collecting.Add((blob.Time, number, blob.Payload.ToArray()));
    }

    /// <inheritdoc/>
    public void OnSequencePoint()
    {
        if (_collecting.Count > 0)
        {
            _objects.Sort(static (one, other) => one.Time.CompareTo(other.Time));
            _collecting.Sort(static (one, other) => one.Time.CompareTo(other.Time)); // no two have the same time: one thread wrote them, but for those of the same kind
        }

        var next = 0;
        foreach (var (time, number, payload) in _collecting)
        {
            for (; next < _objects.Count && _objects[next].Time < time; next++)
                Keep(_objects[next].Time, _objects[next].Object);

            _collections.Read(number, payload, _alive);
        }

        for (; next < _objects.Count; next++)
            Keep(_objects[next].Time, _objects[next].Object);

        _stacks.Clear();
        _objects.Clear();
        _collecting.Clear();
        if (Objects > MostObjects || _frames > MostFrames)
            _limitReached.TrySetResult();
    }

    /// <summary>Notes what is alive. Called once, after the last event.</summary>
    public void Complete()
    {
        OnSequencePoint();
        foreach (var each in _collections.Uncollected.Where(static each => each.Owner >= 0))
        {
            ref var site = ref Counted.Sites[each.Owner];
            site.Objects--;
            site.Bytes -= each.Words * (long)sizeof(long);
        }

        foreach (var each in _alive.All)
        {
            if (each.Owner >= 0)
                Counted.Sites[each.Owner].Alive += each.Words * (long)sizeof(long);
            else
                Samples[~each.Owner].IsAlive = true;
        }
    }

    /// <summary>GCSampledObjectAllocation: address, type, count of objects, their size, instance of the runtime (2 bytes).</summary>
    private void AddObject(in EventBlobs blob)
    {
        var type = BinaryPrimitives.ReadInt64LittleEndian(blob.Payload[8..]);
        var words = Words(BinaryPrimitives.ReadInt64LittleEndian(blob.Payload[20..]));
        if (type == markType)
        {
            if (words == ArrayHeader + CallPause.FirstMark)
                _begin = blob.Time;
            else if (words == ArrayHeader + CallPause.LastMark)
                _end = blob.Time;

            return;
        }

        var address = BinaryPrimitives.ReadUInt64LittleEndian(blob.Payload);
        _objects.Add((blob.Time, new LiveObject(address, words, SiteOf(blob.Stack, type))));
    }

    /// <summary>AllocationSampled: kind (4 bytes), instance of the runtime (2 bytes), type, the type's name (zero-terminated), address, size, how far into the object the sample is.</summary>
    private void AddSample(in EventBlobs blob)
    {
        var type = BinaryPrimitives.ReadInt64LittleEndian(blob.Payload[6..]);
        var rest = blob.Payload[14..];
        rest = rest[((MemoryMarshal.Cast<byte, char>(rest).IndexOf('\0') + 1) * sizeof(char))..];
        var words = Words(BinaryPrimitives.ReadInt64LittleEndian(rest[8..]));
        if (blob.Time <= _lastCounted)
            return; // a session that counts every object has counted this one

        _objects.Add((blob.Time, new LiveObject(BinaryPrimitives.ReadUInt64LittleEndian(rest), words, ~_samples.Count)));
        _samples.Add(new ObjectSample(blob.Time, NodeOf(blob.Stack), type, words * (long)sizeof(long)));
    }

    private void Keep(long time, LiveObject added)
    {
        if (added.Owner >= 0)
        {
            if (time < _begin || time > _end)
                return;

            ref var site = ref Counted.Sites[added.Owner];
            site.Objects++;
            site.Bytes += added.Words * (long)sizeof(long);
            Objects++;
            _lastCounted = Math.Max(_lastCounted, time);
        }

        _alive.Add(added);
    }

    /// <summary>The site of an object. Most are of the type of the last one with the same stack.</summary>
    private int SiteOf(int stack, long type)
    {
        if (IndexOf(stack) is not { } index)
            return Counted.Number(node: 0, type);

        ref var seen = ref CollectionsMarshal.AsSpan(_stacks)[index];
        _frames += seen.Frames;
        if (seen.LastSite < 0 || seen.LastType != type)
            (seen.LastType, seen.LastSite) = (type, Counted.Number(seen.Node, type));

        return seen.LastSite;
    }

    private int NodeOf(int stack) => IndexOf(stack) is { } index ? _stacks[index].Node : 0;

    private int? IndexOf(int stack) => stack - _firstStack is >= 0 and var index && index < _stacks.Count ? index : null;

    /// <summary>A size in words, as objects take them on the heap.</summary>
    private static uint Words(long bytes) => (uint)((bytes + sizeof(long) - 1) / sizeof(long));

    private struct SeenStack
    {
        public int Node;
        public int Frames;
        public long LastType;
        public int LastSite;
    }
}
