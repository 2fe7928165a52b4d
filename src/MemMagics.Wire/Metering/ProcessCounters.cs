using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemMagics.Wire.Platform;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Wire.Metering;

/// <summary>Resident memory of another process, in bytes, read again and again.</summary>
public sealed unsafe class ProcessCounters : IDisposable
{
    private const int StatmSize = 128;
    private const int StatusSize = 4096;

    private readonly SafeFileHandle? _statm;
    private readonly SafeFileHandle? _status;
    private readonly Process? _process;

    /// <param name="process">Its process id. Nothing can be read of a process that has ended.</param>
    public ProcessCounters(int process)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                _statm = Open($"/proc/{process}/statm");
                _status = Open($"/proc/{process}/status");
            }
            else
            {
                _process = Process.GetProcessById(process);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // It has ended.
        }
    }

    /// <summary>Resident memory now; 0 when the process has ended.</summary>
    public long ReadResident()
    {
        if (_statm is null)
            return ReadProcess(static process => process.WorkingSet64);

        Span<byte> buffer = stackalloc byte[StatmSize];
        return ResidentMemory.Resident(Read(_statm, buffer));
    }

    /// <summary>The system's own mark of the largest resident memory since the process's program began; 0 when the process has ended or there is no such mark.</summary>
    [SkipLocalsInit]
    public long ReadHighWaterMark()
    {
        if (_status is null)
            return ReadProcess(static process => process.PeakWorkingSet64);

        Span<byte> buffer = stackalloc byte[StatusSize];
        return ResidentMemory.HighWaterMark(Read(_status, buffer));
    }

    /// <summary>Whether this process and another one share their memory at this moment, as they do before the newer one begins its program (vfork(2)). Linux only.</summary>
    public bool SharesWith(ProcessCounters other)
    {
        if (_statm is null || other._statm is null)
            return false;

        Span<byte> own = stackalloc byte[StatmSize];
        Span<byte> others = stackalloc byte[StatmSize];
        return Read(_statm, own).SequenceEqual(Read(other._statm, others));
    }

    public void Dispose()
    {
        _statm?.Dispose();
        _status?.Dispose();
        _process?.Dispose();
    }

    private static SafeFileHandle Open(string path) => File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private static ReadOnlySpan<byte> Read(SafeFileHandle file, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
            return buffer[..(int)Math.Max(0, LibC.ReadAt((int)file.DangerousGetHandle(), start, buffer.Length, 0))];
    }

    private long ReadProcess(Func<Process, long> counter)
    {
        try
        {
            _process?.Refresh();
            return _process is null || _process.HasExited ? 0 : counter(_process);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }
}
