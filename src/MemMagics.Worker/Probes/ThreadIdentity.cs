using System.Runtime.InteropServices;

namespace MemMagics.Worker.Probes;

/// <summary>Tells whether a thread still lives, so that its table can serve another one: a program may start thousands.</summary>
internal static class ThreadIdentity
{
    private const int NoSuchThread = -1;

    /// <summary>The operating system's number of this thread; 0 where it is not known.</summary>
    public static int Current => OperatingSystem.IsLinux() ? gettid() : 0;

    public static bool HasEnded(int thread) => thread != 0 && tgkill(Environment.ProcessId, thread, 0) == NoSuchThread;

    [DllImport("libc")]
    private static extern int gettid();

    [DllImport("libc")]
    private static extern int tgkill(int process, int thread, int signal);
}
