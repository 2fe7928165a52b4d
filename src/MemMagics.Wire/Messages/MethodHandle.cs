namespace MemMagics.Wire.Messages;

/// <summary>A method of a process, as its runtime's events speak of it.</summary>
/// <param name="Method">The runtime's handle of the method.</param>
/// <param name="Type">The runtime's handle of the type that declares it.</param>
public readonly record struct MethodHandle(ulong Method, ulong Type)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Method);
        writer.Write(Type);
    }

    public static MethodHandle Read(BinaryReader reader) => new(reader.ReadUInt64(), reader.ReadUInt64());
}
