using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace MemMagics.Wire.State;

/// <summary>Reads a method body instruction by instruction.</summary>
/// <param name="il">The body's bytes.</param>
public ref struct InstructionReader(ReadOnlySpan<byte> il)
{
    private static readonly OpCode[] s_oneByte = new OpCode[256];
    private static readonly OpCode[] s_twoByte = new OpCode[256];

    private readonly ReadOnlySpan<byte> _il = il;
    private int _next;

    static InstructionReader()
    {
        foreach (var field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var opcode = (OpCode)field.GetValue(null)!;
            (opcode.Size == 1 ? s_oneByte : s_twoByte)[opcode.Value & 0xFF] = opcode;
        }
    }

    /// <summary>What the instruction does.</summary>
    public OpCode OpCode { get; private set; }

    /// <summary>Where its operand begins.</summary>
    public int OperandOffset { get; private set; }

    /// <summary>Its operand, where that is a metadata token.</summary>
    public readonly int Token => BinaryPrimitives.ReadInt32LittleEndian(_il[OperandOffset..]);

    /// <summary>Goes on to the next instruction.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Read()
    {
        const byte TwoBytePrefix = 0xFE;
        if (_next >= _il.Length)
            return false;

        OpCode = _il[_next] == TwoBytePrefix ? s_twoByte[_il[_next + 1]] : s_oneByte[_il[_next]];
        OperandOffset = _next + OpCode.Size;
        _next = OperandOffset + OperandSize();
        return true;
    }

    private readonly int OperandSize() => OpCode.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => sizeof(int) * (1 + BinaryPrimitives.ReadInt32LittleEndian(_il[OperandOffset..])),
        _ => 4,
    };
}
