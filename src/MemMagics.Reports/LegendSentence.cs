namespace MemMagics.Reports;

/// <summary>A sentence under a table. One that begins with a column's heading and a colon is about that column, and is left out with it.</summary>
/// <param name="Text">The sentence.</param>
internal sealed record LegendSentence(string Text)
{
    /// <summary>The sentences of a text.</summary>
    public static IEnumerable<LegendSentence> AllOf(string text) => text.Replace(". ", ".\n", StringComparison.Ordinal).Split('\n').Select(static sentence => new LegendSentence(sentence));

    /// <summary>Whether it is about a column.</summary>
    public bool IsAbout(ReportColumn column) => Text.StartsWith($"{column.Heading}: ", StringComparison.Ordinal);
}
