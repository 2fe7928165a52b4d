namespace MemMagics.Wire.Messages;

/// <summary>How much more of a type is alive after a call than before it.</summary>
/// <param name="Name">The type, as written in C#.</param>
/// <param name="Objects">How many more objects; negative when there are fewer.</param>
/// <param name="Bytes">How many more bytes they take.</param>
public sealed record TypeCount(string Name, long Objects, long Bytes)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Objects);
        writer.Write(Bytes);
    }

    public static TypeCount Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadFigure(), reader.ReadFigure());
}
