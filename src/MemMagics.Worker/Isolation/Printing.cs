using System.Text;
using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Isolation;

/// <summary>Marks the end of what measured code prints.</summary>
internal static unsafe class Printing
{
    private const int Error = 2;

    /// <summary>Flushes what is buffered, and writes the mark by which the engine knows that everything has arrived.</summary>
    public static void End(string mark)
    {
        try
        {
            Console.Out.Flush();
            Console.Error.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Measured code has closed or replaced the streams.
        }

        if (OperatingSystem.IsWindows())
            return;

        var bytes = Encoding.ASCII.GetBytes(mark);
        fixed (byte* start = bytes)
            _ = LibC.Write(Error, start, bytes.Length);
    }
}
