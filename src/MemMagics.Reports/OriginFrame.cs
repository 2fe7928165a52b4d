namespace MemMagics.Reports;

/// <summary>A function on the way to allocated objects, called from one place: a node of the call tree.</summary>
public sealed record OriginFrame
{
    /// <summary>The function, as people write it: <c>Solve</c>, <c>List&lt;int&gt;.AddWithResize</c>.</summary>
    public required string Frame { get; init; }

    /// <summary>Whose code it is.</summary>
    public required CodeKind Kind { get; init; }

    /// <summary>Where the function's source is: <c>cell 2</c>, or a library's source file; <see langword="null"/> when it is not known.</summary>
    public required string? Source { get; init; }

    /// <summary>The line of <see cref="Source"/> that calls the children or allocates, from 1; <see langword="null"/> when it is not known.</summary>
    public required int? Line { get; init; }

    /// <summary>What the function itself allocated, by type, the largest first; without what its <see cref="Children"/> did.</summary>
    public IReadOnlyList<OriginType> Types { get; init => field = value.ToArray(); } = [];

    /// <summary>What it called, the one that allocated most first.</summary>
    public IReadOnlyList<OriginFrame> Children
    {
        get;
        init
        {
            field = value.ToArray();
            (TotalObjects, TotalBytes, TotalAlive) = (field.Sum(child => child.TotalObjects), field.Sum(child => child.TotalBytes), field.Sum(child => child.TotalAlive));
        }
    } = [];

    /// <summary>How many objects the function itself allocated.</summary>
    public long Objects => Types.Sum(type => type.Objects);

    /// <summary>Their bytes.</summary>
    public long Bytes => Types.Sum(type => type.Bytes);

    /// <summary>The bytes of those that were still alive after the call.</summary>
    public long Alive => Types.Sum(type => type.Alive);

    /// <summary>How many objects it and all that it called allocated.</summary>
    public long TotalObjects { get => field + Objects; private init; }

    /// <summary>Their bytes.</summary>
    public long TotalBytes { get => field + Bytes; private init; }

    /// <summary>The bytes of those that were still alive after the call.</summary>
    public long TotalAlive { get => field + Alive; private init; }
}
