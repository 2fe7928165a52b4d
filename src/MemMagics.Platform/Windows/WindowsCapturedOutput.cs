using System.IO.Pipes;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>A pipe, one end of it as the standard output.</summary>
internal sealed class WindowsCapturedOutput : ICapturedOutput
{
    private const int Pause = 10; // ms: pipes without names cannot be waited for

    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.In, HandleInheritability.None);

    public WindowsCapturedOutput()
    {
        Kernel32.ReplaceStandard(Kernel32.StandardOutput, Kernel32.Copy(_pipe.ClientSafePipeHandle.DangerousGetHandle(), inherited: true));
        _pipe.DisposeLocalCopyOfClientHandle();
    }

    public bool WaitReadable(bool forever)
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(_pipe.SafePipeHandle.IsClosed, _pipe);
            var readable = Pipes.ReadableOf(_pipe.SafePipeHandle.DangerousGetHandle());
            if (readable != 0 || !forever)
                return readable > 0;

            Thread.Sleep(Pause);
        }
    }

    public int Read(byte[] buffer) => _pipe.Read(buffer);

    public void Dispose() => _pipe.Dispose();
}
