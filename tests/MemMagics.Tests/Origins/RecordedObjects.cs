using System.Buffers.Binary;
using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;

namespace MemMagics.Tests.Origins;

/// <summary>Counts the objects of a session by path and type.</summary>
internal sealed class RecordedObjects : IEventSink
{
    private readonly Dictionary<int, int> _nodes = [];
    private readonly List<(int Stack, long Type, long Bytes)> _objects = [];
    private readonly Dictionary<(int Node, long Type), (long Objects, long Bytes)> _sites = [];

    public CallTree Tree { get; } = new();

    public IReadOnlyList<long> Types => [.. _sites.Keys.Select(static site => site.Type).Distinct()];

    public static EventSelection Selection() => new(64, new EventGroup(EventSelection.Runtime, AllocationRecorder.EveryObject, Level: 4)) { Stacks = true };

    public IReadOnlyList<RecordedSite> Sites(IReadOnlyDictionary<long, string> names)
    {
        OnSequencePoint();
        return [.. _sites.Select(site => new RecordedSite(site.Key.Node, names[site.Key.Type], site.Value.Objects, site.Value.Bytes, Alive: 0, Variance: 0))];
    }

    public void OnStack(int id, ReadOnlySpan<ulong> addresses)
    {
        var node = 0;
        for (var i = addresses.Length - 1; i >= 0; i--)
            node = Tree.Child(node, addresses[i]);

        _nodes[id] = node;
    }

    public void OnEvent(EventProvider provider, int number, in EventBlobs blob)
    {
        const int Allocated = 20, AllocatedLow = 32;
        if (provider == EventProvider.Runtime && number is Allocated or AllocatedLow)
            _objects.Add((blob.Stack, BinaryPrimitives.ReadInt64LittleEndian(blob.Payload[8..]), (BinaryPrimitives.ReadInt64LittleEndian(blob.Payload[20..]) + 7) & ~7));
    }

    public void OnSequencePoint()
    {
        foreach (var (stack, type, bytes) in _objects)
        {
            var key = (_nodes[stack], type);
            var (objects, sum) = _sites.GetValueOrDefault(key);
            _sites[key] = (objects + 1, sum + bytes);
        }

        _objects.Clear();
        _nodes.Clear();
    }
}
