using System.IO.Pipes;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Unix;

/// <summary>A pipe, one end of it in the place of descriptor 1.</summary>
internal sealed class UnixCapturedOutput : ICapturedOutput
{
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);

    public UnixCapturedOutput()
    {
        _ = LibC.Duplicate((int)_pipe.ClientSafePipeHandle.DangerousGetHandle(), LibC.Out);
        _pipe.DisposeLocalCopyOfClientHandle();
    }

    public bool WaitReadable(bool forever) => LibC.WaitReadable((int)_pipe.SafePipeHandle.DangerousGetHandle(), forever ? -1 : 0);

    public int Read(byte[] buffer) => _pipe.Read(buffer);

    public void Dispose() => _pipe.Dispose();
}
