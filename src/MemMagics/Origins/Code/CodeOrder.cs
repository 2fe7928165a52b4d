using MemMagics.Wire.Messages;

namespace MemMagics.Origins.Code;

/// <summary>What a method's code calls and which objects it makes, in its order, with the code of inlined functions in place of their calls.</summary>
internal sealed class CodeOrder
{
    private readonly InlineTree _tree;
    private readonly Func<ulong, MethodDescription?> _describe;
    private readonly Func<int, int> _statement;
    private readonly List<CodeStep> _steps = [];
    private readonly List<(int Offset, int Position)>?[] _positions;
    private readonly CodePath?[] _calls;

    /// <param name="tree">What was inlined.</param>
    /// <param name="describe">Describes a method; <see langword="null"/> for an unknown one.</param>
    /// <param name="statement">The statement of the method itself that a node comes from; -1 when it is not known.</param>
    public CodeOrder(InlineTree tree, Func<ulong, MethodDescription?> describe, Func<int, int> statement)
    {
        (_tree, _describe, _statement) = (tree, describe, statement);
        (_positions, _calls) = (new List<(int, int)>?[tree.Methods.Count], new CodePath?[tree.Methods.Count]);
        Add(0, null, 0);
    }

    /// <summary>The calls and objects.</summary>
    public IReadOnlyList<CodeStep> Steps => _steps;

    /// <summary>The first step at or after an offset in the IL of a node; -1 when it is not known where the node was called.</summary>
    public int Position(int node, int offset) => _positions[node] is { } positions ? positions.First(each => each.Offset >= offset).Position : -1;

    /// <summary>The call that was replaced by a node; <see langword="null"/> for the method itself, and when it is not known.</summary>
    public CodePath? Call(int node) => _calls[node];

    private void Add(int node, CodePath? call, int branches)
    {
        _calls[node] = call;
        var positions = _positions[node] = [];
        var code = _describe(_tree.Methods[node])?.Code ?? [];
        var inlined = InlinedCalls(node, code);
        for (var i = 0; i < code.Count; i++)
        {
            var path = new CodePath(call, node, code[i].Offset);
            positions.Add((code[i].Offset, _steps.Count));
            foreach (var child in inlined[i].Children)
                Add(child, path, branches + code[i].Branches);

            if (!inlined[i].Always)
                _steps.Add(new(path, code[i], branches + code[i].Branches));
        }

        positions.Add((int.MaxValue, _steps.Count));
    }

    /// <summary>Of each reference the nodes that were inlined for it, and whether they replace it: when a method is called more often than it was inlined, any of the calls may be left.</summary>
    private (List<int> Children, bool Always)[] InlinedCalls(int node, IReadOnlyList<CodeReference> code)
    {
        var inlined = Array.ConvertAll(new object[code.Count], static _ => (Children: new List<int>(), Always: false));
        foreach (var same in _tree.Children(node).GroupBy(child => _tree.Methods[child]))
        {
            if (_describe(same.Key) is not { } method)
                continue;

            var (target, children) = (CodeTarget.OfCall(MethodCode.Of(method)), same.ToArray());
            var likeness = code.Select(target.Likeness).DefaultIfEmpty().Max();
            var calls = Enumerable.Range(0, code.Count).Where(index => likeness > 0 && target.Likeness(code[index]) == likeness).ToList();
            if (calls.Count == 0)
                continue;

            var always = calls.Count <= children.Length;
            foreach (var child in children)
            {
                var call = calls[0];
                if (!always && _statement(child) is >= 0 and var statement && node == 0)
                    call = calls.FirstOrDefault(index => code[index].Offset >= statement, call);
                if (calls.Count > 1)
                    calls.Remove(call);

                inlined[call].Children.Add(child);
                inlined[call].Always = always;
            }
        }

        return inlined;
    }
}
