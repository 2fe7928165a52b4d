using MemMagics.Wire.State;

namespace MemMagics.Worker.State;

/// <summary>Creates arrays; those that a block will fill completely are not zeroed first.</summary>
internal static class ArrayMaker
{
    public static Array Make(SnapshotType type, int[] lengths)
    {
        if (lengths.Length > 1)
            return Array.CreateInstanceFromArrayType(type.Type, lengths);

        var length = lengths[0];
        return !type.Layout!.IsRaw || length * (long)type.Plan.ElementSize < SnapshotFormat.BlockThreshold
            ? Array.CreateInstanceFromArrayType(type.Type, length)
            : Uncleared(type.Type, length);
    }

    private static Array Uncleared(Type type, int length) => Type.GetTypeCode(type.GetElementType()) switch
    {
        _ when type.GetElementType()!.IsEnum => Array.CreateInstanceFromArrayType(type, length),
        TypeCode.Byte => GC.AllocateUninitializedArray<byte>(length),
        TypeCode.Char => GC.AllocateUninitializedArray<char>(length),
        TypeCode.Int16 => GC.AllocateUninitializedArray<short>(length),
        TypeCode.Int32 => GC.AllocateUninitializedArray<int>(length),
        TypeCode.Int64 => GC.AllocateUninitializedArray<long>(length),
        TypeCode.Single => GC.AllocateUninitializedArray<float>(length),
        TypeCode.Double => GC.AllocateUninitializedArray<double>(length),
        _ => Array.CreateInstanceFromArrayType(type, length),
    };
}
