using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Linux;

/// <summary>Resident memory.</summary>
/// <remarks>
/// <c>/proc/self/statm</c> is exact to the page and costs one <c>pread</c>; <c>VmHWM</c> of <c>/proc/self/status</c> is the
/// kernel's own high-water mark, reset by writing 5 to <c>/proc/self/clear_refs</c> (proc(5)). It lags up to 0.4 MiB behind statm,
/// because the kernel keeps part of the count per CPU.
/// </remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxMemory : IMemory
{
    private const int StatmSize = 128;
    private const int StatusSize = 4096;
    private const int Probed = 1 << 20;

    // <sys/mman.h>: MADV_HUGEPAGE, MADV_NOHUGEPAGE.
    private const int AdviseHuge = 14;
    private const int AdviseNotHuge = 15;

    private readonly SafeFileHandle? _statm = ProcText.Open("/proc/self/statm", FileAccess.Read);
    private readonly SafeFileHandle? _status = ProcText.Open("/proc/self/status", FileAccess.Read);
    private readonly SafeFileHandle? _clearRefs = ProcText.Open("/proc/self/clear_refs", FileAccess.Write);
    private readonly int _statmDescriptor;
    private readonly int _statusDescriptor;
    private readonly int _clearRefsDescriptor;
    private bool? _countsTouchedPages;
    private bool? _givesHugePagesOnAdvice;
    private volatile bool _isWritingForbidden;

    public LinuxMemory()
    {
        _statmDescriptor = Descriptor(_statm);
        _statusDescriptor = Descriptor(_status);
        _clearRefsDescriptor = Descriptor(_clearRefs);
    }

    public MemoryKind Kind => MemoryKind.Resident;

    public long Read()
    {
        if (_statmDescriptor < 0)
            return Environment.WorkingSet;

        Span<byte> buffer = stackalloc byte[StatmSize];
        return ProcText.Resident(ProcText.Read(_statmDescriptor, buffer));
    }

    public bool HasMark => _statusDescriptor >= 0 && _clearRefsDescriptor >= 0;

    public void BeginMark()
    {
        if (!HasMark)
            return;

        var five = (byte)'5';
        LibC.WriteAt(_clearRefsDescriptor, &five, 1, 0);
    }

    [SkipLocalsInit]
    public long ReadMark()
    {
        if (!HasMark)
            return 0;

        Span<byte> buffer = stackalloc byte[StatusSize];
        return ProcText.HighWaterMark(ProcText.Read(_statusDescriptor, buffer));
    }

    public long Ballast => 0;

    public void EndMark()
    {
    }

    /// <summary>Sandboxes with a kernel of their own may count none.</summary>
    public bool CountsTouchedPages => _countsTouchedPages ??= AreFaultsCounted();

    public long TouchedPages() => LinuxCalls.PageFaultsOfThread();

    /// <summary>Only when the system's setting is <c>madvise</c>, with which the advice can be taken back; when huge pages are always or never used, it does nothing.</summary>
    public void AdviseHugePages(byte* start, nint bytes, bool wanted)
    {
        if (_givesHugePagesOnAdvice ??= AreHugePagesOnAdvice())
            LinuxCalls.Advise(start, bytes, wanted ? AdviseHuge : AdviseNotHuge);
    }

    public long Available
    {
        get
        {
            const string Key = "MemAvailable:";
            var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
            var line = File.ReadLines("/proc/meminfo").FirstOrDefault(candidate => candidate.StartsWith(Key, StringComparison.Ordinal));
            return line is null
                ? limit
                : Math.Min(limit, long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024);
        }
    }

    public IProcessMemory Of(int process) => new ProcCounters(process);

    public long PeakOfEndedChildren() => LinuxCalls.LargestOfEndedChildren() * 1024;

    public (SafeFileHandle File, string Path) CreateSharedFile()
    {
        var descriptor = LinuxCalls.MemoryFile("memmagics-state");
        return descriptor < 0
            ? UnixFiles.CreateTemporary()
            : (new SafeFileHandle(descriptor, ownsHandle: true), string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{descriptor}"));
    }

    public bool CanWriteInto => !_isWritingForbidden;

    public WriteOutcome WriteInto(int process, byte* from, byte* to, nint count)
    {
        if (LinuxCalls.WriteProcess(process, from, to, count))
            return WriteOutcome.Written;

        var error = Marshal.GetLastPInvokeError();
        _isWritingForbidden |= error is LinuxCalls.NotPermitted or LinuxCalls.NotImplemented;
        return error == LinuxCalls.NoSuchProcess ? WriteOutcome.ProcessEnded : WriteOutcome.Failed;
    }

    private static bool AreFaultsCounted()
    {
        var before = LinuxCalls.PageFaultsOfThread();
        var memory = (byte*)NativeMemory.Alloc(Probed);
        for (var page = 0; page < Probed; page += Environment.SystemPageSize)
            memory[page] = 1;

        NativeMemory.Free(memory);
        return LinuxCalls.PageFaultsOfThread() != before;
    }

    private static bool AreHugePagesOnAdvice()
    {
        try
        {
            return File.ReadAllText("/sys/kernel/mm/transparent_hugepage/enabled").Contains("[madvise]", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static int Descriptor(SafeFileHandle? handle) => handle is null ? -1 : (int)handle.DangerousGetHandle();
}
