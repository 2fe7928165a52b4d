using System.Runtime.InteropServices;

namespace MemMagics.Cli.Terminal;

/// <summary>How many characters a line of the terminal has at the moment: its window may be resized while cells run.</summary>
internal static class FollowedWidth
{
    private static volatile int s_width;
    private static PosixSignalRegistration? s_resizes;

    /// <summary>
    /// Asks for the width, as <see cref="TerminalWidth.OfStandardOutput"/> does, and again when the system tells of another one, on a thread that may wait for the console's lock.
    /// </summary>
    /// <returns>Gives the width without waiting; <see langword="null"/> where there is no terminal, or one of an unknown size.</returns>
    public static Func<int?> OfStandardOutput()
    {
        Read();
        if (s_width > 0 && s_resizes is null)
        {
            try
            {
#pragma warning disable CA1416 // where there is no such signal the exception says so
                s_resizes = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, static _ => Read());
#pragma warning restore CA1416
            }
            catch (PlatformNotSupportedException)
            {
                // Where no signal tells of it, the width stays what it was.
            }
        }

        return static () => s_width is > 0 and var width ? width : null;
    }

    private static void Read() => s_width = TerminalWidth.OfStandardOutput() ?? 0;
}
