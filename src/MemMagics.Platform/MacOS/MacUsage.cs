using System.Runtime.InteropServices;

namespace MemMagics.Platform.MacOS;

/// <summary>struct rusage_info_v4 (<c>sys/resource.h</c>), as far as it is needed.</summary>
[StructLayout(LayoutKind.Explicit, Size = 296)]
internal struct MacUsage
{
    /// <summary>ri_phys_footprint: the footprint now, in bytes.</summary>
    [FieldOffset(72)]
    public ulong Footprint;

    /// <summary>ri_proc_start_abstime: when the process began. Beginning another program (exec) does not change it.</summary>
    [FieldOffset(80)]
    public ulong StartedAt;

    /// <summary>ri_proc_exit_abstime: when the process ended; 0 while it runs.</summary>
    [FieldOffset(88)]
    public ulong EndedAt;

    /// <summary>ri_lifetime_max_phys_footprint: the largest footprint since the program began, in bytes.</summary>
    [FieldOffset(240)]
    public ulong LifetimeMost;

    /// <summary>ri_interval_max_phys_footprint: the largest footprint since <see cref="MacCalls.ResetInterval"/>, in bytes.</summary>
    [FieldOffset(280)]
    public ulong IntervalMost;
}
