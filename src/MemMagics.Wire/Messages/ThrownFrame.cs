namespace MemMagics.Wire.Messages;

/// <summary>One frame of a stack trace.</summary>
/// <param name="Method">Metadata name of the method, with its type.</param>
/// <param name="Document">Source document according to the symbols; empty when unknown.</param>
/// <param name="Line">Line within the document, from 1; 0 when unknown.</param>
public sealed record ThrownFrame(string Method, string Document, int Line)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Method);
        writer.Write(Document);
        writer.Write(Line);
    }

    public static ThrownFrame Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadString(), reader.ReadInt32());
}
