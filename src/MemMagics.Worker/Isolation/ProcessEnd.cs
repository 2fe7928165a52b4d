using MemMagics.Platform;

namespace MemMagics.Worker.Isolation;

/// <summary>Ends the worker at once: no handler, finalizer or thread of the measured code can hold it up.</summary>
internal static class ProcessEnd
{
    public static void Now(int code) => HostPlatform.Processes.ExitNow(code);

    /// <summary>Ends the worker together with the processes that measured code started: nobody else will, once the engine is gone.</summary>
    public static void WithDescendants()
    {
        HostPlatform.Processes.EndStartedByThis();
        Now(0);
    }
}
