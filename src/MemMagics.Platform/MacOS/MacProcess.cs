using System.Buffers.Binary;

namespace MemMagics.Platform.MacOS;

/// <summary>A running process, as proc_pidinfo tells about it, also about one that runs as another user.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Parent">The process that it is a child of now.</param>
/// <param name="Identity">A number that no other process has had since the system's start. Later ones are larger.</param>
/// <param name="Starter">The identity of the process that has started it, whether that has ended or not; of its parent if it has begun another program since.</param>
/// <param name="IsStopped">Whether a signal has stopped it.</param>
internal readonly record struct MacProcess(int Id, int Parent, ulong Identity, ulong Starter, bool IsStopped)
{
    // <sys/proc_info.h>: PROC_PIDT_SHORTBSDINFO, struct proc_bsdshortinfo.
    private const int Short = 13;
    private const int SizeOfShort = 64;
    private const int ParentAt = 4;
    private const int StatusAt = 12;
    private const int Stopped = 4; // SSTOP (<sys/proc.h>)

    // <sys/proc_info_private.h>: PROC_PIDUNIQIDENTIFIERINFO, struct proc_uniqidentifierinfo, whose size the kernel's own source asserts.
    private const int Identifiers = 17;
    private const int SizeOfIdentifiers = 56;
    private const int IdentityAt = 16;
    private const int StarterAt = 24;

    /// <summary>A running process; <see langword="null"/> when it has ended.</summary>
    public static MacProcess? Of(int process)
    {
        Span<byte> identifiers = stackalloc byte[SizeOfIdentifiers];
        Span<byte> status = stackalloc byte[SizeOfShort];
        return MacCalls.TryGetProcess(process, Identifiers, identifiers) && MacCalls.TryGetProcess(process, Short, status)
            ? new MacProcess(
                process,
                BinaryPrimitives.ReadInt32LittleEndian(status[ParentAt..]),
                BinaryPrimitives.ReadUInt64LittleEndian(identifiers[IdentityAt..]),
                BinaryPrimitives.ReadUInt64LittleEndian(identifiers[StarterAt..]),
                BinaryPrimitives.ReadUInt32LittleEndian(status[StatusAt..]) == Stopped)
            : null;
    }

    /// <summary>The identity of a running process; 0 when it has ended.</summary>
    public static ulong IdentityOf(int process)
    {
        Span<byte> identifiers = stackalloc byte[SizeOfIdentifiers];
        return MacCalls.TryGetProcess(process, Identifiers, identifiers) ? BinaryPrimitives.ReadUInt64LittleEndian(identifiers[IdentityAt..]) : 0;
    }
}
