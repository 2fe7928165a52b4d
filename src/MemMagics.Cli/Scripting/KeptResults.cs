using System.Text.RegularExpressions;

namespace MemMagics.Cli.Scripting;

/// <summary>What the last expressions of cells have come to, by the number of the cell, for as long as the session: <c>Out[3]</c>, and the last of them <c>_</c>.</summary>
internal sealed partial class KeptResults
{
    private readonly SortedDictionary<int, KeptResult> _all = [];

    /// <summary>The last one; <see langword="null"/> when there is none.</summary>
    public KeptResult? Last { get; private set; }

    /// <summary>Keeps one.</summary>
    /// <param name="document">The cell's name, <c>cell 3</c>. What an imported file comes to has no number, and is not kept.</param>
    /// <param name="result">The value, and its type.</param>
    public void Keep(string document, KeptResult result)
    {
        if (CellName().Match(document) is not { Success: true } name || !int.TryParse(name.Groups["number"].Value, out var number))
            return;
        _all[number] = result;
        Last = result;
    }

    /// <summary>A cell's; <see langword="null"/> when it has none.</summary>
    /// <param name="number">The cell's number; <see langword="null"/> for the last one.</param>
    public KeptResult? Find(int? number) => number is { } cell ? _all.GetValueOrDefault(cell) : Last;

    /// <summary>Why there is no such result, as a sentence.</summary>
    public string WhyNone(int number) => _all.Count == 0
        ? $"there is no {ResultUses.Out}[{number}]: no cell has had a result yet."
        : $"there is no {ResultUses.Out}[{number}]: {(_all.Count == 1 ? "a result is" : "results are")} in {ResultUses.Out}[{string.Join($"], {ResultUses.Out}[", _all.Keys.TakeLast(5))}]{(_all.Count > 5 ? " and earlier ones" : "")}.";

    [GeneratedRegex(@"^cell (?<number>\d+)$")]
    private static partial Regex CellName();
}
