using MemMagics.Wire.Messages;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>
/// Tells what the code of sequence points can do to resident memory. It touches fresh memory when it stores to memory, reads through pointers and references (a mapped file is read
/// into memory so), reserves stack, allocates, or runs other code. Arithmetic, comparisons and loads from objects and arrays cannot: loads of managed
/// memory that was never written map the kernel's one page of zeros, which counts as no memory. When in doubt the answer is yes.
/// </summary>
internal static class TouchingCode
{
    /// <summary>What the code of each sequence point can do: from the point to the next ones.</summary>
    /// <param name="body">The method's body.</param>
    /// <param name="points">First instructions of its sequence points.</param>
    public static Dictionary<Instruction, LineCode> Of(MethodBody body, IReadOnlyCollection<Instruction> points)
    {
        var isPoint = points.ToHashSet();
        var predecessors = ControlFlow.Predecessors(body);
        var touching = Leading(body.Instructions.Where(May), predecessors, isPoint);
        var calling = Leading(body.Instructions.Where(static instruction => instruction.OpCode.FlowControl == FlowControl.Call && AllocatingCode.May(instruction)), predecessors, isPoint);
        var first = points.MinBy(point => point.Offset);
        return points.ToDictionary(point => point, point => Of(point) | (point == first ? Of(body.Instructions[0]) : 0)); // what comes before the first point is charged to it

        LineCode Of(Instruction point) =>
            (touching.Contains(point) ? LineCode.Touches : 0) | (calling.Contains(point) ? LineCode.Calls : 0);
    }

    /// <summary>The instructions from which one of the given ones is reached before another sequence point.</summary>
    private static HashSet<Instruction> Leading(IEnumerable<Instruction> to, ILookup<Instruction, Instruction> predecessors, HashSet<Instruction> isPoint)
    {
        var leading = new HashSet<Instruction>();
        var pending = new Stack<Instruction>(to);
        while (pending.TryPop(out var instruction))
        {
            if (!leading.Add(instruction) || isPoint.Contains(instruction))
                continue;

            foreach (var before in predecessors[instruction])
                pending.Push(before);
        }

        return leading;
    }

    /// <summary>Whether an instruction can touch memory that the process has not touched before.</summary>
    public static bool May(Instruction instruction) => AllocatingCode.May(instruction) || instruction.OpCode.Code switch
    {
        Code.Stfld or Code.Stobj or Code.Initobj or Code.Cpobj or Code.Cpblk or Code.Initblk or Code.Localloc or Code.Endfinally => true,
        Code.Stind_I or Code.Stind_I1 or Code.Stind_I2 or Code.Stind_I4 or Code.Stind_I8 or Code.Stind_R4 or Code.Stind_R8 or Code.Stind_Ref => true,
        Code.Stelem_I or Code.Stelem_I1 or Code.Stelem_I2 or Code.Stelem_I4 or Code.Stelem_I8 or Code.Stelem_R4 or Code.Stelem_R8 or Code.Stelem_Any => true,
        Code.Ldind_I or Code.Ldind_I1 or Code.Ldind_U1 or Code.Ldind_I2 or Code.Ldind_U2 or Code.Ldind_I4 or Code.Ldind_U4 or Code.Ldind_I8 => true,
        Code.Ldind_R4 or Code.Ldind_R8 or Code.Ldind_Ref or Code.Ldobj => true,
        Code.Call or Code.Callvirt => ((MethodReference)instruction.Operand).Name is "set_Item" or "Set" or "Fill" or "Clear" or "CopyTo" or "TryCopyTo" or ".ctor",
        _ => false,
    };
}
