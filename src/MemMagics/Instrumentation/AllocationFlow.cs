using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>
/// Finds the sequence points before which no path can have allocated since the previous probe: there is nothing to charge at them,
/// so they are only counted. That is what makes a loop of plain arithmetic cheap.
/// </summary>
internal sealed class AllocationFlow
{
    private readonly MethodBody _body;
    private readonly HashSet<Instruction> _points;
    private readonly HashSet<Instruction> _reachedDirty = [];
    private readonly HashSet<(Instruction, bool)> _seen = [];
    private readonly Stack<(Instruction Instruction, bool Dirty)> _pending = new();

    private AllocationFlow(MethodBody body, HashSet<Instruction> points)
    {
        _body = body;
        _points = points;
    }

    /// <summary>Those of the given sequence points at which nothing can have been allocated since the previous probe.</summary>
    public static HashSet<Instruction> AllocationFreePoints(MethodBody body, HashSet<Instruction> points)
    {
        var flow = new AllocationFlow(body, points);
        flow.Run();
        return [.. points.Where(point => !flow._reachedDirty.Contains(point))];
    }

    private void Run()
    {
        Reach(_body.Instructions[0], dirty: false);
        foreach (var handler in _body.ExceptionHandlers)
        {
            // The exception was allocated somewhere in the try.
            Reach(handler.HandlerStart, dirty: true);
            if (handler.FilterStart is not null)
                Reach(handler.FilterStart, dirty: true);
        }

        while (_pending.TryPop(out var next))
            Follow(next.Instruction, next.Dirty);
    }

    private void Follow(Instruction instruction, bool dirty)
    {
        if (_points.Contains(instruction))
        {
            if (dirty)
                _reachedDirty.Add(instruction);

            dirty = false;
        }

        dirty |= AllocatingCode.May(instruction);
        switch (instruction.OpCode.FlowControl)
        {
            case FlowControl.Branch:
                var target = (Instruction)instruction.Operand;
                Reach(target, dirty || (instruction.OpCode.Code is Code.Leave or Code.Leave_S && RunsFinally(instruction, target)));
                return;

            case FlowControl.Cond_Branch:
                if (instruction.Operand is Instruction[] arms)
                {
                    foreach (var arm in arms)
                        Reach(arm, dirty);
                }
                else
                {
                    Reach((Instruction)instruction.Operand, dirty);
                }

                break;

            case FlowControl.Return or FlowControl.Throw:
                return;
        }

        if (instruction.Next is { } next)
            Reach(next, dirty);
    }

    private void Reach(Instruction instruction, bool dirty)
    {
        if (_seen.Add((instruction, dirty)))
            _pending.Push((instruction, dirty));
    }

    private bool RunsFinally(Instruction from, Instruction to) => _body.ExceptionHandlers.Any(handler =>
        handler.HandlerType is ExceptionHandlerType.Finally && IsWithin(from, handler) && !IsWithin(to, handler));

    private static bool IsWithin(Instruction instruction, ExceptionHandler handler) =>
        handler.TryStart.Offset <= instruction.Offset && instruction.Offset < handler.TryEnd.Offset;
}
