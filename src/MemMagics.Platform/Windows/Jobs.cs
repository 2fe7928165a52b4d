using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Windows;

/// <summary>Job objects: processes and all that they start, held together by the system. They nest since Windows 8, so it does not matter whether this process is in one.</summary>
internal static unsafe partial class Jobs
{
    private const int ProcessIds = 3; // JobObjectBasicProcessIdList
    private const int ExtendedLimits = 9; // JobObjectExtendedLimitInformation
    private const uint KillOnClose = 0x2000;
    private const uint MayBreakAway = 0x800;
    private const int MoreData = 234;
    private const int FirstRoom = 64;
    private const int MostRoom = 1 << 16;

    /// <summary>Makes one.</summary>
    /// <param name="endsWithUs">
    /// Whether its processes are killed when its last handle is closed: when this process ends, however it ends. Otherwise those that ask for it are started outside of
    /// the job (CREATE_BREAKAWAY_FROM_JOB), which the system refuses in one that does not allow it.
    /// </param>
    public static SafeFileHandle Create(bool endsWithUs)
    {
        var job = new SafeFileHandle(CreateJob(0, null), ownsHandle: true);
        var limits = new Limits { Flags = endsWithUs ? KillOnClose : MayBreakAway };
        _ = SetInformation(job, ExtendedLimits, &limits, sizeof(Limits));
        return job;
    }

    [LibraryImport("kernel32", EntryPoint = "AssignProcessToJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Assign(SafeFileHandle job, nint process);

    [LibraryImport("kernel32", EntryPoint = "TerminateJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Terminate(SafeFileHandle job, uint code);

    /// <summary>Whether a process is in it.</summary>
    public static bool Has(SafeFileHandle job, nint process)
    {
        int isIn;
        return IsIn(process, job, &isIn) && isIn != 0;
    }

    /// <summary>The ids of its running processes.</summary>
    public static IReadOnlyList<int> ProcessesOf(SafeFileHandle job)
    {
        // Two numbers come first: how many there are, and how many are listed.
        for (var room = FirstRoom; room <= MostRoom; room *= 4)
        {
            var list = new nuint[room + 1];
            fixed (nuint* start = list)
            {
                if (QueryInformation(job, ProcessIds, start, (room + 1) * sizeof(nuint), null))
                    return [.. list.AsSpan(1, (int)((uint*)start)[1]).ToArray().Select(static id => (int)id)];
            }

            if (Marshal.GetLastPInvokeError() != MoreData)
                return [];
        }

        return [];
    }

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial nint CreateJob(nint security, string? name);

    [LibraryImport("kernel32", EntryPoint = "IsProcessInJob")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool IsIn(nint process, SafeFileHandle job, int* result);

    [LibraryImport("kernel32", EntryPoint = "SetInformationJobObject")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformation(SafeFileHandle job, int kind, Limits* limits, int size);

    [LibraryImport("kernel32", EntryPoint = "QueryInformationJobObject", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool QueryInformation(SafeFileHandle job, int kind, nuint* list, int size, int* needed);

    /// <summary>JOBOBJECT_EXTENDED_LIMIT_INFORMATION; only its flags are used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 144)]
    private struct Limits
    {
        [FieldOffset(16)]
        public uint Flags;
    }
}
