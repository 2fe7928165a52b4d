using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Fields in which an object remembers a hash code that it has computed once: <c>_hash != 0 ? _hash : _hash = Compute()</c>. Only the method that computes it knows the
/// field, looks first whether there is anything, and does nothing else with it than return it; so the field can stay empty in the worker, where the method computes the worker's own.
/// </summary>
internal static class HashMemo
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool Is(FieldInfo field)
    {
        if (!field.IsPrivate || field.IsStatic || !HashPlace.IsNumber(field.FieldType) || field.DeclaringType is not { IsClass: true } holder)
            return false;
        var users = MethodsIn(holder).Where(method => Mentions(method, field)).ToList();
        return users is [MethodInfo only] && ComputesOnce(only, field);
    }

    /// <summary>A private field is in reach of the class and of those nested in it.</summary>
    private static IEnumerable<MethodBase> MethodsIn(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).Concat(type.GetNestedTypes(Declared).SelectMany(MethodsIn));

    private static bool Mentions(MethodBase method, FieldInfo field) => Steps(method, field).Exists(static step => step.IsField);

    /// <summary>Whether the method begins with a look at the field that leads past where it is set, and else only returns it.</summary>
    private static bool ComputesOnce(MethodInfo method, FieldInfo field)
    {
        var steps = Steps(method, field);
        var stored = steps.FindLastIndex(static step => step.IsField && step.OpCode == OpCodes.Stfld);
        var looked = steps.FindIndex(static step => step.IsField);
        var isNullable = Nullable.GetUnderlyingType(field.FieldType) is not null;
        return stored > looked && LeadsPast(steps, steps.FindIndex(looked, static step => step.OpCode.FlowControl == FlowControl.Cond_Branch), stored)
            && Enumerable.Range(0, steps.Count).Where(i => steps[i].IsField && steps[i].OpCode != OpCodes.Stfld)
                .All(i => isNullable ? steps[i].OpCode == OpCodes.Ldflda && steps[i + 1].OpCode == OpCodes.Call : steps[i].OpCode == OpCodes.Ldfld && (IsTested(steps, i) || IsReturned(steps, i)));
    }

    private static bool LeadsPast(List<Step> steps, int branch, int stored) => branch >= 0 && branch < stored
        && (steps[branch].Target > steps[stored].Offset
            || steps[branch..stored].Exists(step => step.Offset < steps[branch].Target && (step.OpCode == OpCodes.Ret || (step.OpCode.FlowControl == FlowControl.Branch && step.Target > steps[stored].Offset))));

    private static bool IsTested(List<Step> steps, int load) => steps[load + 1].OpCode is var next
        && (next == OpCodes.Ldc_I4_0 || next == OpCodes.Brtrue_S || next == OpCodes.Brtrue || next == OpCodes.Brfalse_S || next == OpCodes.Brfalse);

    /// <summary>In a Debug build the value goes through a local.</summary>
    private static bool IsReturned(List<Step> steps, int load) => steps[load + 1].OpCode is var next
        && (next == OpCodes.Ret || (next.Name!.StartsWith("stloc", StringComparison.Ordinal) && steps[load + 2].OpCode.FlowControl == FlowControl.Branch));

    private static List<Step> Steps(MethodBase method, FieldInfo field)
    {
        var steps = new List<Step>();
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return steps;
        var types = new InstructionTypes(method, body, il);
        var instruction = new InstructionReader(il);
        while (instruction.Read())
        {
            var (opcode, at) = (instruction.OpCode, instruction.OperandOffset);
            var target = opcode.OperandType switch
            {
                OperandType.ShortInlineBrTarget => at + 1 + (sbyte)il[at],
                OperandType.InlineBrTarget => at + sizeof(int) + instruction.Token,
                _ => -1,
            };
            var isField = opcode.OperandType == OperandType.InlineField && types.Resolve(at) is FieldInfo used && used.MetadataToken == field.MetadataToken && used.Module == field.Module;
            steps.Add(new Step(opcode, at - opcode.Size, target, isField));
        }

        return steps;
    }

    /// <summary>An instruction.</summary>
    /// <param name="OpCode">What it does.</param>
    /// <param name="Offset">Where it begins.</param>
    /// <param name="Target">Where it jumps to; negative for none, or several.</param>
    /// <param name="IsField">Whether it names the field.</param>
    private readonly record struct Step(OpCode OpCode, int Offset, int Target, bool IsField);
}
