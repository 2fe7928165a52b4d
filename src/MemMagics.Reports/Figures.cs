namespace MemMagics.Reports;

/// <summary>The figures of one call of measured code. The README says what each of them means.</summary>
public record Figures
{
    /// <summary>Bytes of managed objects allocated, all threads, exact, object headers included, MemMagics' own excluded.</summary>
    public required long Allocated { get; init; }

    /// <summary>High-water mark of resident memory during the call minus resident memory right before it, in bytes; <see langword="null"/> where the platform has no mark that can be read and reset.</summary>
    public required long? Peak { get; init; }

    /// <summary>Resident memory right after the call minus right before it, in bytes. May be negative.</summary>
    public required long? Increment { get; init; }

    /// <summary>Live managed bytes after a full collection with the result and the session alive, minus the same before; <see langword="null"/> when it was not measured.</summary>
    public long? Retained { get; init; }

    /// <summary>Collections during the call, one count a generation (0, 1, 2).</summary>
    public required IReadOnlyList<int> Collections { get; init => field = value.ToArray(); }

    /// <summary>Wall time of the call.</summary>
    public required TimeSpan Elapsed { get; init; }
}
