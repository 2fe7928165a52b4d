namespace MemMagics.Wire.State;

/// <summary>How values of one type travel, with everything that can be computed in advance.</summary>
public sealed class TypePlan
{
    public required Type Type { get; init; }

    public required Travel Travel { get; init; }

    /// <summary>When refused, the reason, which completes "… cannot leave this process: it …".</summary>
    public string? Reason { get; init; }

    /// <summary>The layout of the object's body (<see cref="Travel.Fields"/>), of the fields that a class adds to a rebuilt base (<see cref="Travel.Rebuilt"/>), or of one element (<see cref="Travel.Array"/>).</summary>
    public TypeLayout? Layout { get; init; }

    /// <summary>Bytes from one array element to the next.</summary>
    public int ElementSize { get; init; }

    public Rebuild? Rebuild { get; init; }

    /// <summary>For a hash table: how it is copied when its keys hash alike in the worker.</summary>
    public TypePlan? Copy { get; init; }

    /// <summary>Whether a value of exactly this type leads to no object that is rebuilt from parts.</summary>
    public bool IsLeaf { get; init; }

    /// <summary>A plan for objects of the type of which only some fields travel.</summary>
    public TypePlan With(TypeLayout layout) => new() { Type = Type, Travel = Travel, Reason = Reason, Layout = layout, Rebuild = Rebuild, IsLeaf = IsLeaf };

    /// <summary>Whether values cannot be created before their parts have been filled.</summary>
    public bool IsLate => Travel == Travel.Rebuilt && !Rebuild!.HasBlank;
}
