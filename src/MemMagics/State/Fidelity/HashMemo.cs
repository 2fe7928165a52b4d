using System.Reflection;
using System.Reflection.Emit;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Fields in which an object remembers a hash code that it has computed once: <c>_hash ??= Compute()</c>. Only the method that computes it knows the field, and it
/// looks there first; so the field can stay empty in the worker, where the method computes the worker's own.
/// </summary>
internal static class HashMemo
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool Is(FieldInfo field)
    {
        if (!field.IsPrivate || field.IsStatic || field.DeclaringType is not { IsClass: true } holder)
            return false;
        var users = MethodsIn(holder).Where(method => Mentions(method, field)).ToList();
        return users is [MethodInfo only] && LooksBeforeItStores(only, field);
    }

    /// <summary>A private field is in reach of the class and of those nested in it.</summary>
    private static IEnumerable<MethodBase> MethodsIn(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared)).Concat(type.GetNestedTypes(Declared).SelectMany(MethodsIn));

    private static bool Mentions(MethodBase method, FieldInfo field) => Uses(method, field).Any(static use => use.IsField);

    private static bool LooksBeforeItStores(MethodBase method, FieldInfo field)
    {
        var (looked, tested) = (false, false);
        foreach (var (opcode, isField) in Uses(method, field))
        {
            if (isField && opcode == OpCodes.Stfld)
                return tested;
            looked |= isField;
            tested |= looked && opcode.FlowControl == FlowControl.Cond_Branch;
        }

        return false;
    }

    /// <summary>The instructions of a method, and whether each names the field.</summary>
    private static List<(OpCode OpCode, bool IsField)> Uses(MethodBase method, FieldInfo field)
    {
        var uses = new List<(OpCode, bool)>();
        if (method.GetMethodBody() is not { } body || body.GetILAsByteArray() is not { } il)
            return uses;
        var types = new InstructionTypes(method, body, il);
        var instruction = new InstructionReader(il);
        while (instruction.Read())
        {
            var isField = instruction.OpCode.OperandType == OperandType.InlineField
                && types.Resolve(instruction.OperandOffset) is FieldInfo used && used.MetadataToken == field.MetadataToken && used.Module == field.Module;
            uses.Add((instruction.OpCode, isField));
        }

        return uses;
    }
}
