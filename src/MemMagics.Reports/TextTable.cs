using System.Text;

namespace MemMagics.Reports;

/// <summary>A table of right-aligned columns in a fixed-width font, as wide as what is in it.</summary>
internal sealed class TextTable
{
    private const string Gap = "  ";
    private const int MaximumRule = 120;

    private readonly string[] _header;
    private readonly List<string[]?> _rows = [];

    public TextTable(params string[] header)
    {
        _header = header;
    }

    /// <summary>Whether the last column is left-aligned, after a wider gap.</summary>
    public bool LastColumnIsText { get; init; }

    /// <summary>How wide every column but the first and the last is at least.</summary>
    public int MinimumWidth { get; init; }

    public void Add(params string[] cells) => _rows.Add(cells);

    public void AddRule() => _rows.Add(null);

    public void AppendTo(StringBuilder text)
    {
        var widths = Enumerable.Range(0, _header.Length)
            .Select(column => Math.Max(
                column > 0 && column < _header.Length - 1 ? MinimumWidth : 0,
                _rows.Select(row => row?[column].Length ?? 0).Append(_header[column].Length).Max()))
            .ToArray();
        var width = Math.Min(MaximumRule, widths.Sum() + (Gap.Length * (widths.Length - 1)) + (LastColumnIsText ? 1 : 0));
        AppendRow(text, _header, widths);
        text.Append('=', width).Append('\n');
        foreach (var row in _rows)
        {
            if (row is null)
                text.Append('-', width).Append('\n');
            else
                AppendRow(text, row, widths);
        }
    }

    private void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var column = 0; column < cells.Length; column++)
        {
            if (column > 0)
                line.Append(Gap);
            if (LastColumnIsText && column == cells.Length - 1)
                line.Append(' ').Append(cells[column]);
            else
                line.Append(cells[column].PadLeft(widths[column]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
