using System.IO.Pipes;
using System.Text;
using MemMagics.Wire.Platform;

namespace MemMagics.Cli.Serving;

/// <summary>Reads what native code and child processes write to a descriptor of this process, past its <see cref="Console"/>.</summary>
internal sealed class ForeignOutput : IDisposable
{
    private const int Forever = -1;
    private const int AtOnce = 0;

    private readonly Lock _gate = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] _bytes = new byte[64 * 1024];
    private AnonymousPipeServerStream? _pipe;

    /// <summary>Receives the text; set when a cell starts, and kept after its end.</summary>
    public Action<string> Received { get; set; } = static _ => { };

    public void Redirect(int descriptor)
    {
        _pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        _ = LibC.Duplicate((int)_pipe.ClientSafePipeHandle.DangerousGetHandle(), descriptor);
        _pipe.DisposeLocalCopyOfClientHandle();
        new Thread(ReadAll) { IsBackground = true, Name = "foreign output" }.Start();
    }

    /// <summary>Passes on what has been written up to now.</summary>
    public void Drain()
    {
        lock (_gate)
        {
            while (IsReadable(AtOnce))
                Read();
        }
    }

    public void Dispose() => _pipe?.Dispose();

    private void ReadAll()
    {
        try
        {
            while (IsReadable(Forever))
                Drain();
        }
        catch (ObjectDisposedException)
        {
            // The session is over.
        }
    }

    private void Read()
    {
        var count = _pipe!.Read(_bytes);
        var text = new char[_decoder.GetCharCount(_bytes, 0, count, flush: false)];
        _decoder.GetChars(_bytes, 0, count, text, 0, flush: false);
        if (text.Length > 0)
            Received(new string(text));
    }

    private bool IsReadable(int timeout) => _pipe is not null && LibC.WaitReadable((int)_pipe.SafePipeHandle.DangerousGetHandle(), timeout);
}
