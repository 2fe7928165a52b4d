using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State;

/// <summary>A view of any object's data: field offsets count from its first byte.</summary>
public sealed class ObjectBody
{
#pragma warning disable CS0649 // never assigned: objects of other classes are viewed through this one
    private byte _first;
#pragma warning restore CS0649

    public static ref byte Of(object value) => ref Unsafe.As<ObjectBody>(value)._first;

    /// <summary>The number at an offset.</summary>
    public static int Int32(object value, int offset) => Unsafe.As<byte, int>(ref Unsafe.AddByteOffset(ref Of(value), offset));
}
