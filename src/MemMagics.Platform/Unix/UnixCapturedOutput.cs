using System.IO.Pipes;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Unix;

/// <summary>A pipe, one end of it in the place of descriptor 1.</summary>
internal sealed class UnixCapturedOutput : ICapturedOutput
{
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);

    // On macOS there is something to read for ever once nobody can write any more: its end.
    private volatile bool _hasEnded;

    public UnixCapturedOutput()
    {
        _ = LibC.Duplicate((int)_pipe.ClientSafePipeHandle.DangerousGetHandle(), LibC.Out);
        _pipe.DisposeLocalCopyOfClientHandle();
    }

    public bool WaitReadable(bool forever) => !_hasEnded && LibC.WaitReadable((int)_pipe.SafePipeHandle.DangerousGetHandle(), forever ? -1 : 0);

    public int Read(byte[] buffer)
    {
        var count = _pipe.Read(buffer);
        _hasEnded |= count == 0;
        return count;
    }

    public void Dispose() => _pipe.Dispose();
}
