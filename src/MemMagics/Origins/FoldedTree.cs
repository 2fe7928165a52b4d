using MemMagics.Origins.Frames;

namespace MemMagics.Origins;

/// <summary>
/// Paths of functions as the report shows them: from the measured code on, recursion folded. A function that is on the path already is not
/// entered once more, but left for its other line.
/// </summary>
internal sealed class FoldedTree
{
    private readonly List<CodeFrame> _frames = [];
    private readonly List<int> _identities = [];
    private readonly Dictionary<CodeFrame, int> _frameNumbers = [];
    private readonly Dictionary<string, int> _identityNumbers = new(StringComparer.Ordinal);
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(int Parent, int Frame), int> _children = [];

    /// <summary>A tree of the measured code alone.</summary>
    public FoldedTree(CodeFrame measured) => _nodes.Add(new Node(-1, Number(measured), -1));

    /// <summary>How many nodes there are; 0 is the measured code, and a child has a greater number than its parent.</summary>
    public int Count => _nodes.Count;

    public int Parent(int node) => _nodes[node].Parent;

    public CodeFrame Frame(int node) => _frames[_nodes[node].Frame];

    /// <summary>The line that is charged with what a function allocates: the nearest of the user's own; without one on the path, the nearest that is known; <see langword="null"/> when there is none.</summary>
    public CodeFrame? Charged(int node) => _nodes[node].Charged is >= 0 and var frame ? _frames[frame] : null;

    /// <summary>The number by which a frame is entered.</summary>
    public int Number(CodeFrame frame)
    {
        if (_frameNumbers.TryGetValue(frame, out var number))
            return number;

        if (!_identityNumbers.TryGetValue(frame.Identity, out var identity))
            _identityNumbers.Add(frame.Identity, identity = _identityNumbers.Count);

        _identities.Add(identity);
        _frames.Add(frame);
        _frameNumbers.Add(frame, number = _frames.Count - 1);
        return number;
    }

    /// <summary>Goes on from a function to one that it calls, given by its frame's number.</summary>
    /// <remarks>
    /// What lies between the two calls of a function is left out when the function is the user's, or nothing in between is: the second
    /// <c>Parallel.For</c> in the lambda of the first is another loop.
    /// </remarks>
    public int Enter(int node, int frame)
    {
        for (var around = node; around > 0; around = _nodes[around].Parent)
        {
            var other = _nodes[around].Frame;
            if (_identities[other] == _identities[frame])
                return other == frame ? around : Child(_nodes[around].Parent, frame);
            if (_frames[other].IsOwn && !_frames[frame].IsOwn)
                break;
        }

        return Child(node, frame);
    }

    private int Child(int parent, int number)
    {
        if (!_children.TryGetValue((parent, number), out var node))
        {
            var frame = _frames[number];
            var nearest = _nodes[parent].Charged;
            var isNearer = frame.IsOwn || (frame.Line is not null && (nearest < 0 || !_frames[nearest].IsOwn));
            _nodes.Add(new Node(parent, number, isNearer ? number : nearest));
            _children.Add((parent, number), node = _nodes.Count - 1);
        }

        return node;
    }

    private readonly record struct Node(int Parent, int Frame, int Charged);
}
