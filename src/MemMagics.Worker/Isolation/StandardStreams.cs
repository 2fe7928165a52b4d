using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Platform;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.Isolation;

/// <summary>Moves the protocol away from the standard descriptors before user code can use them.</summary>
internal static class StandardStreams
{
    private const int In = 0;
    private const int Out = 1;
    private const int Error = 2;

    /// <summary>
    /// Moves the protocol to private descriptors. Afterwards standard input is empty, and whoever reads it through the console gets a sentence; standard output and error both lead
    /// to the error pipe, which the engine captures: user code may print, close or redirect them as it likes.
    /// </summary>
    public static Connection TakeOver()
    {
        Console.SetIn(new RefusedInput());
        if (OperatingSystem.IsWindows())
            return TakeOverManaged();

        // Raw descriptors: 13-15 ms faster to the first byte than Console's streams (docs/measurements.md, Workers).
        var incoming = LibC.DuplicateAboveStandard(In);
        var outgoing = LibC.DuplicateAboveStandard(Out);
        var nothing = LibC.OpenNull();
        LibC.Duplicate(nothing, In);
        LibC.Close(nothing);
        LibC.Duplicate(Error, Out);
        return new Connection(Unbuffered(incoming, FileAccess.Read), Unbuffered(outgoing, FileAccess.Write), FrameLimits.FromEngine);
    }

    private static Connection TakeOverManaged()
    {
        var connection = new Connection(Console.OpenStandardInput(), Console.OpenStandardOutput(), FrameLimits.FromEngine);
        Console.SetOut(Console.Error);
        return connection;
    }

    private static FileStream Unbuffered(int descriptor, FileAccess access) =>
        new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);
}
