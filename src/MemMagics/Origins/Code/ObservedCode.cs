using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Code;

/// <summary>A method's machine code with what was seen to be called and made in it.</summary>
internal sealed class ObservedCode
{
    private readonly NativeCode _code;
    private readonly InlineTree _tree;
    private readonly CodeOrder _order;
    private readonly Dictionary<uint, CodePath> _found = [];

    /// <param name="code">The code. What was inlined into it is known.</param>
    /// <param name="seen">What was called or made, by offset in the machine code.</param>
    /// <param name="describe">Describes a method; <see langword="null"/> for an unknown one.</param>
    public ObservedCode(NativeCode code, IEnumerable<KeyValuePair<uint, HashSet<CodeTarget>>> seen, Func<ulong, MethodDescription?> describe)
    {
        _code = code;
        _tree = code.Inlined!;
        _order = new CodeOrder(_tree, describe, node => Statement(_tree.FirstOf(node)));
        Locate([.. seen.OrderBy(static each => each.Key)]);
    }

    /// <summary>Where an instruction is written: as the order of the code tells, otherwise as the runtime does.</summary>
    public CodePath Find(uint native)
    {
        if (_found.TryGetValue(native, out var found))
            return found;

        var (node, offset) = _tree.IndexOf(native) is >= 0 and var index ? _tree.Statements[index] : (0, 0);
        return new(CallOf(node, native), node, offset);
    }

    /// <summary>The call of a node; when it was not found in the code, as far as the runtime tells.</summary>
    private CodePath? CallOf(int node, uint native)
    {
        if (node == 0)
            return null;
        if (_order.Call(node) is { } call)
            return call;

        var parent = _tree.Path(node)[^2];
        return new(CallOf(parent, native), parent, parent == 0 ? Statement(native) : -1);
    }

    private int Statement(uint? native) => native is { } known && _code.Offsets is { } offsets ? offsets.Find(known) : -1;

    private void Locate(IReadOnlyList<KeyValuePair<uint, HashSet<CodeTarget>>> seen)
    {
        var positions = _tree.Statements.Select(at => _order.Position(at.Node, at.Offset)).ToArray();
        var rest = new List<KeyValuePair<uint, HashSet<CodeTarget>>>();
        var taken = new HashSet<int>();
        foreach (var statement in seen.GroupBy(each => _tree.IndexOf(each.Key)))
        {
            var steps = CodeAlignment.Align([.. statement.Select(static each => each.Value)], _order.Steps, [.. StepsOf(positions, statement.Key)], taken);
            foreach (var (each, step) in statement.Zip(steps))
            {
                if (step < 0)
                    rest.Add(each);
                else
                    Found(each.Key, step);
            }
        }

        // Code can have been moved away from its statement.
        foreach (var (native, targets) in rest)
        {
            var (score, step) = Enumerable.Range(0, _order.Steps.Count).Select(step => (CodeAlignment.Score(targets, _order.Steps[step], taken.Contains(step)), step)).DefaultIfEmpty().MaxBy(static each => each.Item1);
            if (score > 0)
                Found(native, step);
        }

        void Found(uint native, int step)
        {
            taken.Add(step);
            _found[native] = _order.Steps[step].Path;
        }
    }

    /// <summary>
    /// The steps that a statement's machine code can consist of: its own ones, and those of statements behind it that lost their code to it, up to
    /// one that has its own. When the next one's code is of an earlier statement, a block begins between them, of which the same is true. A condition
    /// that is there twice is a loop's: the code behind its first copy is that of the loop.
    /// </summary>
    private IEnumerable<int> StepsOf(int[] positions, int statement)
    {
        var first = statement < 0 ? 0 : positions[statement];
        if (first < 0)
            return [];

        var later = positions.Skip(statement + 1).Where(static position => position >= 0).ToArray();
        var own = Enumerable.Range(first, later.Where(position => position > first).DefaultIfEmpty(_order.Steps.Count).Min() - first);
        if (later is not [var next, ..] || next >= first)
            return own;

        var start = Math.Max(0, positions.Where(position => position < next).DefaultIfEmpty().Max());
        var before = Enumerable.Range(start, next - start);
        return _tree.Statements.Skip(statement + 1).Contains(_tree.Statements[statement]) ? before : own.Concat(before);
    }
}
