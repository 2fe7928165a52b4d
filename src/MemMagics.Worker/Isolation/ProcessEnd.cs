using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Isolation;

/// <summary>Ends the worker at once: no handler, finalizer or thread of the measured code can hold it up.</summary>
internal static class ProcessEnd
{
    private const int MostRounds = 20;

    public static void Now(int code)
    {
        if (!OperatingSystem.IsWindows())
            LibC.ExitNow(code);

        Environment.Exit(code);
    }

    /// <summary>Ends the worker together with the processes that measured code started: nobody else will, once the engine is gone.</summary>
    public static void WithDescendants()
    {
        if (ProcessFamily.Of(Environment.ProcessId) is { } family)
        {
            for (var round = 0; round < MostRounds && family.KillOnce(); round++)
            {
                // Until none is left.
            }
        }

        Now(0);
    }
}
