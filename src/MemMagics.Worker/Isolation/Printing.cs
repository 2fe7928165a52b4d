using System.Text;
using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Isolation;

/// <summary>The end of what measured code prints.</summary>
internal static unsafe class Printing
{
    private const int Error = 2;

    /// <summary>Writes out what is buffered, and then the mark by which the engine knows that all has arrived.</summary>
    public static void End(string mark)
    {
        try
        {
            Console.Out.Flush();
            Console.Error.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // Measured code closed or replaced them.
        }

        if (OperatingSystem.IsWindows())
            return;

        var bytes = Encoding.ASCII.GetBytes(mark);
        fixed (byte* start = bytes)
            _ = LibC.Write(Error, start, bytes.Length);
    }
}
