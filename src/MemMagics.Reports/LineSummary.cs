namespace MemMagics.Reports;

/// <summary>What is said of a function before its table, with the lines that are named in it.</summary>
/// <param name="Before">What stands before their numbers.</param>
/// <param name="Lines">The lines, in their order; empty where none is named.</param>
/// <param name="After">What stands after them.</param>
internal sealed record LineSummary(string Before, IReadOnlyList<int> Lines, string After)
{
    /// <summary>What stands before a number, of the first line or of another: <c>3, 5 and 8</c>.</summary>
    public string Separator(int index) => index == 0 ? "" : index < Lines.Count - 1 ? ", " : " and ";

    /// <summary>The sentence.</summary>
    public override string ToString() => Before + string.Concat(Lines.Select((line, index) => Separator(index) + FigureText.LineNumber(line))) + After;
}
