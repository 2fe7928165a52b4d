namespace MemMagics.Wire.Messages;

/// <summary>Where the measured code is.</summary>
/// <param name="Submission">Its submission.</param>
/// <param name="Method">The method of the submission that returns it as a delegate.</param>
/// <param name="Awaited">Whether the delegate's result is a task to wait for.</param>
public sealed record MeasuredEntry(SubmissionEntry Submission, string Method, bool Awaited)
{
    public void Write(BinaryWriter writer)
    {
        Submission.Write(writer);
        writer.Write(Method);
        writer.Write(Awaited);
    }

    public static MeasuredEntry Read(BinaryReader reader) => new(SubmissionEntry.Read(reader), reader.ReadString(), reader.ReadBoolean());
}
