using System.Runtime.InteropServices;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>
/// A timer of high resolution. A thread that sleeps is woken with the next tick of the system's clock, after up to 15.6 ms; to have the clock tick more often
/// (<c>timeBeginPeriod</c>) would change the sleeps of measured code, too.
/// </summary>
internal sealed unsafe partial class TimerPause : IPause
{
    private const uint HighResolution = 2; // since Windows 10, 1803
    private const uint AllAccess = 0x001F_0003;
    private const int UnitsOfMillisecond = 10_000; // 100 ns each

    private nint _timer = Create(0, 0, HighResolution, AllAccess);

    public TimerPause() => Wait(1); // what is called for the first time allocates

    public void Wait(int milliseconds)
    {
        var due = -(long)milliseconds * UnitsOfMillisecond;
        if (_timer == 0 || !Set(_timer, &due, 0, 0, 0, false) || !Kernel32.WaitFor(_timer))
            Thread.Sleep(milliseconds);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _timer, 0) is not 0 and var timer)
            _ = Kernel32.Close(timer);
    }

    [LibraryImport("kernel32", EntryPoint = "CreateWaitableTimerExW")]
    private static partial nint Create(nint security, nint name, uint flags, uint access);

    [LibraryImport("kernel32", EntryPoint = "SetWaitableTimer")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Set(nint timer, long* due, int period, nint completion, nint argument, [MarshalAs(UnmanagedType.Bool)] bool resume);
}
