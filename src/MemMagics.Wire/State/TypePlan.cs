namespace MemMagics.Wire.State;

/// <summary>How values of one type travel, with all that can be computed once.</summary>
public sealed class TypePlan
{
    public required Type Type { get; init; }

    public required Travel Travel { get; init; }

    /// <summary>Why not, when refused: completes "… cannot leave this process: it …".</summary>
    public string? Reason { get; init; }

    /// <summary>Of the object's body (<see cref="Travel.Fields"/>), of the fields that a class adds to a rebuilt one (<see cref="Travel.Rebuilt"/>), or of one element (<see cref="Travel.Array"/>).</summary>
    public TypeLayout? Layout { get; init; }

    /// <summary>Bytes from one array element to the next.</summary>
    public int ElementSize { get; init; }

    public Rebuild? Rebuild { get; init; }

    /// <summary>Whether nothing can be reached from a value of exactly this type that is put together late.</summary>
    public bool IsLeaf { get; init; }

    /// <summary>The same, for objects of which only some fields travel.</summary>
    public TypePlan With(TypeLayout layout) => new() { Type = Type, Travel = Travel, Reason = Reason, Layout = layout, Rebuild = Rebuild, IsLeaf = IsLeaf };

    /// <summary>Whether values exist only when everything else has been filled.</summary>
    public bool IsLate => Travel == Travel.Rebuilt && !Rebuild!.HasBlank;
}
