namespace MemMagics.Wire.Messages;

/// <summary>An assembly that travels as bytes.</summary>
/// <param name="Name">Simple name.</param>
/// <param name="Image">The PE image.</param>
/// <param name="Symbols">The portable PDB; empty for none.</param>
public sealed record AssemblyImage(string Name, byte[] Image, byte[] Symbols)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.WriteBytes(Image);
        writer.WriteBytes(Symbols);
    }

    public static AssemblyImage Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadBytes(), reader.ReadBytes());
}
