using System.Runtime.CompilerServices;
using MemMagics.Wire.Platform;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Wire.Metering;

/// <summary>Resident memory of this process, in bytes. Only this class knows the counters of each platform.</summary>
/// <remarks>
/// Linux: <c>/proc/self/statm</c> is exact to the page and costs one <c>pread</c>; <c>VmHWM</c> of <c>/proc/self/status</c> is the
/// kernel's own high-water mark, reset by writing 5 to <c>/proc/self/clear_refs</c> (proc(5)). It lags up to 0.4 MiB behind statm,
/// because the kernel keeps part of the count per CPU.
/// Elsewhere the working set is read through the runtime, and there is no high-water mark that could be reset.
/// </remarks>
public static unsafe class ResidentMemory
{
    private const int BufferSize = 4096;

    private static readonly SafeFileHandle? s_statm = OpenProc("/proc/self/statm", FileAccess.Read);
    private static readonly SafeFileHandle? s_status = OpenProc("/proc/self/status", FileAccess.Read);
    private static readonly SafeFileHandle? s_clearRefs = OpenProc("/proc/self/clear_refs", FileAccess.Write);
    private static readonly int s_statmDescriptor = Descriptor(s_statm);
    private static readonly int s_statusDescriptor = Descriptor(s_status);
    private static readonly int s_clearRefsDescriptor = Descriptor(s_clearRefs);
    private static readonly long s_pageSize = Environment.SystemPageSize;

    /// <summary>Whether <see cref="ResetHighWaterMark"/> and <see cref="ReadHighWaterMark"/> work here.</summary>
    public static bool HasHighWaterMark => s_statusDescriptor >= 0 && s_clearRefsDescriptor >= 0;

    /// <summary>Resident memory now, in bytes. Allocates nothing.</summary>
    public static long Read()
    {
        if (s_statmDescriptor < 0)
            return Environment.WorkingSet;

        var buffer = stackalloc byte[128];
        var length = (int)LibC.ReadAt(s_statmDescriptor, buffer, 128, 0);
        return Resident(new ReadOnlySpan<byte>(buffer, Math.Max(length, 0)));
    }

    /// <summary>Resets the kernel's high-water mark to the current value.</summary>
    public static void ResetHighWaterMark()
    {
        if (!HasHighWaterMark)
            return;

        var five = (byte)'5';
        LibC.WriteAt(s_clearRefsDescriptor, &five, 1, 0);
    }

    /// <summary>The largest resident memory since the last reset, in bytes, according to the kernel; 0 where there is no such mark. Allocates nothing.</summary>
    [SkipLocalsInit]
    public static long ReadHighWaterMark()
    {
        if (!HasHighWaterMark)
            return 0;

        var buffer = stackalloc byte[BufferSize];
        var length = (int)LibC.ReadAt(s_statusDescriptor, buffer, BufferSize, 0);
        return HighWaterMark(new ReadOnlySpan<byte>(buffer, Math.Max(length, 0)));
    }

    /// <summary>Resident memory in a process's <c>statm</c>: "size resident shared …", in pages.</summary>
    internal static long Resident(ReadOnlySpan<byte> statm) => ReadNumber(statm[(statm.IndexOf((byte)' ') + 1)..]) * s_pageSize;

    /// <summary>The high-water mark in a process's <c>status</c>; 0 when it has none any more.</summary>
    internal static long HighWaterMark(ReadOnlySpan<byte> status)
    {
        var mark = status.IndexOf("VmHWM:"u8);
        return mark < 0 ? 0 : ReadNumber(status[(mark + 6)..]) * 1024;
    }

    private static long ReadNumber(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t')
            i++;

        var number = 0L;
        for (; i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9'; i++)
            number = number * 10 + (text[i] - '0');

        return number;
    }

    private static SafeFileHandle? OpenProc(string path, FileAccess access)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        try
        {
            return File.OpenHandle(path, FileMode.Open, access, FileShare.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Descriptor(SafeFileHandle? handle) => handle is null ? -1 : (int)handle.DangerousGetHandle();
}
