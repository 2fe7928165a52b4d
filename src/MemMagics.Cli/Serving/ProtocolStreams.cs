using System.Text;
using MemMagics.Cli.Terminal;
using MemMagics.Wire;
using MemMagics.Wire.Platform;

namespace MemMagics.Cli.Serving;

/// <summary>
/// This process's standard input and output, taken for the protocol. Whatever else uses them (native code, child processes, cells that
/// open the streams themselves) finds an empty input, and an output that is read here and shown with the running cell.
/// </summary>
internal sealed class ProtocolStreams : IDisposable
{
    private const int InDescriptor = 0;
    private const int OutDescriptor = 1;

    private ProtocolStreams(TextReader requests, TextWriter replies, ForeignOutput foreign)
    {
        Requests = requests;
        Replies = replies;
        Foreign = foreign;
    }

    public TextReader Requests { get; }

    public TextWriter Replies { get; }

    /// <summary>What was written to descriptor 1 past the console.</summary>
    public ForeignOutput Foreign { get; }

    public static ProtocolStreams Take()
    {
        // Both have descriptors of their own, made when they are opened: they stay what they are when 0 and 1 are redirected.
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var requests = new StreamReader(Console.OpenStandardInput(), utf8);
        var replies = StandardStream.Document();
        var foreign = new ForeignOutput();
        if (!OperatingSystem.IsWindows())
        {
            using var nothing = File.OpenHandle("/dev/null");
            _ = LibC.Duplicate((int)nothing.DangerousGetHandle(), InDescriptor);
            foreign.Redirect(OutDescriptor);
        }

        Console.SetIn(new RefusedInput());
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true });
        return new ProtocolStreams(requests, replies, foreign);
    }

    public void Dispose() => Foreign.Dispose();
}
