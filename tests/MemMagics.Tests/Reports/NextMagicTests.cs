using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>The line at the end of a report that says how to go on.</summary>
public sealed class NextMagicTests
{
    private static readonly MemitRequest s_request = new() { Code = "Load()" };
    private static readonly MemitReport s_much = Allocating(10_000_000);

    [TestCase(10_000_000, "#!memit --where Load()")]
    [TestCase(1000, "#!memit --where Load()")]
    [TestCase(999, null)]
    [TestCase(0, null)]
    public void AfterMoreThanAFewObjectsWhereIsNamed(long allocated, string? hint)
    {
        Assert.That(NextMagic.Of(s_request, Allocating(allocated), overBudget: false), Is.EqualTo(hint));
    }

    [Test]
    public void TheLineParsesAndMeasuresTheSameCode(
        [Values("Load()", "-x", "--i", "exact", "sampled Load()", "exact - 1", "-- x", "Load()\nLoad()", "-r 5 * x")] string code)
    {
        var request = s_request with { Code = code };

        var hint = NextMagic.Of(request, s_much, overBudget: false)!;

        var complete = hint.Replace(" …", "\nLoad()", StringComparison.Ordinal);
        var again = MagicGrammar.Parse(complete, new CodeOrigin("hint")) as MeasureCommand;
        Assert.That(((MemitRequest)again!.Request).Where, Is.EqualTo(WhereChoice.Auto));
        Assert.That(again.Request.Code, Is.EqualTo(code));
    }

    [Test]
    public void LongCodeIsCut()
    {
        var hint = NextMagic.Of(s_request with { Code = "\"" + string.Concat(Enumerable.Repeat("\U0001F600", 200)) + "\"" }, s_much, overBudget: false)!;

        Assert.That(hint, Has.Length.LessThanOrEqualTo(120).And.EndsWith("\U0001F600…"));
    }

    [Test]
    public void AReplayedMeasurementIsGoneOnWithByReplay()
    {
        Assert.That(NextMagic.Of(s_request with { State = StateMode.Replay }, s_much, overBudget: false), Is.EqualTo("#!memit --where --replay Load()"));
    }

    [Test]
    public void WhereThereIsNothingToGoOnFromThereIsNoHint()
    {
        Assert.That(NextMagic.Of(s_request with { Where = WhereChoice.Sampled }, s_much, overBudget: false), Is.Null, "it has been asked");
        Assert.That(NextMagic.Of(s_request with { State = StateMode.InProcess }, s_much, overBudget: false), Is.Null, "it needs a worker");
        Assert.That(NextMagic.Of(s_request with { Quiet = true }, s_much, overBudget: false), Is.Null, "nothing is shown");
        Assert.That(NextMagic.Of(s_request, s_much with { Failure = "it threw" }, overBudget: false), Is.Null, "the code is to be mended first");
    }

    [Test]
    public async Task ABudgetForLittleNamesItToo()
    {
        await using var session = await ScriptSession.Start();

        // act
        var over = await session.Memit("new byte[200]", request => request with { MaxAllocated = 100, Quiet = true, Repeat = 1 });
        var within = await session.Memit("new byte[100]", request => request with { MaxAllocated = 2000, Repeat = 1 });

        // assert
        Assert.That((over.Hint, within.Hint), Is.EqualTo(("#!memit --where new byte[200]", (string?)null)));
        Assert.That(over.Notes, Has.None.Contains("budget"));
        Assert.That(within.Notes, Has.One.EqualTo("Within budget: allocated 128 B of --max-allocated 2,000 B."));
    }

    [Test]
    public async Task ALineTableOfMuchNamesIt()
    {
        await using var session = await ScriptSession.Start("byte[] Load(int n) => new byte[n];");

        // act
        var much = await session.Mprun("Load(10_000_000)", "Load");
        var little = await session.Mprun("Load(100)", "Load");

        // assert
        Assert.That((much.Hint, little.Hint), Is.EqualTo(("#!memit --where Load(10_000_000)", (string?)null)));
    }

    [TestCase("new double[1000, 1000]", false)]
    [TestCase("new double[n]", false)]
    [TestCase("new double[1000][]", false)]
    [TestCase("new[] { Load(1), Load(2) }", true)]
    [TestCase("new List<int>(1000)", true)]
    [TestCase("new double[1000].ToList()", true)]
    public void OfAnArrayByItselfNobodyAsksWhereItComesFrom(string code, bool isAsked)
    {
        Assert.That(NextMagic.Of(s_request with { Code = code }, s_much, overBudget: false), isAsked ? Is.EqualTo($"#!memit --where {code}") : Is.Null);
    }

    [Test]
    public void EveryFormatShowsIt()
    {
        Report report = SampleReports.Transpose with { Hint = "#!memit --where a < b" };
        Report table = SampleReports.Ridge with { Hint = "#!memit --where a < b" };

        Assert.That(ReportText.Render(report), Does.Contain("\nwhere it comes from: #!memit --where a < b\n"));
        Assert.That(ReportText.Render(table), Does.Contain("\nby type and call path: #!memit --where a < b\n"));
        Assert.That(ReportHtml.Render(report), Does.Contain("<p class=\"mm-hint\">Where it comes from: <code>#!memit --where a &lt; b</code></p>"));
        Assert.That(ReportMarkdown.Render(table), Does.Contain("\n\nBy type and call path: `#!memit --where a < b`\n\n"));
        Assert.That(ReportJson.Render(report)["hint"]!.GetValue<string>(), Is.EqualTo("#!memit --where a < b"));
    }

    private static MemitReport Allocating(long bytes)
    {
        var run = SampleReports.Transpose.Runs[0];
        return SampleReports.Transpose with { Runs = [new Run { Allocated = bytes, Peak = run.Peak, Increment = run.Increment, Retained = run.Retained, Collections = run.Collections, Elapsed = run.Elapsed, First = run.First }] };
    }
}
