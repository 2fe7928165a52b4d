using System.Runtime.CompilerServices;
using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Linux;

/// <summary>Resident memory of another process.</summary>
/// <param name="process">Its process id.</param>
internal sealed class ProcCounters(int process) : IProcessMemory
{
    private const int StatmSize = 128;
    private const int StatusSize = 4096;

    private readonly SafeFileHandle? _statm = ProcText.Open(ProcText.PathOf(process, "statm"), FileAccess.Read);
    private readonly SafeFileHandle? _status = ProcText.Open(ProcText.PathOf(process, "status"), FileAccess.Read);

    public long Read()
    {
        Span<byte> buffer = stackalloc byte[StatmSize];
        return _statm is null ? 0 : ProcText.Resident(Statm(buffer));
    }

    [SkipLocalsInit]
    public long ReadLifetimeMark()
    {
        Span<byte> buffer = stackalloc byte[StatusSize];
        return _status is null ? 0 : ProcText.HighWaterMark(ProcText.Read((int)_status.DangerousGetHandle(), buffer));
    }

    public bool SharesWith(IProcessMemory other)
    {
        Span<byte> own = stackalloc byte[StatmSize];
        Span<byte> others = stackalloc byte[StatmSize];
        return Statm(own).SequenceEqual(((ProcCounters)other).Statm(others));
    }

    public void Dispose()
    {
        _statm?.Dispose();
        _status?.Dispose();
    }

    private ReadOnlySpan<byte> Statm(Span<byte> buffer) => _statm is null ? [] : ProcText.Read((int)_statm.DangerousGetHandle(), buffer);
}
