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
        Assert.That(Summary([.. Enumerable.Repeat(100L, 9), 124]), Is.EqualTo("10 lines allocate 1.00 KiB, line 10 the most with 12 %"));
    }

    [Test]
    public void NothingIsSaidAboutSharesOfNothing()
    {
        Assert.That(Summary(0, 0), Is.EqualTo("allocates nothing"));
        Assert.That(ReportSummary.Of(Function() with { Total = new FunctionTotal { Allocated = 0, Increment = 0, Activations = 0 } }), Is.EqualTo("did not run"));
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
