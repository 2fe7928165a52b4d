using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class ReportTextTests
{
    [Test]
    public void TheSecondLineKeepsTheFamiliarWording()
    {
        Assert.That(
            ReportText.Render(SampleReports.Transpose).Split('\n')[1],
            Is.EqualTo("worst of 3: 7.63 MiB per loop (allocated 8,000,120 B, retained 7.63 MiB; first call 8.21 MiB, 8,104,332 B)"));
    }

    [Test]
    public void TheLineTableHasTheFamiliarHeader()
    {
        Assert.That(
            ReportText.Render(SampleReports.Several).Split('\n'),
            Has.Some.EqualTo("Line #    Mem usage    Increment    Allocated  Occurrences   Line Contents"));
    }

    [Test]
    public void WhatTheColumnsMeanIsSaidOnceUnderTheTables()
    {
        Assert.That(OneLine(SampleReports.Transpose).Split($"{Explanations.WarmLegend} {Explanations.SameStart} {Explanations.RunLegend} {Explanations.CallRetained}"), Has.Length.EqualTo(2));
        Assert.That(OneLine(SampleReports.FirstCallOnly).Split($"{Explanations.RunLegend} {Explanations.CallRetained} {Explanations.CollectionsLegend}"), Has.Length.EqualTo(2));
        Assert.That(ReportText.Render(SampleReports.Several).Split("Increment: memory after"), Has.Length.EqualTo(2));
    }

    private static string OneLine(Report report) => string.Join(' ', ReportText.Render(report).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [Test]
    public void UnderALineTableStandsWhatIsInIt()
    {
        static IEnumerable<string> Legend(params IReadOnlyList<FunctionLines> functions) =>
            LinesTable.Legend(SampleReports.Ridge with { Functions = functions }).Select(sentence => sentence.Text).Skip(4);

        var function = SampleReports.Ridge.Functions[0];
        var run = function with { Lines = [.. function.Lines.Where(line => line.Occurrences > 0)] };
        var broken = run with { Lines = [run.Lines[0] with { LastLine = run.Lines[0].Line + 2 }, .. run.Lines.Skip(1)] };

        Assert.That(Explanations.LineLegend, Does.Contain("Allocated: objects created by the line and all that it calls."));
        Assert.That(Legend(run), Is.Empty, "every line ran");
        Assert.That(Legend(function), Is.EqualTo(new[] { "-: did not run.", "Blank: no code begins there." }));
        Assert.That(Legend(broken), Is.EqualTo(new[] { "A statement of several lines is counted on its first, a lambda in it on its own." }));
        Assert.That(Legend(run, run), Is.EqualTo(new[] { "What a function calls is in its table, too, so tables need not add up." }));
    }

    [TestCase(MeasuredCall.Warm)]
    [TestCase(MeasuredCall.FirstCall)]
    public void OfRunsThatDifferTheFirstRowIsExplained(MeasuredCall measured)
    {
        Assert.That(OneLine(SampleReports.RunsDiffer with { Measured = measured }), Does.Contain(Explanations.WorstLegend));
        Assert.That(OneLine(SampleReports.Transpose with { Measured = measured }), Does.Not.Contain(Explanations.WorstLegend));
    }

    [Test]
    public void AProgramHasNoResultToRetain()
    {
        Assert.That(OneLine(SampleReports.FirstCallOnly with { ExitCode = 0 }), Does.Contain(Explanations.ProgramRetained).And.Not.Contain("the result included"));
    }

    [Test]
    public void CollectionsAreExplainedWhereThereWereSome()
    {
        var collected = SampleReports.Transpose.Runs[0] with { Collections = [3, 3, 3] };

        Assert.That(OneLine(SampleReports.Transpose with { Runs = [collected] }), Does.Contain(Explanations.CollectionsLegend));
        Assert.That(OneLine(SampleReports.Transpose), Does.Not.Contain(Explanations.CollectionsLegend));
    }

    [Test]
    public void OutputIsTheSameInEveryCulture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        var invariant = ReportText.Render(SampleReports.Several) + ReportHtml.Render(SampleReports.Several) + ReportMarkdown.Render(SampleReports.Transpose);
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("de-DE");

            Assert.That(
                ReportText.Render(SampleReports.Several) + ReportHtml.Render(SampleReports.Several) + ReportMarkdown.Render(SampleReports.Transpose),
                Is.EqualTo(invariant));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }
}
