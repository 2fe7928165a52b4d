using System.IO.Pipes;
using System.Text;
using MemMagics.Wire.Platform;

namespace MemMagics.Cli.Serving;

/// <summary>Reads what is written to a descriptor of this process past its console, by native code or by child processes.</summary>
internal sealed class ForeignOutput : IDisposable
{
    private const int Forever = -1;
    private const int AtOnce = 0;

    private readonly Lock gate = new();
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly byte[] bytes = new byte[64 * 1024];
    private AnonymousPipeServerStream? pipe;

    /// <summary>Who is told; set while a cell runs and after it.</summary>
    public Action<string> Received { get; set; } = static _ => { };

    public void TakePlaceOf(int descriptor)
    {
        pipe = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        _ = LibC.Duplicate((int)pipe.ClientSafePipeHandle.DangerousGetHandle(), descriptor);
        pipe.DisposeLocalCopyOfClientHandle();
        new Thread(ReadAll) { IsBackground = true, Name = "foreign output" }.Start();
    }

    /// <summary>Passes on what has been written up to now.</summary>
    public void Drain()
    {
        lock (gate)
        {
            while (IsReadable(AtOnce))
                Read();
        }
    }

    public void Dispose() => pipe?.Dispose();

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
        var count = pipe!.Read(bytes);
        var text = new char[decoder.GetCharCount(bytes, 0, count, flush: false)];
        decoder.GetChars(bytes, 0, count, text, 0, flush: false);
        if (text.Length > 0)
            Received(new string(text));
    }

    private bool IsReadable(int timeout) => pipe is not null && LibC.WaitReadable((int)pipe.SafePipeHandle.DangerousGetHandle(), timeout);
}
