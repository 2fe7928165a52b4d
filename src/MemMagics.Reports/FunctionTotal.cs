namespace MemMagics.Reports;

/// <summary>What a function's outermost activations cost together.</summary>
public sealed record FunctionTotal
{
    /// <summary>Bytes of managed objects allocated, callees included, exact; the sum over the lines.</summary>
    public required long Allocated { get; init; }

    /// <summary>Change of resident memory over the activations, in bytes. May be negative.</summary>
    public required long Increment { get; init; }

    /// <summary>How often the function was entered, recursive activations included; 0 when it never ran.</summary>
    public required long Activations { get; init; }

    /// <summary>Bytes that other threads allocated while the function was active, not shown on its lines.</summary>
    public long AllocatedElsewhere { get; init; }
}
