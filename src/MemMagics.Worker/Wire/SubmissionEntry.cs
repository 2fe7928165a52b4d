namespace MemMagics.Worker.Wire;

/// <summary>A submission class and its place in the session.</summary>
/// <param name="Slot">Index of its object in the submission array.</param>
/// <param name="Assembly">Simple name of its assembly.</param>
/// <param name="Type">Full name of the class.</param>
internal sealed record SubmissionEntry(int Slot, string Assembly, string Type)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Slot);
        writer.Write(Assembly);
        writer.Write(Type);
    }

    public static SubmissionEntry Read(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadString(), reader.ReadString());
}
