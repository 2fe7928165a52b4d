using System.Text;
using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics.Cli.Serving;

/// <summary>Reads what native code and child processes write to standard output, past this process's <see cref="Console"/>.</summary>
internal sealed class ForeignOutput : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[64 * 1024];
    private readonly ICapturedOutput _output = HostPlatform.Streams.CaptureOutput();

    /// <summary>Receives the text; set when a cell starts, and kept after its end.</summary>
    public Action<string> Received { get; set; } = static _ => { };

    public ForeignOutput() => new Thread(ReadAll) { IsBackground = true, Name = "foreign output" }.Start();

    /// <summary>Passes on what has been written up to now.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            while (_output.WaitReadable(forever: false))
                Read();
        }
    }

    public void Dispose() => _output.Dispose();

    private void ReadAll()
    {
        try
        {
            while (_output.WaitReadable(forever: true))
                Drain();
        }
        catch (ObjectDisposedException)
        {
            // The session is over.
        }
    }

    private void Read()
    {
        var count = _output.Read(_bytes);
        var text = new char[_decoder.GetCharCount(_bytes, 0, count, flush: false)];
        _decoder.GetChars(_bytes, 0, count, text, 0, flush: false);
        if (text.Length > 0)
            Received(new string(text));
    }
}
