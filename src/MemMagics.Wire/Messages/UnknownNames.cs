namespace MemMagics.Wire.Messages;

/// <summary>What the engine knows by its handle only, because events do not name it.</summary>
/// <param name="Types">Handles of types.</param>
/// <param name="Methods">Methods that were inlined wherever they were called, so that no event is about their own code.</param>
public sealed record UnknownNames(IReadOnlyList<long> Types, IReadOnlyList<MethodHandle> Methods)
{
    /// <summary>Whether there is nothing to ask.</summary>
    public bool IsEmpty => Types.Count + Methods.Count == 0;

    public void Write(BinaryWriter writer)
    {
        writer.WriteList(Types, static (to, type) => to.Write(type));
        writer.WriteList(Methods, static (to, method) => method.Write(to));
    }

    public static UnknownNames Read(BinaryReader reader) => new(reader.ReadList(static from => from.ReadInt64()), reader.ReadList(MethodHandle.Read));
}
