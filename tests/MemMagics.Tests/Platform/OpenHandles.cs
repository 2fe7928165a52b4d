using System.Diagnostics;
using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Tests.Platform;

/// <summary>The handles or descriptors of this process.</summary>
internal static unsafe partial class OpenHandles
{
    private const int Step = 4, LastHandle = 1 << 15;

    // On Windows the runtime has these for each thread of its pool and each assembly, as many as it likes.
    private static readonly string[] s_runtimes = ["Thread", "Event", "Section"];

    /// <summary>How many there are, without those of objects that nothing refers to; on Windows without threads, events and sections.</summary>
    public static int Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return HostPlatform.Name == "Windows" ? CountOneByOne() : process.HandleCount;
    }

    /// <summary>How many there are of each kind, and of each name; empty elsewhere than on Windows.</summary>
    public static string ByKind()
    {
        if (HostPlatform.Name != "Windows")
            return "";
        var kinds = from handle in Enumerable.Range(1, LastHandle / Step)
                    let kind = KindOf(handle * Step)
                    where kind is not null && !s_runtimes.Contains(kind)
                    group handle by kind == "File" ? $"File {NameOf(handle * Step)}" : kind into same
                    select $"{same.Key}: {same.Count()}";
        return string.Join('\n', kinds);
    }

    /// <summary>The system's own count is of all kinds, and Wine's is that of the places in its table, taken or not.</summary>
    private static int CountOneByOne()
    {
        var count = 0;
        for (nint handle = Step; handle <= LastHandle; handle += Step)
            count += KindOf(handle) is { } kind && !s_runtimes.Contains(kind) ? 1 : 0;
        return count;
    }

    private static string? NameOf(nint handle) => TextOf(handle, information: 1);

    private static string? KindOf(nint handle) => TextOf(handle, information: 2);

    private static string? TextOf(nint handle, int information)
    {
        const int Room = 4096;
        var buffer = stackalloc byte[Room];
        return Query(handle, information, buffer, Room, 0) == 0 ? new string(*(char**)(buffer + sizeof(nint)), 0, *(ushort*)buffer / sizeof(char)) : null;
    }

    /// <returns>0 when the handle is open. The name of its kind comes first: its length in bytes, and where it is.</returns>
    [LibraryImport("ntdll", EntryPoint = "NtQueryObject")]
    private static partial int Query(nint handle, int kind, byte* information, int size, nint needed);
}
