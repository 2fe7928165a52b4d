using MemMagics.Origins.Events;

namespace MemMagics.Origins.Code;

/// <summary>The functions that were inlined into a method, as a tree with the method itself as node 0, and which of them each part of its machine code belongs to.</summary>
/// <remarks>
/// The format is that of <c>ETW::MethodLog::SendMethodRichDebugInfo</c> in dotnet/runtime, src/coreclr/vm/eventtrace.cpp. Release builds of the JIT do not set the
/// offsets of calls in it: <see cref="CodeOrder"/> finds them.
/// </remarks>
internal sealed class InlineTree
{
    private readonly int[] _parents;
    private readonly uint[] _native;

    private InlineTree(ulong[] methods, int[] parents, uint[] native, (int Node, int Offset)[] statements) =>
        (Methods, _parents, _native, Statements) = (methods, parents, native, statements);

    /// <summary>The runtime's handle of each node's method.</summary>
    public IReadOnlyList<ulong> Methods { get; }

    /// <summary>The statements in the order of the machine code: the function that each is of, and its offset in the IL.</summary>
    public IReadOnlyList<(int Node, int Offset)> Statements { get; }

    public static InlineTree Read(EventPayload payload)
    {
        var (nodes, count) = ((int)payload.ReadUInt32(), (int)payload.ReadUInt32());
        var (methods, children, siblings) = (new ulong[nodes], new int[nodes], new int[nodes]);
        for (var node = 0; node < nodes; node++)
        {
            methods[node] = payload.ReadUInt64();
            payload.Skip(4); // the call's offset, not set
            (children[node], siblings[node]) = ((int)payload.ReadUInt32(), (int)payload.ReadUInt32());
        }

        var statements = new (uint Native, int Node, int Offset)[count];
        foreach (ref var statement in statements.AsSpan())
        {
            var (offset, node, native) = ((int)payload.ReadUInt32(), (int)payload.ReadUInt32(), payload.ReadUInt32());
            payload.Skip(1); // the kind of statement
            statement = (native, node, offset);
        }

        var ascending = statements.OrderBy(static statement => statement.Native).ToArray(); // stable: of several at one place the last is meant
        return new(methods, Parents(children, siblings), [.. ascending.Select(static at => at.Native)], [.. ascending.Select(static at => (at.Node, at.Offset))]);
    }

    /// <summary>The index of the statement that a part of the machine code belongs to; -1 before the first.</summary>
    public int IndexOf(uint native) => OffsetSearch.LastAtOrBefore(_native, native);

    /// <summary>Where the machine code of a node begins, what was inlined into it included; <see langword="null"/> when it has no statement.</summary>
    public uint? FirstOf(int node)
    {
        var index = Statements.ToList().FindIndex(statement => Path(statement.Node).Contains(node));
        return index < 0 ? null : _native[index];
    }

    /// <summary>The nodes from the root to a node, both included.</summary>
    public IReadOnlyList<int> Path(int node)
    {
        var path = new List<int> { node };
        while (path[^1] > 0)
            path.Add(_parents[path[^1]]);

        path.Reverse();
        return path;
    }

    /// <summary>What was inlined into a node itself, in the order in which the JIT came to it: that of the code.</summary>
    public IEnumerable<int> Children(int node) => Enumerable.Range(1, Methods.Count - 1).Where(child => _parents[child] == node);

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
