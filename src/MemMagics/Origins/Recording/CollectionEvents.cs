using System.Buffers.Binary;

namespace MemMagics.Origins.Recording;

/// <summary>
/// Reads from the events of a garbage collection what it does to objects. Its events come in this order, and all threads of the program stand still
/// meanwhile: its start, the ranges of all generations, its work, the ranges that survived, those that were moved, the ranges of all generations again, its end.
/// </summary>
internal sealed class CollectionEvents
{
    /// <summary>Keywords of these events: GC, GCHeapSurvivalAndMovement.</summary>
    public const ulong Keywords = 0x40_0001;

    private const int Start = 1;
    private const int End = 2;
    private const int Survived = 21;
    private const int Moved = 22;
    private const int Generation = 23;
    private const int OldestGeneration = 2;

    private readonly List<MemoryRange> _collected = [];
    private readonly List<MemoryRange> _survivors = [];
    private uint _depth;
    private bool _isBegun;
    private bool _knowsRanges;

    /// <summary>The number of the last collection that was read to its end; 0 before the first one.</summary>
    public uint Last { get; private set; }

    /// <summary>The number of the collection that is being read.</summary>
    public uint Current { get; private set; }

    /// <summary>Objects that were found outside of the whole heap, where nothing is collected.</summary>
    public List<LiveObject> Uncollected { get; } = [];

    /// <summary>Whether an event says something about collections.</summary>
    /// <param name="number">The event's number.</param>
    public static bool Concerns(int number) => number is Start or End or Survived or Moved or Generation or 202 or 204 or 205;

    /// <summary>Reads an event of a collection.</summary>
    /// <param name="number">The event's number.</param>
    /// <param name="payload">Its content.</param>
    /// <param name="objects">The objects as they were when the collection began; at its end they are those that are left.</param>
    public void Read(int number, ReadOnlySpan<byte> payload, LiveObjects objects)
    {
        switch (number)
        {
            case Start:
                Begin(BinaryPrimitives.ReadUInt32LittleEndian(payload), BinaryPrimitives.ReadUInt32LittleEndian(payload[4..]));
                break;
            case Generation when _isBegun && !_knowsRanges:
                AddGeneration(payload);
                break;
            case Survived:
                AddSurvivors(payload);
                _knowsRanges = true;
                break;
            case Moved:
                AddMoved(payload);
                _knowsRanges = true;
                break;
            case End when _isBegun:
                if (Current > Last)
                {
                    if (_depth == OldestGeneration)
                        Uncollected.AddRange(objects.RemoveOutside(_collected));

                    objects.Collect(_collected, _survivors);
                }

                Last = Math.Max(Last, Current);
                _isBegun = false;
                break;
            case not Generation:
                _knowsRanges = true; // the collector is at work: what follows about generations is how it left them
                break;
        }
    }

    private void Begin(uint number, uint depth)
    {
        (Current, _depth, _isBegun, _knowsRanges) = (number, depth, true, false);
        _collected.Clear();
        _survivors.Clear();
    }

    /// <summary>GCGenerationRange: generation, start, used bytes, reserved bytes. Large and pinned objects (3 and 4) are collected with the oldest generation.</summary>
    private void AddGeneration(ReadOnlySpan<byte> payload)
    {
        if (Math.Min((uint)payload[0], OldestGeneration) > _depth)
            return;

        var start = BinaryPrimitives.ReadUInt64LittleEndian(payload[1..]);
        _collected.Add(new MemoryRange(start, start + BinaryPrimitives.ReadUInt64LittleEndian(payload[9..])));
    }

    /// <summary>GCBulkSurvivingObjectRanges: index, count, instance of the runtime (2 bytes), and of each range its start and its length.</summary>
    private void AddSurvivors(ReadOnlySpan<byte> payload)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        for (var ranges = payload[10..]; count > 0; count--, ranges = ranges[16..])
        {
            var start = BinaryPrimitives.ReadUInt64LittleEndian(ranges);
            _survivors.Add(new MemoryRange(start, start + BinaryPrimitives.ReadUInt64LittleEndian(ranges[8..])));
        }
    }

    /// <summary>GCBulkMovedObjectRanges: index, count, instance of the runtime (2 bytes), and of each range its start before and after, and its length.</summary>
    private void AddMoved(ReadOnlySpan<byte> payload)
    {
        var count = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        for (var ranges = payload[10..]; count > 0; count--, ranges = ranges[24..])
        {
            var start = BinaryPrimitives.ReadUInt64LittleEndian(ranges);
            var move = (long)(BinaryPrimitives.ReadUInt64LittleEndian(ranges[8..]) - start);
            _survivors.Add(new MemoryRange(start, start + BinaryPrimitives.ReadUInt64LittleEndian(ranges[16..]), move));
        }
    }
}
