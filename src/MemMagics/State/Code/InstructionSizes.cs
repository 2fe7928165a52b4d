using System.Reflection;
using System.Reflection.Emit;

namespace MemMagics.State.Code;

/// <summary>What follows each opcode in a method body.</summary>
internal static class InstructionSizes
{
    private static readonly OpCode[] s_oneByte = new OpCode[256];
    private static readonly OpCode[] s_twoByte = new OpCode[256];

    static InstructionSizes()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var opcode = (OpCode)field.GetValue(null)!;
            (opcode.Size == 1 ? s_oneByte : s_twoByte)[opcode.Value & 0xFF] = opcode;
        }
    }

    /// <summary>The operand's kind; opcodes with two bytes are 0xFExx.</summary>
    public static OperandType OperandOf(int opcode) => OpCodeOf(opcode).OperandType;

    /// <summary>The opcode of that value.</summary>
    public static OpCode OpCodeOf(int opcode) => opcode > 0xFF ? s_twoByte[opcode & 0xFF] : s_oneByte[opcode];

    /// <summary>Bytes of an operand; a switch has a count first.</summary>
    public static int SizeOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };
}
