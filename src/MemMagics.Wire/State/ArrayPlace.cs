namespace MemMagics.Wire.State;

/// <summary>Where the worker wants the content of one of the notebook's large arrays.</summary>
/// <param name="Offset">Offset of the space reserved for it in the snapshot, which identifies the array.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Address">Address in the worker.</param>
public readonly record struct ArrayPlace(long Offset, long Bytes, long Address)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Offset);
        writer.Write(Bytes);
        writer.Write(Address);
    }

    public static ArrayPlace Read(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64(), reader.ReadInt64());
}
