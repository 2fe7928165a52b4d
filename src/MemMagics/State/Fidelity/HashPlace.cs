using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MemMagics.State.Fidelity;

/// <summary>A place that keeps a hash code.</summary>
/// <param name="Field">The field.</param>
/// <param name="Offset">From the object's first data byte, or the array element's.</param>
/// <param name="Size">In bytes.</param>
internal sealed record HashPlace(FieldInfo Field, int Offset, int Size)
{
    /// <summary>Whether a hash code fits into a field of the type.</summary>
    public static bool IsNumber(Type type) =>
        type == typeof(int) || type == typeof(uint) || type == typeof(long) || type == typeof(ulong) || type == typeof(int?);

    /// <summary>Whether a code is there: zero means that none has been computed.</summary>
    public bool IsFilled(ref byte body) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AddByteOffset(ref body, Offset), Size).ContainsAnyExcept((byte)0);
}
