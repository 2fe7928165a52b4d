using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State;

/// <summary>Copies the plain bytes of fields, which are few: calling the block copy for every <c>int</c> would be most of the work.</summary>
public static class RawBytes
{
    /// <summary>Up to this size <see cref="CopyFew"/> is faster.</summary>
    public const int FewBytes = 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyFew(ref byte to, ref byte from, int count)
    {
        if (count == sizeof(int))
        {
            Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<int>(ref from));
        }
        else if (count == sizeof(long))
        {
            Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<long>(ref from));
        }
        else if (count > sizeof(long))
        {
            // The two halves overlap unless the size is exactly twice the half.
            Unsafe.WriteUnaligned(ref to, Unsafe.ReadUnaligned<long>(ref from));
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, count - sizeof(long)), Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref from, count - sizeof(long))));
        }
        else
        {
            for (var i = 0; i < count; i++)
                Unsafe.Add(ref to, i) = Unsafe.Add(ref from, i);
        }
    }
}
