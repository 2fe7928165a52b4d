using MemMagics.Origins;
using MemMagics.Reports;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>The list by type of what stays alive, from the run that was made for it.</summary>
internal sealed class RetainedTypes(RunOutcome run, HeapComparison heap)
{
    /// <summary>The list, the largest change first; <see langword="null"/> when there is none.</summary>
    public IReadOnlyList<TypeUse>? List => heap.Types;

    /// <summary>A note that the list needs to be understood; <see langword="null"/> when it needs none.</summary>
    /// <param name="retained">Retained of the report's own runs, in bytes.</param>
    public string? Note(IReadOnlyCollection<long?> retained)
    {
        if (heap.Problem is { } problem)
            return $"What stays alive cannot be listed by type: {problem.TrimEnd('.')}.";
        if (heap.Types is null)
            return $"What stays alive is not listed by type. {run.Failure?.Sentence}";

        return (run.Warm ?? run.First)?.Retained is { } own && !retained.Contains(own)
            ? $"The list by type is of one more run, made for it, which retained {ByteSize.Exact(own)}."
            : null;
    }
}
