using System.Text;
using MemMagics.Cli.Terminal;
using MemMagics.Platform;

namespace MemMagics.Cli.Serving;

/// <summary>
/// This process's standard input and output, taken for the protocol. Whatever else uses them (native code, child processes, cells that
/// open the streams themselves) finds an empty input, and an output that is read here and shown with the running cell.
/// </summary>
internal sealed class ProtocolStreams : IDisposable
{
    private ProtocolStreams(TextReader requests, TextWriter replies, ForeignOutput foreign)
    {
        Requests = requests;
        Replies = replies;
        Foreign = foreign;
    }

    public TextReader Requests { get; }

    public TextWriter Replies { get; }

    /// <summary>What was written to standard output past the console.</summary>
    public ForeignOutput Foreign { get; }

    public static ProtocolStreams Take()
    {
        // Both have handles of their own, made when they are opened: they stay what they are when the standard ones are redirected.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var requests = new StreamReader(Console.OpenStandardInput(), utf8);
        var replies = StandardStream.Document();
        HostPlatform.Streams.EmptyInput();
        var foreign = new ForeignOutput();
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true, NewLine = "\n" });
        return new ProtocolStreams(requests, replies, foreign);
    }

    public void Dispose() => Foreign.Dispose();
}
