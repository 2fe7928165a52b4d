using MemMagics.Reports;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>The list by type of what stays alive, from the run that was made for it.</summary>
internal sealed class RetainedTypes(RunOutcome run)
{
    /// <summary>The list, the largest change first; <see langword="null"/> when there is none.</summary>
    public IReadOnlyList<TypeUse>? List => run.Types is { Problem: null } types ? Sorted(types) : null;

    /// <summary>A note that the list needs to be understood; <see langword="null"/> when it needs none.</summary>
    /// <param name="retained">Retained of the report's own runs, in bytes.</param>
    public string? Note(IReadOnlyCollection<long?> retained)
    {
        if (run.Types is not { } types)
            return $"What stays alive is not listed by type. {run.Failure?.Sentence}";
        if (types.Problem is { } problem)
            return $"What stays alive cannot be listed by type: {problem.TrimEnd('.')}.";

        return (run.Warm ?? run.First)?.Retained is { } own && !retained.Contains(own)
            ? $"The list by type is of one more run, made for it, which retained {ByteSize.Exact(own)}."
            : null;
    }

    private static IReadOnlyList<TypeUse> Sorted(TypeCounts types) =>
    [
        .. types.Counts
            .Select(count => new TypeUse(count.Name, count.Objects, count.Bytes))
            .OrderByDescending(use => Math.Abs(use.Bytes))
            .ThenByDescending(use => use.Objects)
            .ThenBy(use => use.Name, StringComparer.Ordinal),
    ];
}
