using MemMagics.Instrumentation;
using MemMagics.Reports;
using MemMagics.Wire.Messages;

namespace MemMagics.Measuring;

/// <summary>Makes line tables from what the probe counted.</summary>
internal static class LineReportBuilder
{
    /// <summary>A table for each function, in the order of the profile.</summary>
    /// <param name="profile">The profiled functions, and what the probe's slots mean.</param>
    /// <param name="result">What the probe counted.</param>
    /// <param name="documentText">The whole text of a document as its author sees it; <see langword="null"/> for one that is not known.</param>
    public static IReadOnlyList<FunctionLines> Build(LineProfile profile, ProbeResult result, Func<string, string?> documentText)
    {
        var slots = profile.Slots;
        var slotsByFunction = Enumerable.Range(0, slots.Count).ToLookup(slot => slots[slot].Function);
        return [.. profile.Functions.Select((function, index) => Build(function, index, slotsByFunction[index], slots, result, documentText))];
    }

    private static FunctionLines Build(
        ProfiledFunction function, int index, IEnumerable<int> ownSlots, IReadOnlyList<ProbeSlot> slots, ProbeResult result, Func<string, string?> documentText)
    {
        var byLine = ownSlots.ToLookup(slot => slots[slot].Line);

        // A constructor also runs the field initialisers, which may be many lines away from it.
        var lines = Enumerable.Range(function.FirstLine, function.LastLine - function.FirstLine + 1).Union(byLine.Select(line => line.Key)).Order();
        var text = function.Origin == SourceOrigin.Notebook ? Lines(documentText(function.Document) ?? documentText(function.Source)) : null;
        return new FunctionLines
        {
            Name = function.Name,
            Source = function.Source,
            Origin = function.Origin,
            Lines =
            [
                .. lines.Select(line =>
                    Figures(line, text?.ElementAtOrDefault(line - 1) ?? function.Text(line) ?? "", [.. byLine[line]], slots, result)),
            ],
            Total = new FunctionTotal
            {
                Allocated = result.Allocated[index],
                Increment = result.Increment[index],
                Activations = function.IsBegun ? 1 : result.Activations[index],
                AllocatedElsewhere = result.AllocatedElsewhere[index],
            },
        };
    }

    private static LineFigures Figures(int line, string content, int[] own, IReadOnlyList<ProbeSlot> slots, ProbeResult result)
    {
        var end = own.Select(slot => slots[slot].EndLine).DefaultIfEmpty().Max();
        int? lastLine = end > line ? end : null;
        if (own.All(slot => result.SlotOccurrences[slot] == 0 && result.SlotAllocated[slot] == 0))
            return new LineFigures { Line = line, Content = content, Occurrences = own.Any(slot => !slots[slot].IsDeclaration) ? 0 : null, LastLine = lastLine };

        // A line ran as often as its most frequent sequence point; a lambda written on it is counted separately.
        var level = own.Where(slot => result.SlotOccurrences[slot] > 0).Select(slot => slots[slot].Level).DefaultIfEmpty().Min();
        var memory = own.Max(slot => result.SlotMemory[slot]);
        return new LineFigures
        {
            Line = line,
            Content = content,
            Memory = memory == 0 ? null : memory,
            Increment = own.Sum(slot => result.SlotIncrement[slot]),
            Allocated = own.Sum(slot => result.SlotAllocated[slot]),
            Occurrences = own.Where(slot => slots[slot].Level == level).Max(slot => result.SlotOccurrences[slot]),
            LastLine = lastLine,
            Retained = result.SlotRetained.Length == 0 ? null : own.Sum(slot => result.SlotRetained[slot]),
        };
    }

    private static string[]? Lines(string? text) => text?.Split('\n').Select(line => line.TrimEnd('\r')).ToArray();
}
