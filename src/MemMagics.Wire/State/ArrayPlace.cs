namespace MemMagics.Wire.State;

/// <summary>Where the content of one of the notebook's large arrays is wanted.</summary>
/// <param name="Offset">Of the room that the snapshot keeps for it: tells which array it is.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Address">In the worker.</param>
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
