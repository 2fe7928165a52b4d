namespace MemMagics.Wire.Messages;

/// <summary>An instruction that calls a method or makes an object.</summary>
/// <param name="Offset">Its offset in IL.</param>
/// <param name="Branches">How many branches in the method lead past it: 0 when it runs whenever the method ends without an exception.</param>
/// <param name="Type">The method's declaring type, of a generic one the definition: <c>System.Collections.Generic.List`1</c>; the object's type as C# writes it, empty when it depends on a type argument.</param>
/// <param name="Method">The method's name in metadata; empty when an object is made.</param>
/// <param name="Size">The bytes that an array takes when its length is a constant; 0 otherwise.</param>
public sealed record CodeReference(int Offset, int Branches, string Type, string Method, long Size)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Offset);
        writer.Write(Branches);
        writer.Write(Type);
        writer.Write(Method);
        writer.Write(Size);
    }

    public static CodeReference Read(BinaryReader reader) =>
        new(reader.ReadInt32(), reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadInt64());
}
