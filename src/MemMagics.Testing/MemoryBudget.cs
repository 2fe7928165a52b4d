using System.Runtime.CompilerServices;

namespace MemMagics.Testing;

/// <summary>What code may cost in memory. Made by <see cref="Memory.Budget(long?, long?, long?)"/>; it never changes, so tests may share one.</summary>
public sealed class MemoryBudget
{
    internal MemoryBudget(long? allocated, long? peak, long? retained)
    {
        Check(allocated, nameof(allocated));
        Check(peak, nameof(peak));
        Check(retained, nameof(retained));
        if (allocated is null && peak is null && retained is null)
            throw new ArgumentException("A budget has at least one limit, in bytes: allocated, peak or retained.");

        (Allocated, Peak, Retained) = (allocated, peak, retained);
    }

    /// <summary>Bytes that code may allocate; <see langword="null"/> for any number.</summary>
    public long? Allocated { get; }

    /// <summary>Bytes by which resident memory (Windows: the working set, macOS: the footprint) may grow meanwhile; <see langword="null"/> for any number.</summary>
    public long? Peak { get; }

    /// <summary>Bytes that may be alive afterwards and were not before; <see langword="null"/> for any number.</summary>
    public long? Retained { get; }

    /// <summary>Asserts that code stays within the budget. The message of a failure names the lines that allocate.</summary>
    /// <inheritdoc cref="Memory.Budget(Action, long?, long?, long?, CancellationToken, string)"/>
    public Measurement Check(Action code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        BudgetCheck.Run(this, TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="Check(Action, CancellationToken, string)"/>
    public Measurement Check(Func<Task> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "") =>
        BudgetCheck.Run(this, TestCode.Of(code, text), cancellationToken);

    /// <inheritdoc cref="Check(Action, CancellationToken, string)"/>
    public Measurement Check<T>(Func<T> code, CancellationToken cancellationToken = default, [CallerArgumentExpression(nameof(code))] string text = "")
        where T : allows ref struct => BudgetCheck.Run(this, TestCode.Of(code, text), cancellationToken);

    private static void Check(long? limit, string name)
    {
        if (limit is { } bytes)
            ArgumentOutOfRangeException.ThrowIfNegative(bytes, name);
    }
}
