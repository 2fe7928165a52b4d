using MemMagics.Platform;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Isolation;

/// <summary>Moves the protocol away from the standard streams before user code can use them.</summary>
internal static class StandardStreams
{
    /// <summary>
    /// Moves the protocol to private handles. Afterwards standard input is empty, and whoever reads it through the console gets a sentence; standard output and error both lead
    /// to the error pipe, which the engine captures: user code may print, close or redirect them as it likes.
    /// </summary>
    public static Connection TakeOver()
    {
        HostPlatform.Streams.UseUtf8(); // first, since it forgets the console's reader
        Console.SetIn(new RefusedInput());
        var (input, output) = HostPlatform.Streams.Take();
        return new Connection(input, output, FrameLimits.FromEngine);
    }
}
