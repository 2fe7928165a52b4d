namespace MemMagics.Wire.Messages;

/// <summary>The names of what was asked for, in the order of <see cref="UnknownNames"/>.</summary>
/// <param name="Types">Types as C# writes them; empty for those of our own code.</param>
/// <param name="Methods">Methods; <see cref="MethodDescription.Unknown"/> for those that reflection does not know.</param>
public sealed record KnownNames(IReadOnlyList<string> Types, IReadOnlyList<MethodDescription> Methods)
{
    public void Write(BinaryWriter writer)
    {
        writer.WriteList(Types, static (to, name) => to.Write(name));
        writer.WriteList(Methods, static (to, method) => method.Write(to));
    }

    public static KnownNames Read(BinaryReader reader) =>
        new(reader.ReadList(static from => from.ReadString()), reader.ReadList(MethodDescription.Read));
}
