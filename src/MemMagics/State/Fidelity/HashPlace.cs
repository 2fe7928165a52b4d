using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMagics.State.Fidelity;

/// <summary>A field that keeps a hash code.</summary>
/// <param name="Field">The field.</param>
/// <param name="Offset">Counted from the first data byte of the object, or of the array element.</param>
/// <param name="Size">In bytes.</param>
internal sealed record HashPlace(FieldInfo Field, int Offset, int Size)
{
    /// <summary>Whether a field of the type can hold a hash code.</summary>
    public static bool IsNumber(Type type) =>
        type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(ulong) || type == typeof(int?);

    /// <summary>Whether the field holds a hash code: zero means that none has been computed.</summary>
    public bool IsFilled(ref byte body) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref body, Offset), Size).ContainsAnyExcept((byte)0);
}
