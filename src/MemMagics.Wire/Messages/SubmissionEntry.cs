namespace MemMagics.Wire.Messages;

/// <summary>A submission class and its place in the session.</summary>
/// <param name="Slot">Index of its object in the submission array.</param>
/// <param name="Assembly">Simple name of its assembly.</param>
/// <param name="Type">Full name of the class.</param>
/// <param name="Runs">Whether a replay runs its code; <see langword="false"/> when the host set its variable, whose value comes from the snapshot.</param>
/// <param name="Threw">Whether it threw in the notebook, which went on all the same: so does a replay.</param>
public sealed record SubmissionEntry(int Slot, string Assembly, string Type, bool Runs = true, bool Threw = false)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(Slot);
        writer.Write(Assembly);
        writer.Write(Type);
        writer.Write(Runs);
        writer.Write(Threw);
    }

    public static SubmissionEntry Read(BinaryReader reader) => new(reader.ReadInt32(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean(), reader.ReadBoolean());
}
