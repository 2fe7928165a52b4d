using System.Text;
using MemMagics.Platform;

namespace MemMagics.Cli.Terminal;

/// <summary>Standard output or error, written without the console's lock: a thread of a cell that is printing has it while it waits for its turn.</summary>
internal static class StandardStream
{
    // On every system: what is printed is the same, and the lines of reports end so, too.
    private const string NewLine = "\n";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Standard output for people: all that is written is there at once.</summary>
    public static TextWriter Output() => ForPeople(error: false);

    /// <summary>Standard error, in the same way.</summary>
    public static TextWriter Error() => ForPeople(error: true);

    /// <summary>Standard output for programs: UTF-8, written when it is flushed. Redirecting standard output later does not change where this leads.</summary>
    public static TextWriter Document() => new StreamWriter(HostPlatform.Streams.Open(error: false), s_utf8) { NewLine = NewLine };

    private static TextWriter ForPeople(bool error) => TextWriter.Synchronized(
        new StreamWriter(HostPlatform.Streams.Open(error), Console.OutputEncoding is UTF8Encoding ? s_utf8 : Console.OutputEncoding) { AutoFlush = true, NewLine = NewLine });
}
