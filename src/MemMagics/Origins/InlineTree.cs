namespace MemMagics.Origins;

/// <summary>The functions that were inlined into a method, as a tree with the method itself as node 0, and which of them each part of its machine code belongs to.</summary>
/// <remarks>The format is that of <c>ETW::MethodLog::SendMethodRichDebugInfo</c> in the runtime's <c>eventtrace.cpp</c>. The offsets of calls in it are not set by release builds of the JIT.</remarks>
internal sealed class InlineTree
{
    private readonly ulong[] _methods;
    private readonly int[] _parents;
    private readonly uint[] _native;
    private readonly (int Node, int Offset)[] _places;

    private InlineTree(ulong[] methods, int[] parents, uint[] native, (int Node, int Offset)[] places) =>
        (_methods, _parents, _native, _places) = (methods, parents, native, places);

    /// <summary>The runtime's handle of each node's method.</summary>
    public IReadOnlyList<ulong> Methods => _methods;

    public static InlineTree Read(EventPayload payload)
    {
        var (nodes, places) = ((int)payload.ReadUInt32(), (int)payload.ReadUInt32());
        var (methods, children, siblings) = (new ulong[nodes], new int[nodes], new int[nodes]);
        for (var node = 0; node < nodes; node++)
        {
            methods[node] = payload.ReadUInt64();
            payload.Skip(4); // the call's offset, not set
            (children[node], siblings[node]) = ((int)payload.ReadUInt32(), (int)payload.ReadUInt32());
        }

        var statements = new (uint Native, int Node, int Offset)[places];
        foreach (ref var statement in statements.AsSpan())
        {
            var (offset, node, native) = ((int)payload.ReadUInt32(), (int)payload.ReadUInt32(), payload.ReadUInt32());
            payload.Skip(1); // the kind of statement
            statement = (native, node, offset);
        }

        var ascending = statements.OrderBy(static statement => statement.Native).ToArray(); // stable: of several at one place the last is meant
        return new(methods, Parents(children, siblings), [.. ascending.Select(static at => at.Native)], [.. ascending.Select(static at => (at.Node, at.Offset))]);
    }

    /// <summary>The function that a part of the machine code belongs to, and the statement's offset in its IL; <see langword="null"/> where there is none.</summary>
    public (int Node, int Offset)? Find(uint native)
    {
        var index = OffsetSearch.LastAtOrBefore(_native, native);
        return index < 0 ? null : _places[index];
    }

    /// <summary>The nodes from the root, which is left out, to a node.</summary>
    public IReadOnlyList<int> Path(int node)
    {
        var path = new List<int>();
        for (; node > 0; node = _parents[node])
            path.Add(node);

        path.Reverse();
        return path;
    }

    private static int[] Parents(int[] children, int[] siblings)
    {
        var parents = new int[children.Length];
        for (var parent = 0; parent < parents.Length; parent++)
        {
            for (var child = children[parent]; child != 0; child = siblings[child])
                parents[child] = parent;
        }

        return parents;
    }
}
