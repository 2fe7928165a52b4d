using System.Globalization;
using System.Text;
using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>The message of a failed budget: what was allowed and measured, the lines that allocate, and what to do.</summary>
/// <param name="code">The code.</param>
/// <param name="measured">What it costs.</param>
/// <param name="exceeded">A sentence for each limit that it exceeds.</param>
internal sealed class BudgetMessage(TestCode code, Measurement measured, IReadOnlyList<string> exceeded)
{
    private const int MostLines = 10;
    private const int LongestText = 200;

    private readonly StringBuilder _text = new();

    /// <summary>Makes it. The lines are found in a fresh process.</summary>
    public string Build(CancellationToken cancellationToken)
    {
        _text.Append(string.Join('\n', exceeded)).Append('\n');
        if (code.Text.Length > 0)
            _text.Append("  ").Append(Short(code.Text)).Append('\n'); // F# tells nobody what an argument's text is
        try
        {
            Append(TestMeasurement.Where(code, cancellationToken));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The budget is what the test is about: nothing that goes wrong here may hide it.
            _text.Append("Which lines allocate is not known: ").Append(e is MagicException ? "" : $"{e.GetType().Name}: ").Append(e.Message).Append('\n');
        }

        foreach (var note in measured.Notes)
            _text.Append("note: ").Append(note).Append('\n');
        return _text.ToString().TrimEnd('\n');
    }

    private void Append(AllocationOrigins origins)
    {
        if (origins.Lines.Count == 0)
            return;

        _text.Append("allocated by\n");
        var rows = origins.Lines.Take(MostLines).Select(Row).ToList();
        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
            _text.Append($"  {row[0].PadLeft(widths[0])}  {row[1].PadLeft(widths[1])}  {row[2].PadRight(widths[2])}  {row[3]}".TrimEnd()).Append('\n');

        if (origins.Lines.Count > MostLines)
            _text.Append($"  {ByteSize.Exact(origins.Lines.Skip(MostLines).Sum(static line => line.Bytes))} by {origins.Lines.Count - MostLines} more lines\n");
        if (origins.Bytes + origins.Missing != measured.Allocated)
            _text.Append($"note: These lines are of a fresh process, in which the code allocated {ByteSize.Exact(origins.Bytes + origins.Missing)}.\n");
        if (origins.Lines.Where(static line => line.Source is not null).Select(line => FunctionName.MemberOf(line.Function, code.Tests)).FirstOrDefault(static name => name is not null) is { } largest)
            _text.Append($"Memory.Lines(code, \"{largest}\") tells what each line of it costs; if the cost is meant, raise the budget.\n");
    }

    private static string[] Row(OriginLine line) =>
    [
        ByteSize.Exact(line.Bytes),
        Objects(line),
        line.Source is null ? line.Function : line.Line is { } number ? $"{line.Source}:{number}" : line.Source,
        Short(line.Content),
    ];

    private static string Objects(OriginLine line)
    {
        var count = line.Objects.ToString("N0", CultureInfo.InvariantCulture);
        var largest = line.Types[0].Type;
        return line.Types.Count switch
        {
            1 => $"{count} × {largest}",
            2 => $"{count} objects: {largest}, {line.Types[1].Type}",
            var types => $"{count} objects: {largest}, {types - 1} more types",
        };
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestText ? line : line[..(LongestText - 1)] + "…";
    }
}
