using System.Reflection.Emit;

namespace MemMagics.State.Fidelity;

/// <summary>The effects of IL instructions on the stack.</summary>
internal static class Instructions
{
    /// <summary>The local that is loaded or stored, if that is what the instruction does.</summary>
    public static (int Index, bool IsStore)? Local(OpCode opcode, byte[] il, int at)
    {
        const int FirstLoad = 0x06, FirstStore = 0x0A, AfterStores = 0x0E;
        return opcode.Value switch
        {
            >= FirstLoad and < FirstStore => (opcode.Value - FirstLoad, false),
            >= FirstStore and < AfterStores => (opcode.Value - FirstStore, true),
            _ when opcode == OpCodes.Ldloc_S => (il[at], false),
            _ when opcode == OpCodes.Stloc_S => (il[at], true),
            _ when opcode == OpCodes.Ldloc => (BitConverter.ToUInt16(il, at), false),
            _ when opcode == OpCodes.Stloc => (BitConverter.ToUInt16(il, at), true),
            _ => null,
        };
    }

    /// <summary>The argument that is loaded, if that is what the instruction does.</summary>
    public static int? Argument(OpCode opcode, byte[] il, int at)
    {
        const int First = 0x02, AfterLast = 0x06;
        return opcode.Value switch
        {
            >= First and < AfterLast => opcode.Value - First,
            _ when opcode == OpCodes.Ldarg_S => il[at],
            _ when opcode == OpCodes.Ldarg => BitConverter.ToUInt16(il, at),
            _ => null,
        };
    }

    /// <summary>How many values the instruction pops. (Not for calls, which pop as many as their method has parameters.)</summary>
    public static int Pops(OpCode opcode) => opcode.StackBehaviourPop == StackBehaviour.Pop0 ? 0 : Count(opcode.StackBehaviourPop, "pop");

    /// <summary>How many values the instruction pushes.</summary>
    public static int Pushes(OpCode opcode) => opcode.StackBehaviourPush == StackBehaviour.Push0 ? 0 : Count(opcode.StackBehaviourPush, "push");

    /// <summary>Whether the instruction computes a number from numbers.</summary>
    public static bool IsArithmetic(OpCode opcode) =>
        (opcode.Value >= OpCodes.Add.Value && opcode.Value <= OpCodes.Conv_U8.Value)
        || opcode.Name!.StartsWith("conv.", StringComparison.Ordinal) || opcode.Name.StartsWith("add.", StringComparison.Ordinal)
        || opcode.Name.StartsWith("mul.", StringComparison.Ordinal) || opcode.Name.StartsWith("sub.", StringComparison.Ordinal);

    private static int Count(StackBehaviour behaviour, string step) =>
        behaviour.ToString().Split('_').Count(part => part.StartsWith(step, StringComparison.OrdinalIgnoreCase));
}
