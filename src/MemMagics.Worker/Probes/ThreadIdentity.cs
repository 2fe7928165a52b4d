using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Probes;

/// <summary>Tells whether a thread has ended, so that another one can reuse its table: a program may start thousands of threads.</summary>
internal static class ThreadIdentity
{
    private const int NoSuchThread = -1;

    /// <summary>The operating system's id of this thread; 0 where it is not known.</summary>
    public static int Current => OperatingSystem.IsLinux() ? LibC.ThreadId() : 0;

    public static bool HasEnded(int thread) => thread != 0 && LibC.KillThread(Environment.ProcessId, thread, 0) == NoSuchThread;
}
