using System.ComponentModel;
using System.Runtime.InteropServices;

namespace MemMagics.Platform.Unix;

/// <summary>
/// Standard output or error, written without the console's lock: the runtime's own stream takes the monitor of <see cref="Console.Out"/> for each write,
/// of either stream, and a thread of a cell that is printing has it while it waits for its turn.
/// </summary>
/// <param name="descriptor">A descriptor of its own, for as long as the process lives.</param>
/// <param name="again">The system's EAGAIN: a descriptor that does not block is full.</param>
internal sealed class UnixStream(int descriptor, int again) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override unsafe void Write(ReadOnlySpan<byte> buffer)
    {
        fixed (byte* bytes = buffer)
        {
            for (nint written = 0; written < buffer.Length;)
            {
                var count = LibC.Write(descriptor, bytes + written, buffer.Length - written);
                if (count >= 0)
                    written += count;
                else if (!GoesOn(Marshal.GetLastPInvokeError()))
                    return;
            }
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Whether a write that failed may be tried again; not when the reader has had enough (<c>| head -1</c>).</summary>
    private bool GoesOn(int error)
    {
        if (error == LibC.BrokenPipe)
            return false;
        if (error == again)
            LibC.WaitWritable(descriptor);
        else if (error != LibC.Interrupted)
            throw new IOException(new Win32Exception(error).Message);
        return true;
    }
}
