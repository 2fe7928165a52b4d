using MemMagics.Origins;
using MemMagics.Reports;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>The list by type of what stays alive, from the run that was made for it.</summary>
internal sealed class RetainedTypes
{
    private readonly RunOutcome? _run;
    private readonly string? _problem;

    /// <summary>Reads the two walks through the heap that were made in a run.</summary>
    public RetainedTypes(RunOutcome run, HeapComparison heap) => (_run, List, _problem) = (run, heap.Types, heap.Problem);

    /// <summary>There is no list, because no run could be made for it.</summary>
    public RetainedTypes(Exception exception) => _problem = exception.Message;

    /// <summary>The list, the largest change first; <see langword="null"/> when there is none.</summary>
    public IReadOnlyList<TypeUse>? List { get; }

    /// <summary>A note that the list needs to be understood; <see langword="null"/> when it needs none.</summary>
    /// <param name="retained">Retained of the report's own runs, in bytes.</param>
    public string? Note(IReadOnlyCollection<long?> retained)
    {
        if (_problem is not null)
            return $"What stays alive cannot be listed by type: {_problem.TrimEnd('.')}.";
        if (List is null)
            return $"What stays alive is not listed by type. {_run?.Failure?.Sentence}";

        return (_run?.Warm ?? _run?.First)?.Retained is { } own && !retained.Contains(own)
            ? $"The list by type is of one more run, made for it, which retained {ByteSize.Exact(own)}."
            : null;
    }
}
