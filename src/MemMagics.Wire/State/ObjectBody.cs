using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State;

/// <summary>A view of any object by its first data byte: field offsets count from there.</summary>
public sealed class ObjectBody
{
#pragma warning disable CS0649 // never assigned: the class is only a lens
    private byte _first;
#pragma warning restore CS0649

    public static ref byte Of(object value) => ref Unsafe.As<ObjectBody>(value)._first;

    /// <summary>The number at an offset.</summary>
    public static int Int32(object value, int offset) => Unsafe.As<byte, int>(ref Unsafe.AddByteOffset(ref Of(value), offset));
}
