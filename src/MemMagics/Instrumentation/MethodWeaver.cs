using MemMagics.Wire.Messages;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace MemMagics.Instrumentation;

/// <summary>
/// Weaves the probe into one method: <c>Enter</c>, then the body in <c>try</c>/<c>finally</c> with a call at each sequence point, then <c>Leave</c>.
/// The <c>finally</c> has no measurable cost, and keeps the bytes of an activation that throws.
/// </summary>
internal sealed class MethodWeaver
{
    private readonly ProfiledBody _profiled;
    private readonly ProbeMap _map;
    private readonly ProbeMethods _probe;
    private readonly MethodBody _body;
    private readonly ILProcessor _il;
    private readonly VariableDefinition _frame;

    private MethodWeaver(ProfiledBody profiled, ProbeMap map, ProbeMethods probe)
    {
        _profiled = profiled;
        _map = map;
        _probe = probe;
        _body = profiled.Method.Body;
        _il = _body.GetILProcessor();
        _frame = new VariableDefinition(profiled.Method.Module.TypeSystem.IntPtr);
    }

    /// <summary>Weaves a body.</summary>
    /// <param name="profiled">The body.</param>
    /// <param name="map">Receives its slots.</param>
    /// <param name="probe">The probe, as seen from the body's module.</param>
    /// <param name="countOnly">Whether a sequence point before which nothing can have been allocated is only counted.</param>
    public static void Weave(ProfiledBody profiled, ProbeMap map, ProbeMethods probe, bool countOnly = true) =>
        new MethodWeaver(profiled, map, probe).Weave(countOnly);

    private void Weave(bool countOnly)
    {
        var slots = AssignSlots();
        var machine = _profiled.Kind == BodyKind.Resumption ? StateMachineCode.Of(_body, [.. slots.Keys]) : StateMachineCode.None;
        var clean = countOnly ? AllocationFlow.AllocationFreePoints(_body, [.. slots.Keys]) : [];

        _body.SimplifyMacros();
        _body.Variables.Add(_frame);
        var first = _body.Instructions[0];
        var declaration = DeclarationSlot(slots);

        foreach (var (continuation, point) in machine.Continuations)
            InsertBefore(continuation, Call(_probe.Continue, slots[point]));

        foreach (var completion in machine.Completions)
            InsertBefore(completion, LeaveEarly());

        foreach (var (point, slot) in slots)
            InsertBefore(point, Call(clean.Contains(point) ? _probe.Count : _probe.Line, slot));

        if (slots.Count == 0)
            InsertBefore(first, Call(_probe.Count, declaration));

        Wrap(first, declaration);
        _body.OptimizeMacros();

        // The runtime inlines even bodies with try/finally; whether the method shows in stack traces would then depend on the optimiser.
        _profiled.Method.NoInlining = true;
        _profiled.Method.AggressiveInlining = false;
    }

    private Dictionary<Instruction, int> AssignSlots()
    {
        var byOffset = _body.Instructions.ToDictionary(instruction => instruction.Offset);
        var slots = new Dictionary<Instruction, int>();
        foreach (var point in _profiled.Points)
        {
            if (byOffset.TryGetValue(point.Offset, out var instruction) && !slots.ContainsKey(instruction))
                slots.Add(instruction, _map.AddSlot(new ProbeSlot(_profiled.Function, point.Line, _profiled.Level)));
        }

        return slots;
    }

    /// <summary>What is allocated before the first sequence point (closures, a state machine) is charged to that point's line, or to the declaration when there is no point.</summary>
    private int DeclarationSlot(Dictionary<Instruction, int> slots) => slots.Count > 0
        ? slots.MinBy(slot => slot.Key.Offset).Value
        : _map.AddSlot(new ProbeSlot(_profiled.Function, _profiled.DeclarationLine, _profiled.Level));

    /// <summary>
    /// Turns the instruction object into the first of the inserted ones and appends a copy of the original: branches, switches and handler
    /// bounds that target the object then target the inserted code, without being rewritten.
    /// </summary>
    private void InsertBefore(Instruction instruction, IReadOnlyList<Instruction> inserted)
    {
        var copy = _il.Create(OpCodes.Nop);
        copy.OpCode = instruction.OpCode;
        copy.Operand = instruction.Operand;
        instruction.OpCode = inserted[0].OpCode;
        instruction.Operand = inserted[0].Operand;

        var last = instruction;
        foreach (var next in inserted.Skip(1).Append(copy))
        {
            _il.InsertAfter(last, next);
            last = next;
        }
    }

    private Instruction[] Call(MethodReference method, int slot) =>
        [_il.Create(OpCodes.Ldloc, _frame), _il.Create(OpCodes.Ldc_I4, slot), _il.Create(OpCodes.Call, method)];

    /// <summary>Completing a task runs its continuations inline, which must not be charged to this function.</summary>
    private Instruction[] LeaveEarly() =>
    [
        _il.Create(OpCodes.Ldloc, _frame), _il.Create(OpCodes.Call, _probe.Leave),
        _il.Create(OpCodes.Ldc_I4_0), _il.Create(OpCodes.Conv_I), _il.Create(OpCodes.Stloc, _frame),
    ];

    private void Wrap(Instruction first, int declaration)
    {
        var result = ResultVariable();
        var handler = _il.Create(OpCodes.Ldloc, _frame);
        var end = result is null ? _il.Create(OpCodes.Ret) : _il.Create(OpCodes.Ldloc, result);
        RedirectReturns(result, end);
        foreach (var inner in _body.ExceptionHandlers)
            inner.HandlerEnd ??= handler;

        _il.Append(handler);
        _il.Append(_il.Create(OpCodes.Call, _probe.Leave));
        _il.Append(_il.Create(OpCodes.Endfinally));
        _il.Append(end);
        if (result is not null)
            _il.Append(_il.Create(OpCodes.Ret));

        _body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = first,
            TryEnd = handler,
            HandlerStart = handler,
            HandlerEnd = end,
        });

        _il.InsertBefore(first, _il.Create(OpCodes.Ldc_I4, _map.Session));
        _il.InsertBefore(first, _il.Create(OpCodes.Ldc_I4, _map.AddBody(_profiled.Function, _profiled.Kind)));
        _il.InsertBefore(first, _il.Create(OpCodes.Ldc_I4, declaration));
        _il.InsertBefore(first, _il.Create(OpCodes.Call, _probe.Enter));
        _il.InsertBefore(first, _il.Create(OpCodes.Stloc, _frame));
    }

    private VariableDefinition? ResultVariable()
    {
        var type = _profiled.Method.ReturnType;
        while (type is IModifierType modified) // "ref readonly" returns carry a modifier that is not allowed on a variable
            type = modified.ElementType;

        if (type.MetadataType == MetadataType.Void)
            return null;

        var variable = new VariableDefinition(type);
        _body.Variables.Add(variable);
        return variable;
    }

    private void RedirectReturns(VariableDefinition? result, Instruction end)
    {
        foreach (var instruction in _body.Instructions.ToArray())
        {
            switch (instruction.OpCode.Code)
            {
                case Code.Tail: // a tail call cannot leave a try
                    instruction.OpCode = OpCodes.Nop;
                    break;

                case Code.Ret when result is null:
                    instruction.OpCode = OpCodes.Leave;
                    instruction.Operand = end;
                    break;

                case Code.Ret:
                    instruction.OpCode = OpCodes.Stloc;
                    instruction.Operand = result;
                    _il.InsertAfter(instruction, _il.Create(OpCodes.Leave, end));
                    break;
            }
        }
    }
}
