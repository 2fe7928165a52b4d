using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>Which instructions can follow which in a method's body, exceptions left out.</summary>
internal static class ControlFlow
{
    /// <summary>The instructions that can follow one.</summary>
    public static IEnumerable<Instruction> Successors(Instruction instruction)
    {
        if (instruction.Operand is Instruction target)
            yield return target;
        else if (instruction.Operand is Instruction[] arms)
        {
            foreach (var arm in arms)
                yield return arm;
        }

        if (instruction.OpCode.FlowControl is not (FlowControl.Branch or FlowControl.Return or FlowControl.Throw) && instruction.Next is { } next)
            yield return next;
    }

    /// <summary>The instructions that can precede each.</summary>
    public static ILookup<Instruction, Instruction> Predecessors(MethodBody body) =>
        body.Instructions.SelectMany(Successors, static (from, to) => (From: from, To: to)).ToLookup(static edge => edge.To, static edge => edge.From);
}
