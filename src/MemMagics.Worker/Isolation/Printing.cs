using System.Text;
using MemMagics.Platform;

namespace MemMagics.Worker.Isolation;

/// <summary>Marks the end of what measured code prints.</summary>
internal static class Printing
{
    // Measured code may have put writers of its own in place, which do what they like.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Flushes what is buffered, and writes the mark by which the engine knows that everything has arrived.</summary>
    public static void End(string mark)
    {
        var flush = new Thread(static () =>
        {
            Flush(static () => Console.Out);
            Flush(static () => Console.Error);
        })
        { IsBackground = true, Name = "flush" };
        flush.Start();
        flush.Join(s_patience);
        HostPlatform.Streams.WriteError(Encoding.ASCII.GetBytes(mark));
    }

    private static void Flush(Func<TextWriter> writer)
    {
        try
        {
            writer().Flush();
        }
        catch (Exception)
        {
            // It is closed, or a writer of the measured code's. What it holds is lost; the figures are not.
        }
    }
}
