using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Probes;

/// <summary>Tells whether a thread still lives, so that its table can serve another one: a program may start thousands.</summary>
internal static class ThreadIdentity
{
    private const int NoSuchThread = -1;

    /// <summary>The operating system's number of this thread; 0 where it is not known.</summary>
    public static int Current => OperatingSystem.IsLinux() ? LibC.ThreadId() : 0;

    public static bool HasEnded(int thread) => thread != 0 && LibC.KillThread(Environment.ProcessId, thread, 0) == NoSuchThread;
}
