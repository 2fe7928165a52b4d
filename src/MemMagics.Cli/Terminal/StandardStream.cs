using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using MemMagics.Wire.Platform;

namespace MemMagics.Cli.Terminal;

/// <summary>
/// Standard output or error, written without the console's lock: the runtime's own stream takes the monitor of <see cref="Console.Out"/> for each write,
/// of either stream, and a thread of a cell that is printing has it while it waits for its turn. (On Windows it does not.)
/// </summary>
internal sealed class StandardStream : Stream
{
    private const int OutDescriptor = 1;
    private const int ErrorDescriptor = 2;

    // Numbers of <errno.h>. EAGAIN differs between Linux and the BSD family.
    private const int BrokenPipe = 32;
    private static readonly int s_again = OperatingSystem.IsLinux() ? 11 : 35;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly int _descriptor;

    private StandardStream(int descriptor)
    {
        _descriptor = descriptor;
    }

    /// <summary>Standard output for people: all that is written is there at once.</summary>
    public static TextWriter Output() => ForPeople(OutDescriptor);

    /// <summary>Standard error, in the same way.</summary>
    public static TextWriter Error() => ForPeople(ErrorDescriptor);

    /// <summary>Standard output for programs: UTF-8, written when it is flushed. Redirecting descriptor 1 later does not change where this leads.</summary>
    public static TextWriter Document() => new StreamWriter(Open(OutDescriptor), s_utf8);

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
                var count = LibC.Write(_descriptor, bytes + written, buffer.Length - written);
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

    private static TextWriter ForPeople(int descriptor) =>
        TextWriter.Synchronized(new StreamWriter(Open(descriptor), Console.OutputEncoding is UTF8Encoding ? s_utf8 : Console.OutputEncoding) { AutoFlush = true });

    private static Stream Open(int descriptor) =>
        !OperatingSystem.IsWindows() ? new StandardStream(LibC.DuplicateAboveStandard(descriptor))
        : descriptor == OutDescriptor ? Console.OpenStandardOutput()
        : Console.OpenStandardError();

    /// <summary>Whether a write that failed may be tried again; not when the reader has had enough (<c>| head -1</c>).</summary>
    private bool GoesOn(int error)
    {
        if (error == BrokenPipe)
            return false;
        if (error == s_again)
            LibC.WaitWritable(_descriptor);
        else if (error != LibC.Interrupted)
            throw new IOException(new Win32Exception(error).Message);
        return true;
    }
}
