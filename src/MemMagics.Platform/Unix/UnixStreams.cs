using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Unix;

/// <summary>The standard descriptors 0, 1 and 2.</summary>
/// <param name="again">The system's EAGAIN.</param>
internal abstract class UnixStreams(int again) : IStandardStreams
{
    private const string Nothing = "/dev/null";

    public abstract string? InputFile { get; }

    public bool IsInputComplete => LibC.HasNoWriter(LibC.In);

    public (Stream Input, Stream Output) Take()
    {
        // Raw descriptors: 13-15 ms faster to the first byte than Console's streams (docs/measurements.md, Workers).
        var incoming = LibC.DuplicateAboveStandard(LibC.In);
        var outgoing = LibC.DuplicateAboveStandard(LibC.Out);
        EmptyInput();
        LeadOutputToError();
        return (Unbuffered(incoming, FileAccess.Read), Unbuffered(outgoing, FileAccess.Write));
    }

    public Stream Open(bool error) => new UnixStream(LibC.DuplicateAboveStandard(error ? LibC.Error : LibC.Out), again);

    // It is.
    public void UseUtf8()
    {
    }

    public void LeadOutputToError() => _ = LibC.Duplicate(LibC.Error, LibC.Out);

    public void EmptyInput()
    {
        using var nothing = File.OpenHandle(Nothing, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        ReadFrom(nothing);
    }

    public ICapturedOutput CaptureOutput() => new UnixCapturedOutput();

    public void ReadFrom(SafeFileHandle file) => _ = LibC.Duplicate((int)file.DangerousGetHandle(), LibC.In);

    public unsafe void WriteError(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
            _ = LibC.Write(LibC.Error, start, bytes.Length);
    }

    private static FileStream Unbuffered(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);
}
