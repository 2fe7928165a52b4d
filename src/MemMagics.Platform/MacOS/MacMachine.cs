using System.Runtime.InteropServices;

namespace MemMagics.Platform.MacOS;

/// <summary>The machine's memory (<c>mach/mach_host.h</c>).</summary>
internal static unsafe partial class MacMachine
{
    private const int MemoryInformation = 4; // HOST_VM_INFO64
    private const int SizeOfAnswer = 152; // struct vm_statistics64 (<mach/vm_statistics.h>)
    private const int Free = 0;
    private const int Inactive = 2;

    // Each call adds a reference to the port.
    private static readonly uint s_host = ThisHost();

    /// <summary>Pages that are free or were not used lately, in bytes; <see langword="null"/> when the kernel does not tell.</summary>
    public static long? Available()
    {
        var answer = stackalloc uint[SizeOfAnswer / sizeof(uint)];
        uint count = SizeOfAnswer / sizeof(uint);

        // The kernel counts in its own pages, which are larger than those of a process for Intel on Apple Silicon.
        nuint pageSize;
        return Statistics(s_host, MemoryInformation, answer, &count) == 0 && PageSize(s_host, &pageSize) == 0
            ? ((long)answer[Free] + answer[Inactive]) * (long)pageSize
            : null;
    }

    [LibraryImport("libc", EntryPoint = "mach_host_self")]
    private static partial uint ThisHost();

    [LibraryImport("libc", EntryPoint = "host_statistics64")]
    private static partial int Statistics(uint host, int flavor, uint* answer, uint* count);

    [LibraryImport("libc", EntryPoint = "host_page_size")]
    private static partial int PageSize(uint host, nuint* bytes);
}
