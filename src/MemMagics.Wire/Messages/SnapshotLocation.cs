namespace MemMagics.Wire.Messages;

/// <summary>Where the worker finds the snapshot.</summary>
/// <param name="Path">A path that this user's processes can open while the engine holds the snapshot.</param>
/// <param name="Length">Its length in bytes.</param>
public sealed record SnapshotLocation(string Path, long Length)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Path);
        writer.Write(Length);
    }

    public static SnapshotLocation Read(BinaryReader reader) => new(reader.ReadString(), reader.ReadInt64());
}
