using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MemMagics.Origins.Events;

namespace MemMagics.Origins.Recording;

/// <summary>Counts the objects on a heap by type, from the events of a walk through it.</summary>
internal sealed class HeapCensus : IEventSink
{
    // GC, Type, GCHeapDump, GCHeapCollect, GCHeapAndTypeNames: a collection with a walk through the heap.
    private const ulong Walk = 0x198_0001;
    private const int Verbose = 5;
    private const int BulkNode = 18;
    private const int NodeSize = 32;
    private const int SmallestObject = 24;
    private const int Slack = 64;

    private readonly Dictionary<long, (long Objects, long Bytes)> _counts = [];
    private uint _nextIndex;

    /// <summary>How many objects of each type there are, and their bytes, by the handle of the type.</summary>
    public IReadOnlyDictionary<long, (long Objects, long Bytes)> Counts => _counts;

    /// <summary>The events of a walk, which the runtime makes when it begins to record them.</summary>
    /// <param name="heap">Bytes of the objects on the heap. All threads stand still during the walk, so no event is read meanwhile: the buffer must hold a node for every possible object.</param>
    public static EventSelection Selection(long heap) =>
        new((int)Math.Min((heap / SmallestObject * NodeSize >> 20) + Slack, int.MaxValue), new EventGroup(EventSelection.Runtime, Walk, Verbose) { Only = [BulkNode] });

    public void OnStack(int id, ReadOnlySpan<ulong> addresses)
    {
    }

    /// <summary>GCBulkNode: index of the event, count, instance of the runtime (2 bytes), and for each object its address, size, type, number of references.</summary>
    public void OnEvent(EventProvider provider, int number, in EventBlobs blob)
    {
        if (provider != EventProvider.Runtime || number != BulkNode)
            return;

        var payload = blob.Payload;
        if (BinaryPrimitives.ReadUInt32LittleEndian(payload) != _nextIndex++)
            throw new InvalidDataException("the runtime lost some of its events");

        var count = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        for (var nodes = payload[10..]; count > 0; count--, nodes = nodes[NodeSize..])
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, BinaryPrimitives.ReadInt64LittleEndian(nodes[16..]), out _);
            sum = (sum.Objects + 1, sum.Bytes + Aligned(BinaryPrimitives.ReadInt64LittleEndian(nodes[8..])));
        }
    }

    public void OnSequencePoint()
    {
    }

    /// <summary>Rounds a size up to whole words, as objects take them on the heap.</summary>
    private static long Aligned(long size) => (size + (sizeof(long) - 1)) & -sizeof(long);
}
