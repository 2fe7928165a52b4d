using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>The instructions of a state machine's <c>MoveNext</c> that need more than a call at each sequence point.</summary>
/// <param name="Continuations">Where execution continues after an <c>await</c> or <c>yield</c>, each with the sequence point at which it was suspended.</param>
/// <param name="Completions">Calls that complete the task, and so run its continuations.</param>
/// <param name="State">The field that holds the machine's state; <see langword="null"/> when there is none.</param>
internal sealed record StateMachineCode(
    IReadOnlyList<(Instruction At, Instruction Point)> Continuations, IReadOnlyList<Instruction> Completions, FieldReference? State)
{
    private const string StateField = "<>1__state";

    public static StateMachineCode None { get; } = new([], [], null);

    /// <summary>The state in which the machine begins: 0 for an iterator, -1 for an asynchronous method, -3 for an asynchronous iterator.</summary>
    public int InitialState { get; private init; }

    /// <summary>Finds both by the shape of the state machines that the C# compiler generates.</summary>
    public static StateMachineCode Of(MethodBody body, HashSet<Instruction> points)
    {
        var continuations = new List<(Instruction, Instruction)>();
        var completions = new List<Instruction>();
        Instruction? point = null;
        for (var instruction = body.Instructions[0]; instruction is not null; instruction = instruction.Next)
        {
            if (points.Contains(instruction))
                point = instruction;

            if (IsCompletion(instruction))
                completions.Add(instruction);

            if (point is not null && SuspensionEnd(instruction) is { Next: { } next } && !points.Contains(next))
                continuations.Add((next, point));
        }

        return new StateMachineCode(continuations, completions, StateOf(body)) { InitialState = InitialStateOf(body.Method) };
    }

    /// <summary>The field as the body refers to it, with the type arguments of a generic machine.</summary>
    private static FieldReference? StateOf(MethodBody body) =>
        body.Instructions.Select(static instruction => instruction.Operand).OfType<FieldReference>().FirstOrDefault(static field => field.Name == StateField);

    private static int InitialStateOf(MethodDefinition method) =>
        method.ReturnType.MetadataType == MetadataType.Boolean ? 0
        : method.DeclaringType.Fields.Any(static field => field.Name == "<>v__promiseOfValueOrEnd") ? -3
        : -1;

    private static bool IsCompletion(Instruction instruction) =>
        instruction is { OpCode.Code: Code.Call or Code.Callvirt, Operand: MethodReference { Name: "SetResult" or "SetException" or "Complete" } method }
        && (method.DeclaringType.Name.Contains("MethodBuilder", StringComparison.Ordinal)
            || method.DeclaringType.Name.StartsWith("ManualResetValueTaskSourceCore", StringComparison.Ordinal));

    /// <summary>The last instruction of a suspension that begins here: the <c>leave</c> after the continuation was registered with the awaiter, or the return after a <c>yield</c>.</summary>
    private static Instruction? SuspensionEnd(Instruction instruction)
    {
        if (instruction is { OpCode.Code: Code.Call or Code.Callvirt, Operand: MethodReference { Name: "AwaitUnsafeOnCompleted" or "AwaitOnCompleted" } })
            return NextLeave(instruction.Next);

        // A yield stores the state in which to resume, then returns true (iterator) or leaves to where the value is passed to the caller (async iterator).
        if (instruction is { OpCode.Code: Code.Stfld, Operand: FieldReference { Name: StateField } })
        {
            return instruction.Next switch
            {
                { OpCode.Code: Code.Leave or Code.Leave_S } leave => leave,
                { OpCode.Code: Code.Ldc_I4_1, Next: { OpCode.Code: Code.Ret } ret } => ret,
                { OpCode.Code: Code.Ldc_I4_1, Next.Next: { OpCode.Code: Code.Leave or Code.Leave_S } leave } => leave,
                _ => null,
            };
        }

        return null;
    }

    private static Instruction? NextLeave(Instruction? instruction)
    {
        while (instruction is not null && instruction.OpCode.Code is not (Code.Leave or Code.Leave_S or Code.Ret))
            instruction = instruction.Next;

        return instruction;
    }
}
