namespace MemMagics.Reports;

/// <summary>
/// Where the objects that a call allocated come from: by type, by line and by call path, each the same objects in another order, found in one more run.
/// </summary>
public sealed record AllocationOrigins
{
    /// <summary>Whether every object was recorded.</summary>
    public required OriginMode Mode { get; init; }

    /// <summary>How many objects were recorded one by one before sampling began; <see langword="null"/> when <see cref="Mode"/> is <see cref="OriginMode.Exact"/>.</summary>
    public long? RecordedObjects { get; init; }

    /// <summary>Bytes of Allocated of the same run whose origin is not known.</summary>
    public required long Missing { get; init; }

    /// <summary>What was allocated, by type, the largest first.</summary>
    public required IReadOnlyList<OriginType> Types { get; init => field = value.ToArray(); }

    /// <summary>What was allocated, by the line of the user's code that is nearest to it, the largest first.</summary>
    public required IReadOnlyList<OriginLine> Lines { get; init => field = value.ToArray(); }

    /// <summary>What was allocated, by call path, from the measured code on.</summary>
    public required OriginFrame Tree { get; init; }

    /// <summary>How many objects were allocated.</summary>
    public long Objects => Types.Sum(type => type.Objects);

    /// <summary>Their bytes: what was allocated less <see cref="Missing"/>.</summary>
    public long Bytes => Types.Sum(type => type.Bytes);

    /// <summary>The bytes of those that were still alive after the call.</summary>
    public long Alive => Types.Sum(type => type.Alive);
}
