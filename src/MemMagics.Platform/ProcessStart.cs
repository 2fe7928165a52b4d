using System.ComponentModel;
using System.Diagnostics;

namespace MemMagics.Platform;

/// <summary>The start of a process on a system that is busy.</summary>
internal static class ProcessStart
{
    private const int MostAttempts = 5;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Starts a program; again, up to four times within half a second, when the system could not start it at the moment.</summary>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static Process Of(ProcessStartInfo command) => Retry(() => Process.Start(command)!);

    /// <summary>Starts a process; again, up to four times within half a second, when the system could not start it at the moment.</summary>
    /// <param name="start">Starts it.</param>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static T Retry<T>(Func<T> start)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return start();
            }
            catch (Win32Exception e) when (attempt < MostAttempts && HostPlatform.Processes.MayStartLater(e.NativeErrorCode))
            {
                Thread.Sleep(attempt * s_pause);
            }
        }
    }
}
