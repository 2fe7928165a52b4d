using MemMagics.Wire.Messages;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>
/// Finds the sequence points that are part of a loop, and those at which a loop has ended. A loop is what lies between a jump backwards and its target,
/// which is what compilers make of every loop.
/// </summary>
internal sealed class LoopCode
{
    private readonly MethodBody _body;
    private readonly HashSet<Instruction> _points;
    private readonly List<Loop> _loops;
    private readonly Dictionary<Instruction, Loop> _innermost = [];
    private readonly HashSet<Instruction> _following = [];
    private readonly HashSet<(Instruction, Loop)> _seen = [];
    private readonly Stack<(Instruction Instruction, Loop Left)> _pending = new();

    private LoopCode(MethodBody body, IReadOnlyCollection<Instruction> points)
    {
        _body = body;
        _points = [.. points];
        _loops =
        [
            .. body.Instructions
                .SelectMany(ControlFlow.Successors, static (from, to) => (From: from, To: to))
                .Where(static jump => jump.To.Offset <= jump.From.Offset)
                .GroupBy(static jump => jump.To.Offset, static jump => jump.From.Offset)
                .Select(static jumps => new Loop(jumps.Key, jumps.Max()))
                .OrderBy(static loop => loop.Start),
        ];
    }

    /// <summary>What each sequence point has to do with loops.</summary>
    /// <param name="body">The method's body.</param>
    /// <param name="points">First instructions of its sequence points.</param>
    public static Func<Instruction, LineCode> Of(MethodBody body, IReadOnlyCollection<Instruction> points)
    {
        var code = new LoopCode(body, points);
        if (code._loops.Count > 0)
            code.Run();

        return point => (code._innermost.ContainsKey(point) ? LineCode.InLoop : 0) | (code._following.Contains(point) ? LineCode.FollowsLoop : 0);
    }

    private void Run()
    {
        FindInnermost();
        foreach (var point in _points)
        {
            if (_innermost.TryGetValue(point, out var loop))
                ReachSuccessors(point, loop);
        }

        // An exception ends the loops of its try.
        foreach (var handler in _body.ExceptionHandlers)
        {
            if (_loops.Find(loop => handler.TryStart.Offset <= loop.Start && loop.End < handler.TryEnd.Offset) is { } ended)
                Reach(handler.FilterStart ?? handler.HandlerStart, ended);
        }

        while (_pending.TryPop(out var next))
        {
            if (!_points.Contains(next.Instruction))
                ReachSuccessors(next.Instruction, next.Left);
            else if (!next.Left.Contains(next.Instruction))
                _following.Add(next.Instruction);
        }
    }

    private void FindInnermost()
    {
        var open = new Stack<Loop>();
        var next = 0;
        foreach (var instruction in _body.Instructions)
        {
            while (open.TryPeek(out var innermost) && innermost.End < instruction.Offset)
                open.Pop();

            for (; next < _loops.Count && _loops[next].Start == instruction.Offset; next++)
                open.Push(_loops[next]);

            if (open.TryPeek(out var loop))
                _innermost.Add(instruction, loop);
        }
    }

    private void ReachSuccessors(Instruction instruction, Loop loop)
    {
        foreach (var successor in ControlFlow.Successors(instruction))
            Reach(successor, loop);
    }

    private void Reach(Instruction instruction, Loop loop)
    {
        if (_seen.Add((instruction, loop)))
            _pending.Push((instruction, loop));
    }

    /// <summary>The offsets of a loop's first and last instruction.</summary>
    private sealed record Loop(int Start, int End)
    {
        public bool Contains(Instruction instruction) => Start <= instruction.Offset && instruction.Offset <= End;
    }
}
