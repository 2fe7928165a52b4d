using MemMagics.Compilation;
using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>What a report says of how its code was compiled.</summary>
internal static class MeasuredCodeNotes
{
    /// <summary>The smallest object: header, type, one field.</summary>
    private const long SmallestObject = 24;

    /// <param name="measured">The code; <see langword="null"/> when it was not compiled here.</param>
    /// <param name="runs">Its runs; empty for a line report, whose woven code is optimised otherwise.</param>
    public static IEnumerable<string> Of(MeasuredSubmission? measured, IReadOnlyList<Run> runs)
    {
        if (measured is null)
            yield break;

        if (CellVariables.Note(measured) is { } note)
            yield return note;

        // Less than the least that they take if they are allocated.
        var unused = UnusedObjects.In(measured);
        if (unused.Count > 0 && runs.Count > 0 && runs.All(run => run.Allocated < SmallestObject * unused.Count))
            yield return unused[^1].Sentence;
        else if (runs.Count > 0 && runs.All(static run => run.Allocated >= SmallestObject && run.Retained < run.Allocated / 2) && DroppedResult.Note(measured) is { } dropped)
            yield return dropped;
    }
}
