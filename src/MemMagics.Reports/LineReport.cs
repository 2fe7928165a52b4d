namespace MemMagics.Reports;

/// <summary>The result of <c>#!mprun</c>: a line table for each profiled function.</summary>
public sealed record LineReport : Report
{
    /// <summary>The profiled functions in the order of their names on the command line, then of their place in the source. A function that never ran is there with blank figures.</summary>
    public required IReadOnlyList<FunctionLines> Functions { get; init => field = value.ToArray(); }

    /// <summary>Bytes that all of the measured code allocated in a run without probes; <see langword="null"/> when there was no such run (the code threw, or takes long).</summary>
    public long? AllocatedWithoutProbes { get; init; }

    /// <summary>The same in the run with probes that is shown; <see langword="null"/> when it threw.</summary>
    public long? AllocatedWithProbes { get; init; }

    /// <summary>The function of that name.</summary>
    /// <param name="name">The name as the table shows it (<c>Solve</c>, <c>Matrix.Multiply</c>).</param>
    /// <exception cref="KeyNotFoundException">No profiled function has that name.</exception>
    public FunctionLines this[string name] =>
        Functions.FirstOrDefault(function => function.Name == name)
        ?? throw new KeyNotFoundException($"No function '{name}' in this report; it has: {string.Join(", ", Functions.Select(function => function.Name))}.");
}
