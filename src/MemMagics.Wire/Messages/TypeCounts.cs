namespace MemMagics.Wire.Messages;

/// <summary>What a call left alive, by type.</summary>
/// <param name="Counts">The types of which more or less is alive than before the call, in no particular order.</param>
/// <param name="Problem">Why there is no list; <see langword="null"/> when there is one.</param>
public sealed record TypeCounts(IReadOnlyList<TypeCount> Counts, string? Problem)
{
    public void Write(BinaryWriter writer)
    {
        writer.WriteList(Counts, static (to, count) => count.Write(to));
        writer.Write(Problem ?? "");
    }

    public static TypeCounts Read(BinaryReader reader) =>
        new(reader.ReadList(TypeCount.Read), reader.ReadString() is { Length: > 0 } problem ? problem : null);
}
