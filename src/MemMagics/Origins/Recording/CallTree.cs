namespace MemMagics.Origins.Recording;

/// <summary>The call paths that were seen, as a tree of return addresses: each node is a call from its parent. Node 0 is the root, outside of all code.</summary>
internal sealed class CallTree
{
    private readonly Dictionary<(int Parent, ulong Address), int> _children = [];
    private readonly List<(int Parent, ulong Address)> _nodes = [(-1, 0)];

    /// <summary>How many nodes there are, the root included.</summary>
    public int Count => _nodes.Count;

    /// <summary>The node that called this one; -1 for the root. Always a smaller number than the node's own.</summary>
    public int Parent(int node) => _nodes[node].Parent;

    /// <summary>Where execution goes on in the function when its call returns; 0 for the root.</summary>
    public ulong Address(int node) => _nodes[node].Address;

    /// <summary>The node for a call from another, made when it is new.</summary>
    public int Child(int parent, ulong address)
    {
        if (!_children.TryGetValue((parent, address), out var node))
        {
            node = _nodes.Count;
            _nodes.Add((parent, address));
            _children.Add((parent, address), node);
        }

        return node;
    }

    /// <summary>The node of a call path. A call that is on the path already leads back to it, so that recursion does not make the tree deeper.</summary>
    /// <param name="addresses">Where execution goes on in each function, the innermost first.</param>
    public int Find(ReadOnlySpan<ulong> addresses)
    {
        var node = 0;
        for (var i = addresses.Length - 1; i >= 0; i--)
            node = _children.TryGetValue((node, addresses[i]), out var known) ? known : OnPath(node, addresses[i]) is > 0 and var outer ? outer : Child(node, addresses[i]);

        return node;
    }

    private int OnPath(int node, ulong address)
    {
        while (node > 0 && _nodes[node].Address != address)
            node = _nodes[node].Parent;

        return node;
    }
}
