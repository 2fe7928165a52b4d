using System.Runtime.InteropServices;

namespace MemMagics.Platform.Windows;

/// <summary>Functions of <c>kernel32.dll</c> for memory.</summary>
internal static unsafe partial class MemoryCalls
{
    private const uint CommitAndReserve = 0x3000;
    private const uint Release = 0x8000;
    private const uint ReadWrite = 4;

    /// <summary>What a process has; all 0 when it cannot be read. Allocates nothing.</summary>
    public static Counters CountersOf(nint process)
    {
        Counters counters;
        return ProcessMemory(process, &counters, sizeof(Counters)) ? counters : default;
    }

    /// <summary>Memory of the system's own, which no garbage collector knows.</summary>
    /// <returns><see langword="null"/> when there is none.</returns>
    public static byte* Allocate(nint bytes) => VirtualAlloc(null, bytes, CommitAndReserve, ReadWrite);

    public static void Free(byte* start) => _ = VirtualFree(start, 0, Release);

    /// <summary>Whether all of these pages are in the working set. Allocates nothing.</summary>
    public static bool AreResident(byte* start, nint bytes)
    {
        const int AtOnce = 128;
        var pages = stackalloc PageState[AtOnce];
        for (nint done = 0; done < bytes;)
        {
            var count = 0;
            for (; count < AtOnce && done < bytes; count++, done += Environment.SystemPageSize)
                pages[count] = new PageState { Address = (nint)start + done };
            if (!QueryWorkingSet(Kernel32.ThisProcess, pages, count * sizeof(PageState)))
                return false;
            for (var i = 0; i < count; i++)
            {
                if ((pages[i].Attributes & 1) == 0)
                    return false;
            }
        }

        return true;
    }

    /// <summary>Physical memory that is available without writing something to disk first, in bytes; 0 when it is not known.</summary>
    public static long Available()
    {
        var status = new MachineStatus { Length = (uint)sizeof(MachineStatus) };
        return MachineMemory(&status) ? (long)status.AvailablePhysical : 0;
    }

    [LibraryImport("kernel32", EntryPoint = "WriteProcessMemory", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool WriteProcess(nint process, byte* to, byte* from, nint count, nint* written);

    [LibraryImport("kernel32", EntryPoint = "K32GetProcessMemoryInfo")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ProcessMemory(nint process, Counters* counters, int size);

    [LibraryImport("kernel32", EntryPoint = "VirtualAlloc")]
    private static partial byte* VirtualAlloc(byte* at, nint bytes, uint kind, uint protection);

    [LibraryImport("kernel32", EntryPoint = "VirtualFree")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool VirtualFree(byte* start, nint bytes, uint kind);

    [LibraryImport("kernel32", EntryPoint = "K32QueryWorkingSetEx")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool QueryWorkingSet(nint process, PageState* pages, int size);

    [LibraryImport("kernel32", EntryPoint = "GlobalMemoryStatusEx")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool MachineMemory(MachineStatus* status);

    /// <summary>PROCESS_MEMORY_COUNTERS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Counters
    {
        public uint Size;
        public uint PageFaults;
        public nint LargestWorkingSet;
        public nint WorkingSet;
        public nint LargestPagedPool;
        public nint PagedPool;
        public nint LargestNonPagedPool;
        public nint NonPagedPool;
        public nint Committed;
        public nint LargestCommitted;
    }

    /// <summary>PSAPI_WORKING_SET_EX_INFORMATION; bit 0 of its attributes is "valid".</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct PageState
    {
        public nint Address;
        public nuint Attributes;
    }

    /// <summary>MEMORYSTATUSEX.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MachineStatus
    {
        public uint Length;
        public uint Load;
        public ulong TotalPhysical;
        public ulong AvailablePhysical;
        public ulong TotalPageFile;
        public ulong AvailablePageFile;
        public ulong TotalVirtual;
        public ulong AvailableVirtual;
        public ulong AvailableExtended;
    }
}
