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

    /// <summary>The code that goes before an instruction of the body.</summary>
    private readonly Dictionary<Instruction, List<Instruction>> _inserted = [];

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
            InsertBefore(completion, LeaveEarly(machine));

        foreach (var (point, slot) in slots)
            InsertBefore(point, Call(clean.Contains(point) ? _probe.Count : _probe.Line, slot));

        if (slots.Count == 0)
            InsertBefore(first, Call(_probe.Count, declaration));

        Wrap(first, declaration, machine);
        _body.OptimizeMacros();

        // The runtime inlines even bodies with try/finally; whether the method shows in stack traces would then depend on the optimiser.
        _profiled.Method.NoInlining = true;
        _profiled.Method.AggressiveInlining = false;
    }

    private Dictionary<Instruction, int> AssignSlots()
    {
        var byOffset = _body.Instructions.ToDictionary(instruction => instruction.Offset);
        var lines = new Dictionary<Instruction, SourcePoint>();
        foreach (var point in _profiled.Points)
        {
            if (byOffset.TryGetValue(point.Offset, out var instruction))
                lines.TryAdd(instruction, point);
        }

        var code = TouchingCode.Of(_body, lines.Keys);
        var loops = LoopCode.Of(_body, lines.Keys);
        return lines.ToDictionary(
            point => point.Key, point => _map.AddSlot(new ProbeSlot(_profiled.Function, point.Value.Line, _profiled.Level, code[point.Key] | loops(point.Key)) { EndLine = point.Value.EndLine }));
    }

    /// <summary>What is allocated before the first sequence point (closures, a state machine) is charged to that point's line, or to the declaration when there is no point.</summary>
    private int DeclarationSlot(Dictionary<Instruction, int> slots) => slots.Count > 0
        ? slots.MinBy(slot => slot.Key.Offset).Value
        : _map.AddSlot(new ProbeSlot(_profiled.Function, _profiled.DeclarationLine, _profiled.Level, LineCode.Touches | LineCode.Calls) { IsDeclaration = true });

    /// <summary>Puts code before an instruction, and before what was put there earlier.</summary>
    private void InsertBefore(Instruction instruction, IEnumerable<Instruction> inserted)
    {
        if (_inserted.TryGetValue(instruction, out var known))
            known.InsertRange(0, inserted);
        else
            _inserted.Add(instruction, [.. inserted]);
    }

    private Instruction[] Call(MethodReference method, int slot) =>
        [_il.Create(OpCodes.Ldloc, _frame), _il.Create(OpCodes.Ldc_I4, slot), _il.Create(OpCodes.Call, method)];

    /// <summary>Completing a task runs its continuations inline, which must not be charged to this function.</summary>
    private Instruction[] LeaveEarly(StateMachineCode machine) =>
        [.. Leave(machine), _il.Create(OpCodes.Ldc_I4_0), _il.Create(OpCodes.Conv_I), _il.Create(OpCodes.Stloc, _frame)];

    private Instruction[] Leave(StateMachineCode machine) => machine.State is { } state
        ? [_il.Create(OpCodes.Ldloc, _frame), _il.Create(OpCodes.Ldarg, _body.ThisParameter), _il.Create(OpCodes.Ldfld, state), _il.Create(OpCodes.Call, _probe.Suspend)]
        : [_il.Create(OpCodes.Ldloc, _frame), _il.Create(OpCodes.Call, _probe.Leave)];

    private void Wrap(Instruction first, int declaration, StateMachineCode machine)
    {
        var result = ResultVariable();
        var leave = Leave(machine);
        var end = result is null ? _il.Create(OpCodes.Ret) : _il.Create(OpCodes.Ldloc, result);
        foreach (var inner in _body.ExceptionHandlers)
            inner.HandlerEnd ??= leave[0];

        Replace(
        [
            _il.Create(OpCodes.Ldc_I4, _map.Session),
            _il.Create(OpCodes.Ldc_I4, _map.AddBody(_profiled.Function, _profiled.Kind)),
            _il.Create(OpCodes.Ldc_I4, declaration),
            _il.Create(OpCodes.Call, _probe.Enter),
            _il.Create(OpCodes.Stloc, _frame),
            .. Resume(machine),
            .. Body(result, end),
            .. leave,
            _il.Create(OpCodes.Endfinally),
            end,
            .. result is null ? Array.Empty<Instruction>() : [_il.Create(OpCodes.Ret)],
        ]);

        _body.ExceptionHandlers.Add(new ExceptionHandler(ExceptionHandlerType.Finally)
        {
            TryStart = first,
            TryEnd = leave[0],
            HandlerStart = leave[0],
            HandlerEnd = end,
        });
    }

    private Instruction[] Resume(StateMachineCode machine) => machine.State is { } state
        ? [
            _il.Create(OpCodes.Ldloc, _frame), _il.Create(OpCodes.Ldarg, _body.ThisParameter), _il.Create(OpCodes.Ldfld, state),
            _il.Create(OpCodes.Ldc_I4, machine.InitialState), _il.Create(OpCodes.Call, _probe.Resume),
        ]
        : [];

    /// <summary>
    /// The body's code with what was inserted, leaving the try instead of returning. An instruction object before which code goes becomes the first of that
    /// code, and a copy of it follows: branches, switches and handler bounds that target the object then target the inserted code, without being rewritten.
    /// </summary>
    private List<Instruction> Body(VariableDefinition? result, Instruction end)
    {
        var woven = new List<Instruction>(2 * _body.Instructions.Count);
        foreach (var original in _body.Instructions)
        {
            var instruction = original;
            if (_inserted.TryGetValue(original, out var inserted))
            {
                instruction = _il.Create(OpCodes.Nop);
                (instruction.OpCode, instruction.Operand) = (original.OpCode, original.Operand);
                (original.OpCode, original.Operand) = (inserted[0].OpCode, inserted[0].Operand);
                woven.Add(original);
                woven.AddRange(inserted[1..]);
            }

            woven.Add(instruction);
            if (instruction.OpCode.Code == Code.Tail) // a tail call cannot leave a try
            {
                instruction.OpCode = OpCodes.Nop;
            }
            else if (instruction.OpCode.Code == Code.Ret && result is null)
            {
                (instruction.OpCode, instruction.Operand) = (OpCodes.Leave, end);
            }
            else if (instruction.OpCode.Code == Code.Ret)
            {
                (instruction.OpCode, instruction.Operand) = (OpCodes.Stloc, result);
                woven.Add(_il.Create(OpCodes.Leave, end));
            }
        }

        return woven;
    }

    /// <summary>Gives the body new code, all at once: each insertion into a body takes time in proportion to its length.</summary>
    private void Replace(IReadOnlyList<Instruction> code)
    {
        _body.Instructions.Clear();
        code[0].Previous = null;
        foreach (var instruction in code)
            _body.Instructions.Add(instruction);

        code[^1].Next = null;
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
}
