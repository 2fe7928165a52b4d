using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ReportSummaryTests
{
    [Test]
    public void TheFewestLinesThatAccountForFourFifthsAreNamed()
    {
        Assert.That(Summary(10, 960, 30), Is.EqualTo("line 2 allocates 96 % of 1,000 B"));
        Assert.That(Summary(500, 20, 480), Is.EqualTo("lines 1 and 3 allocate 98 % of 1,000 B"));
    }

    [Test]
    public void WhereNoLineStandsOutTheHeaviestIsNamedWithItsShare()
    {
        Assert.That(Summary([.. Enumerable.Repeat(100L, 9), 124]), Is.EqualTo("10 lines allocate 1,024 B, line 10 the most with 12 %"));
    }

    [Test]
    public void NothingIsSaidAboutSharesOfNothing()
    {
        Assert.That(Summary(0, 0), Is.EqualTo("allocates nothing"));
        Assert.That(ReportSummary.Of(Function() with { Total = new FunctionTotal { Allocated = 0, Increment = 0, Activations = 0 } }), Is.EqualTo("did not run"));
    }

    [TestCase(MeasuredCall.Warm, "allocates 8,000,120 B; peak +7.63 MiB; retained +7.63 MiB")]
    [TestCase(MeasuredCall.FirstCall, "allocates 8,000,120 B in the first call; peak +7.63 MiB; retained +7.63 MiB")]
    public void EveryFigureOfTheHeadlineHasItsName(MeasuredCall measured, string headline)
    {
        Assert.That(ReportSummary.Of(SampleReports.Transpose with { Measured = measured }), Is.EqualTo(headline));
    }

    [Test]
    public void AProgramIsNoFirstCall()
    {
        var program = SampleReports.FirstCallOnly with { Code = "app.cs", ExitCode = 0 };

        Assert.That(ReportSummary.Of(program), Is.EqualTo("allocates 0 B; peak unknown"));
        Assert.That(ReportSummary.Familiar(program), Is.EqualTo("one run: peak unknown (allocated 0 B)"));
        Assert.That(RunsTable.Of(program).Rows.Single().Cells[0].Text, Is.EqualTo("program"));
        Assert.That(ReportText.Render(program), Does.Contain("\nwhole program, .NET "));
    }

    [Test]
    public void OfRunsThatDifferTheHeadlineIsTheMost()
    {
        Assert.That(ReportSummary.Of(SampleReports.RunsDiffer), Does.StartWith("allocates up to 8,041,080 B; "));
    }

    [Test]
    public void NothingIsSaidOfWhatIsNotThere()
    {
        Assert.That(ReportSummary.Of(Memit(allocated: 0, peak: 0, retained: 0)), Is.EqualTo("allocates 0 B; peak +0 B; retained +0 B"));
        Assert.That(ReportSummary.Of(SampleReports.FirstCallOnly), Is.EqualTo("allocates 0 B in the first call; peak unknown"));
        Assert.That(ReportSummary.Of(SampleReports.NoRuns), Is.EqualTo("no run completed"));
        Assert.That(ReportSummary.Familiar(SampleReports.NoRuns), Is.Null);
    }

    [Test]
    public void APeakFarBelowWhatIsAllocatedIsExplained()
    {
        Assert.That(
            ReportSummary.Of(Memit(8_000_040, peak: 0, retained: 8_000_040)),
            Is.EqualTo("allocates 8,000,040 B; peak +0 B (what it allocated was not written to, and untouched memory takes no room); retained +7.63 MiB"));
        Assert.That(ReportSummary.Of(Memit(8_000_040, peak: 3_000_000, retained: 8_000_040)), Does.Contain("(most of it was not written to, and untouched memory takes no room)"));
        Assert.That(ReportSummary.Of(Memit(8_000_040, peak: 300_000, retained: 0, collections: 5)), Is.EqualTo("allocates 8,000,040 B; peak +292.97 KiB (garbage was collected on the way); retained +0 B"));
    }

    [Test]
    public void NothingIsExplainedThatTheFiguresDoNotShow()
    {
        // Little; as much as one expects; a first call that touched it; collections, and yet all of it kept
        MemitReport[] plain = [Memit(8_000, peak: 0, retained: 8_000), Memit(8_000_040, peak: 8_003_584, retained: 8_000_040), Memit(8_000_040, peak: 0, retained: 8_000_040, firstPeak: 8_003_584), Memit(8_000_040, peak: 3_900_000, retained: 7_700_000, collections: 2)];

        Assert.That(plain.Select(ReportSummary.Of), Has.None.Contains("("));
    }

    [Test]
    public void WhyMoreIsRetainedThanPeakShowsIsSaidOnce()
    {
        const string Note = "Retained is above Peak: it counts the live objects themselves, Peak the memory that was newly written to.";

        Assert.That(ReportNotes.Of(Memit(400_000, peak: 0, retained: 400_000)), Is.EqualTo(new[] { Note }));
        Assert.That(ReportNotes.Of(Memit(8_000_040, peak: 0, retained: 8_000_040)), Is.Empty, "the headline says it");
        Assert.That(ReportNotes.Of(Memit(8_000, peak: 0, retained: 8_000)), Is.Empty, "a page more or less");
        Assert.That(ReportNotes.Of(SampleReports.RunsDiffer), Is.EqualTo(SampleReports.RunsDiffer.Notes));
    }

    [Test]
    public void ManyCollectionsThatWereAllFullAreExplained()
    {
        static MemitReport Collected(params IReadOnlyList<int> collections) => SampleReports.Transpose with { Runs = [SampleReports.Transpose.Runs[0] with { Collections = collections }] };

        Assert.That(ReportNotes.Of(Collected(49, 49, 49)), Has.One.StartsWith("All 49 collections were full ones. "));
        Assert.That(ReportNotes.Of(Collected(9, 9, 9)).Concat(ReportNotes.Of(Collected(49, 20, 12))), Has.None.Contains("full"));
    }

    [Test]
    public void AFigureHasTheSameDigitsInTheHeadlineTheFamiliarLineAndTheTable()
    {
        // The peak of the first call would be 1.91 MiB by itself.
        var report = Memit(4_000, peak: 40_960, retained: 3_000, firstPeak: 2_002_944);
        var cells = RunsTable.Of(report).Rows.Select(row => (row.Cells[1].Text, row.Cells[4].Text));

        Assert.That(ReportSummary.Of(report), Is.EqualTo("allocates 4,000 B; peak +40.00 KiB; retained +2.93 KiB"));
        Assert.That(ReportSummary.Familiar(report), Is.EqualTo("one run: 40.00 KiB per loop (allocated 4,000 B, retained 2.93 KiB; first call 1,956.00 KiB, 4,000 B)"));
        Assert.That(cells, Is.EqualTo(new[] { ("40.00 KiB", "2.93 KiB"), ("1,956.00 KiB", "") }));
    }

    private static MemitReport Memit(long allocated, long peak, long? retained, int collections = 0, long? firstPeak = null)
    {
        var figures = new Figures { Allocated = allocated, Peak = firstPeak ?? peak, Increment = 0, Collections = [collections, 0, 0], Elapsed = TimeSpan.FromMilliseconds(1) };
        return SampleReports.Transpose with
        {
            Runs = [new Run { Allocated = allocated, Peak = peak, Increment = 0, Retained = retained, Collections = [collections, 0, 0], Elapsed = figures.Elapsed, First = figures }],
        };
    }

    private static string Summary(params long[] allocated) => ReportSummary.Of(Function(allocated));

    private static FunctionLines Function(params long[] allocated) => new()
    {
        Name = "F",
        Source = "cell 1",
        Origin = SourceOrigin.Notebook,
        Lines = [.. allocated.Select((bytes, index) => new LineFigures { Line = index + 1, Content = "G();", Memory = 0, Increment = 0, Allocated = bytes, Occurrences = 1 })],
        Total = new FunctionTotal { Allocated = allocated.Sum(), Increment = 0, Activations = 1 },
    };
}
