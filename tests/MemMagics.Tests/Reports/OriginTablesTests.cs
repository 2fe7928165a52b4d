using System.Globalization;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>The tables of where objects come from.</summary>
public sealed class OriginTablesTests
{
    private static readonly (string Name, AllocationOrigins Origins)[] s_all =
    [
        ("exact", SampleOrigins.Exact), ("sampled", SampleOrigins.Sampled), ("hostile", SampleOrigins.Hostile), ("200 deep", SampleOrigins.OfDepth(200)), ("100,000 functions", SampleOrigins.OfFunctions(100_000)),
    ];

    [TestCaseSource(nameof(s_all))]
    public void RowsAddUpToTheTotal((string Name, AllocationOrigins Origins) sample)
    {
        var origins = sample.Origins;
        foreach (var table in OriginTables.Of(origins))
        {
            Assert.That(table.Rows, Has.Count.LessThanOrEqualTo(16));
            foreach (var (heading, total) in new[] { ("Bytes", origins.Bytes), ("Objects", origins.Objects), ("Alive", origins.Alive) })
            {
                var column = table.Columns.Select(column => column.Heading).ToList().IndexOf(heading);
                if (column < 0)
                    continue;
                Assert.That(table.Rows.Sum(row => Figure(row.Cells[column])), Is.EqualTo(total), $"{table.Name}, {heading}");
                Assert.That(Figure(table.Total!.Cells[column]), Is.EqualTo(total));
            }
        }
    }

    [Test]
    public void LinesComeFirstAndWhatIsLeftOverIsCounted()
    {
        var tables = OriginTables.Of(SampleOrigins.OfFunctions(100_000));

        Assert.That(tables.Select(table => table.Title), Is.EqualTo(new[] { "by your lines", "by type", "by path" }));
        Assert.That(tables.Select(table => table.Rows[^1].Cells.First(cell => cell.Text.StartsWith('…')).Text), Is.EqualTo(new[] { "… 985 more lines", "… 35 more types", "… 98,985 more paths" }));
    }

    [Test]
    public void ErrorsAreShownOnlyWhereObjectsWereSampledAndAliveOnlyWhereSomethingIs()
    {
        static IEnumerable<string> Headings(AllocationOrigins origins) => OriginTables.Of(origins)[1].Columns.Select(column => column.Heading);

        Assert.That(Headings(SampleOrigins.Exact), Is.EqualTo(new[] { "Bytes", "Share", "Objects", "Alive", "Type" }));
        Assert.That(Headings(SampleOrigins.Sampled), Is.EqualTo(new[] { "Bytes", "±", "Share", "Objects", "Alive", "Type" }));
        Assert.That(Headings(SampleOrigins.OfDepth(3)), Is.EqualTo(new[] { "Bytes", "Share", "Objects", "Type" }));
    }

    [Test]
    public void ErrorsOfSeveralRowsAddUpAsVariancesDo()
    {
        var sum = OriginFigures.Sum([new OriginFigures(1, 1_000, 0, 30), new OriginFigures(2, 2_000, 10, 40)]);

        Assert.That(sum, Is.EqualTo(new OriginFigures(3, 3_000, 10, 50)));
    }

    [Test]
    public void ALineOutsideOfTheUsersCodeSaysSo()
    {
        var tree = new OriginFrame { Frame = "Thread.Start", Kind = CodeKind.Framework, Source = null, Line = null, Types = [new("Thread", 1, 72, 0)] };

        var row = OriginTables.Of(SampleOrigins.Of(0, tree))[0].Rows.Single();

        Assert.That(row.Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "72 B", "100.0 %", "1", "outside your code", "", "Thread", "" }));
    }

    [Test]
    public void WhereNothingWasAllocatedASentenceSaysSo()
    {
        Assert.That(OriginTables.Of(SampleOrigins.Nothing), Is.Empty);
        Assert.That(ReportText.Render(SampleReports.WhereNothing), Does.Contain("\nnothing was allocated, so there is nothing to locate\n"));
        Assert.That(ReportHtml.Render(SampleReports.WhereNothing), Does.Contain("<strong>Nothing was allocated, so there is nothing to locate</strong>").And.Not.Contains("mm-icicle"));
    }

    [Test]
    public void HowMuchIsTracedToLinesIsSaid()
    {
        Assert.That(OriginSummary.Of(SampleOrigins.Exact), Is.EqualTo("193,529,064 B in 115,439 objects; all but 384 B traced to lines; 320,384 B still alive"));
        Assert.That(OriginSummary.Of(SampleOrigins.Sampled), Is.EqualTo("193,529,064 B in about 115,439 objects; all but 384 B traced to lines, by sampling; about 320,384 B still alive"));
        Assert.That(OriginSummary.Of(SampleOrigins.OfDepth(1)), Is.EqualTo("1,024 B in 1 object; every byte traced to a line; none of it still alive"));
        Assert.That(OriginSummary.Of(SampleOrigins.OfDepth(1) with { Missing = 24 }), Is.EqualTo("1,048 B in 1 object; all but 24 B traced to lines; none of it still alive"));
        Assert.That(OriginSummary.Of(SampleOrigins.Of(24, new OriginFrame { Frame = "Thread.Start", Kind = CodeKind.Framework, Source = null, Line = null, Types = [new("Thread", 1, 72, 0)] })), Is.EqualTo("96 B in 1 object; none of it traced to a line (24 B not recorded); none of it still alive"));
        Assert.That(OriginSummary.Of(SampleOrigins.Nothing with { Missing = 24 }), Is.EqualTo("24 B, of which nothing could be located"));
    }

    [Test]
    public void EachTableSaysWhatOfTheBytesIsItsRows()
    {
        var tables = OriginTables.Of(SampleOrigins.Exact);

        Assert.That(tables.Select(table => table.LegendText), Is.EqualTo(new[]
        {
            "A line has what it allocates itself and in .NET and packages it calls; your code that it calls has lines of its own.",
            null,
            "A path has what its last function allocates itself; what that function calls has paths of its own.",
        }));
        Assert.That(tables.Select(table => table.Columns[0].Explanation), Is.EqualTo(tables.Select(table => $"Bytes, exact. {table.LegendText}".TrimEnd())));
        Assert.That(ReportText.Render(SampleReports.Where), Does.Contain("\nA path has what"));
        Assert.That(ReportMarkdown.Render(SampleReports.Where), Does.Contain("\n\nA line has what"));
    }

    [Test]
    public void SampledFiguresSayFromWhichObjectOn()
    {
        Assert.That(OriginSummary.Sampling(SampleOrigins.Exact), Is.Null);
        Assert.That(OriginSummary.Sampling(SampleOrigins.Sampled), Does.StartWith("the first 5,000,000 objects were recorded one by one, those after them sampled. "));
        Assert.That(OriginSummary.Sampling(SampleOrigins.Sampled with { RecordedObjects = 0 }), Does.StartWith("the objects were sampled from the first one on. "));
    }

    private static long Figure(ReportCell cell) => long.Parse(cell.Text.Replace(" B", "", StringComparison.Ordinal), NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
