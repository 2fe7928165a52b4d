using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Isolation;

/// <summary>Ends the worker at once: no handler, finalizer or thread of the measured code can hold it up.</summary>
internal static class ProcessEnd
{
    public static void Now(int code)
    {
        if (!OperatingSystem.IsWindows())
            LibC.ExitNow(code);

        Environment.Exit(code);
    }
}
