using System.Diagnostics;
using MemMagics.Cli.Watching;

namespace MemMagics.Tests.Watching;

public sealed class SampleRowsTests
{
    [Test]
    public void AnHourOfSamplesFitsAndEveryHeightIsKept()
    {
        // GIVEN an hour, read each millisecond, with heights that last for one sample
        var rows = new SampleRows(startedAt: 1000, capacity: 500);
        var heights = new List<SampleRow>();
        for (var i = 0; i < 3_600_000; i++)
        {
            var row = new SampleRow(1000 + (i * (Stopwatch.Frequency / 1000)), i % 100_000 == 77_777 ? 1_000_000 + i : i % 1000);
            rows.Add(row);
            if (row.Total >= 1_000_000)
                heights.Add(row);
        }

        // THEN
        Assert.That(rows.Rows, Has.Count.InRange(200, 500));
        Assert.That(heights, Has.Count.EqualTo(36).And.SubsetOf(rows.Rows));
        Assert.That(rows.Rows.Select(row => row.Time), Is.Ordered);
    }

    [Test]
    public void AShortRunIsKeptWhole()
    {
        var rows = new SampleRows(startedAt: 0, capacity: 500);
        var added = Enumerable.Range(1, 500).Select(i => new SampleRow(i * 1000, 500 - i)).ToList();
        added.ForEach(rows.Add);
        Assert.That(rows.Rows, Is.EqualTo(added));
    }
}
