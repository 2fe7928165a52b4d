using System.Buffers.Binary;
using System.Runtime.InteropServices;
using MemMagics.Wire.Events;

namespace MemMagics.Worker.HeapDump;

/// <summary>Counts the objects that live in this process, by type. The runtime itself collects the heap and then reports every object that is left.</summary>
internal sealed class HeapDump
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    // GC, Type, GCHeapDump, GCHeapCollect, GCHeapAndTypeNames: a collection with a walk through the heap (learn.microsoft.com, "Runtime provider keywords").
    private const ulong HeapSnapshot = 0x198_0001;
    private const int BulkNode = 18;
    private const int NodeSize = 32;
    private const int SmallestObject = 24;
    private const int Slack = 64;

    private readonly HeapCensus _census;
    private int _nodes; // id of the metadata that describe BulkNode; 0 before they arrive
    private uint _nextIndex;

    private HeapDump(HeapCensus census) => _census = census;

    /// <summary>Adds all objects that are alive to a census.</summary>
    /// <exception cref="IOException">The runtime does not answer.</exception>
    /// <exception cref="InvalidDataException">Its events cannot be read.</exception>
    public static void Take(DiagnosticsPort port, HeapCensus census)
    {
        using var events = port.Connect();
        using var control = port.Connect();
        var collect = DiagnosticsCommand.CollectTracing(new EventSelection(Runtime, HeapSnapshot, BulkNode, BufferSize()));
        events.Write(collect);
        // The heap walk is part of enabling the events: it may begin during Write, and has ended when the answer comes. In between, nothing
        // is allocated or becomes garbage, so that two dumps count the dump's own objects alike.
        var session = DiagnosticsCommand.ReadSession(events);
        GC.KeepAlive(collect);
        control.Write(DiagnosticsCommand.StopTracing(session));
        new HeapDump(census).Read(new NettraceReader(events));
        DiagnosticsCommand.ReadSession(control);
    }

    /// <summary>All threads are suspended during the walk, so no event is read meanwhile: the buffer must hold a node for every possible object.</summary>
    private static int BufferSize() => (int)(GC.GetTotalMemory(forceFullCollection: false) / SmallestObject * NodeSize >> 20) + Slack;

    private void Read(NettraceReader trace)
    {
        trace.ReadStart();
        while (trace.ReadBlock(out var kind, out var content))
        {
            if (kind == "MetadataBlock")
                ReadMetadata(new EventBlobs(content));
            else if (kind == "EventBlock")
                ReadEvents(new EventBlobs(content));
        }
    }

    /// <summary>Metadata: id, provider's name (zero-terminated), id of the event, ….</summary>
    private void ReadMetadata(EventBlobs blobs)
    {
        while (blobs.MoveNext())
        {
            var name = MemoryMarshal.Cast<byte, char>(blobs.Payload[sizeof(int)..]);
            var length = name.IndexOf('\0');
            var rest = blobs.Payload[(sizeof(int) + (length + 1) * sizeof(char))..];
            if (name[..length].SequenceEqual(Runtime) && BinaryPrimitives.ReadInt32LittleEndian(rest) == BulkNode)
                _nodes = BinaryPrimitives.ReadInt32LittleEndian(blobs.Payload);
        }
    }

    private void ReadEvents(EventBlobs blobs)
    {
        while (blobs.MoveNext())
        {
            if (blobs.Metadata == _nodes)
                ReadNodes(blobs.Payload);
        }
    }

    /// <summary>GCBulkNode: index of the event, count, instance of the runtime (2 bytes), and for each object its address, size, type, number of references.</summary>
    private void ReadNodes(ReadOnlySpan<byte> payload)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(payload) != _nextIndex++)
            throw new InvalidDataException("the runtime lost some of its events");

        var count = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);
        for (var nodes = payload[10..]; count > 0; count--, nodes = nodes[NodeSize..])
        {
            var size = BinaryPrimitives.ReadInt64LittleEndian(nodes[8..]);
            var type = (nint)BinaryPrimitives.ReadInt64LittleEndian(nodes[16..]);
            _census.Add(type, Aligned(size));
        }
    }

    /// <summary>Rounds a size up to whole words, as objects take them on the heap.</summary>
    private static long Aligned(long size) => (size + (nint.Size - 1)) & -nint.Size;
}
