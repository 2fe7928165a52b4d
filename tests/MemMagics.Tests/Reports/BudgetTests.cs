using MemMagics.Magics;
using MemMagics.Measuring;

namespace MemMagics.Tests.Reports;

public sealed class BudgetTests
{
    private static readonly MemitRequest s_request = new() { Code = "Load()" };

    [Test]
    public void WithoutBudgetsNothingIsExceeded()
    {
        Assert.That(Budget.Exceeded(s_request, SampleReports.RunsDiffer), Is.Null);
    }

    [Test]
    public void ABudgetIsMetByItsLastByte()
    {
        Assert.That(Budget.Exceeded(s_request with { MaxAllocated = 8_000_120, MaxPeak = 8_003_584 }, SampleReports.Transpose), Is.Null);
    }

    [Test]
    public void OneRunOverTheBudgetIsEnough()
    {
        Assert.That(
            Budget.Exceeded(s_request with { MaxAllocated = 8_000_120 }, SampleReports.RunsDiffer),
            Is.EqualTo("Over budget: allocated 8,041,080 B in run 2 of 3, 40,960 B more than --max-allocated 8,000,120 B."));
    }

    [TestCase(PeakKind.Resident, "resident memory")]
    [TestCase(PeakKind.WorkingSet, "working set")]
    [TestCase(PeakKind.Footprint, "footprint")]
    public void BothBudgetsAreToldAndWhatPeakCounts(PeakKind kind, string name)
    {
        var transpose = SampleReports.Transpose;
        Assert.That(
            Budget.Exceeded(s_request with { MaxAllocated = 0, MaxPeak = 8_000_000 }, transpose with { Conditions = transpose.Conditions with { PeakKind = kind } }),
            Is.EqualTo($"Over budget: allocated 8,000,120 B in run 1 of 3, 8,000,120 B more than --max-allocated 0 B. Over budget: peak {name} 8,003,584 B in run 1 of 3, 3,584 B more than --max-peak 8,000,000 B."));
    }

    [Test]
    public void ABudgetIsToldAsItWasWrittenWhetherItIsMetOrNot()
    {
        Assert.That(
            Budget.Exceeded(s_request with { MaxAllocated = new SizeLimit(1_000_000, "1MB") }, SampleReports.Transpose),
            Is.EqualTo("Over budget: allocated 8,000,120 B in run 1 of 3, 7,000,120 B more than --max-allocated 1MB (1,000,000 B)."));
        Assert.That(
            Budget.Met(s_request with { MaxAllocated = new SizeLimit(9_000_000, "9_000_000"), MaxPeak = new SizeLimit(8 << 20, "8M") }, SampleReports.Transpose),
            Is.EqualTo(new[]
            {
                "Within budget: allocated 8,000,120 B of --max-allocated 9,000,000 B.",
                "Within budget: peak resident memory 8,003,584 B of --max-peak 8M (8,388,608 B).",
            }));
    }

    [Test]
    public void ABudgetThatCannotBeCheckedFails()
    {
        Assert.That(
            Budget.Exceeded(s_request with { MaxPeak = 1_000_000 }, SampleReports.FirstCallOnly),
            Is.EqualTo("The budget --max-peak cannot be checked: peak resident memory is not known here."));
    }
}
