namespace MemMagics.Wire.Messages;

/// <summary>What a method is, with the runtime's names, and what its code refers to.</summary>
/// <param name="Assembly">The simple name of its assembly.</param>
/// <param name="Path">The path of the assembly's file; empty when it came as bytes.</param>
/// <param name="Token">Its metadata token.</param>
/// <param name="Type">The name of the type that declares it: <c>System.Collections.Generic.List`1[System.Int32]</c>; empty for none.</param>
/// <param name="Name">Its name in metadata.</param>
/// <param name="Code">The calls and the objects in its IL, in the order of the code.</param>
public sealed record MethodDescription(string Assembly, string Path, int Token, string Type, string Name, IReadOnlyList<CodeReference> Code)
{
    /// <summary>Nothing is known of the method.</summary>
    public static readonly MethodDescription Unknown = new("", "", 0, "", "", []);

    public void Write(BinaryWriter writer)
    {
        writer.Write(Assembly);
        writer.Write(Path);
        writer.Write(Token);
        writer.Write(Type);
        writer.Write(Name);
        writer.WriteList(Code, static (to, reference) => reference.Write(to));
    }

    public static MethodDescription Read(BinaryReader reader) => new(
        reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadList(CodeReference.Read));
}
