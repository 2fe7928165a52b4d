using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>Moves sequence points to where a call may be inserted: before an instruction and its prefixes.</summary>
internal static class InsertionPoints
{
    /// <summary>The sequence points, each at the offset of an instruction. A decompiler's may fall between instructions; then it moves to the next one.</summary>
    public static IReadOnlyList<SourcePoint> Of(MethodDefinition method, IReadOnlyList<SourcePoint> points)
    {
        if (MethodObstacle.Of(method) is not null)
            return points;

        var instructions = method.Body.Instructions;
        var placed = new List<SourcePoint>(points.Count);
        var next = 0;
        foreach (var point in points.OrderBy(point => point.Offset))
        {
            while (next < instructions.Count && instructions[next].Offset < point.Offset)
                next++;

            if (next < instructions.Count)
                placed.Add(point with { Offset = WithPrefixes(instructions[next]).Offset });
        }

        return placed;
    }

    private static Instruction WithPrefixes(Instruction instruction)
    {
        while (instruction.Previous is { OpCode.OpCodeType: OpCodeType.Prefix } prefix)
            instruction = prefix;

        return instruction;
    }
}
