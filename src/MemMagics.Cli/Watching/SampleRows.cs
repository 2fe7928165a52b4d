using System.Diagnostics;

namespace MemMagics.Cli.Watching;

/// <summary>Samples of a program of any length, in bounded memory: of those that lie close together the largest is kept, and what is close grows with the time.</summary>
/// <param name="startedAt">The program's start, as a <see cref="Stopwatch"/> timestamp.</param>
/// <param name="capacity">How many samples are kept at most; they are at least half as many once it has been reached.</param>
internal sealed class SampleRows(long startedAt, int capacity = SampleRows.DefaultCapacity)
{
    /// <summary>As many as a wide picture has pixels, and as many again.</summary>
    public const int DefaultCapacity = 2000;

    private readonly List<SampleRow> _rows = [];

    // The time in which one sample is kept, in ticks of the stopwatch.
    private long _width = 1;

    public IReadOnlyList<SampleRow> Rows => _rows;

    public void Add(SampleRow row)
    {
        if (_rows.Count > 0 && Place(_rows[^1]) == Place(row))
        {
            if (row.Total > _rows[^1].Total)
                _rows[^1] = row;
            return;
        }

        if (_rows.Count == capacity)
        {
            Widen();
            Add(row);
            return;
        }

        _rows.Add(row);
    }

    private long Place(in SampleRow row) => (row.Time - startedAt) / _width;

    private void Widen()
    {
        // So that half of them are left, as far as they came evenly.
        _width = Math.Max(_width * 2, (_rows[^1].Time - startedAt) * 2 / capacity);
        var all = _rows.ToArray();
        _rows.Clear();
        foreach (var row in all)
            Add(row);
    }
}
