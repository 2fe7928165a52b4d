using System.Text;

namespace MemMagics.Cli.Terminal;

/// <summary>Writes to a stream that may fail (a full device, a closed descriptor) and remembers that it did, so that what runs is not torn apart by it.</summary>
internal sealed class GuardedWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Why it could not be written, once; <see langword="null"/> while everything was.</summary>
    public string? Failure { get; private set; }

    public override void Write(char value) => Attempt(() => inner.Write(value));

    public override void Write(string? value) => Attempt(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Attempt(() => inner.Write(buffer, index, count));

    public override void WriteLine(string? value) => Attempt(() => inner.WriteLine(value));

    public override void Flush() => Attempt(inner.Flush);

    private void Attempt(Action write)
    {
        // After the first failure nothing more is tried: a text with a hole in it is worse than its beginning.
        if (Failure is not null)
            return;
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            Failure = (e.InnerException ?? e).Message;
        }
    }
}
