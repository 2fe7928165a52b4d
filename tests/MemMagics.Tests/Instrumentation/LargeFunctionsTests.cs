using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>Functions as generated code has them are woven in time that grows with their length, and within the time limit.</summary>
public class LargeFunctionsTests
{
    private const int Statements = 20_000;

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(
        $"static object sink;\nint Long(int n)\n{{\n{string.Concat(Enumerable.Range(0, Statements).Select(i => i % 1000 == 0 ? "    sink = new byte[100];\n" : "    n += " + i + ";\n"))}    return n;\n}}");

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [Test]
    [CancelAfter(600_000)]
    public async Task AFunctionOfTwentyThousandStatementsShowsEachOfThem()
    {
        // act: the limit is for a slow machine
        var report = await _session.Mprun("Long(1)", request => request with { Functions = ["Long"], Timeout = TimeSpan.FromMinutes(8) });
        var lines = report["Long"];

        // assert
        Assert.That(lines.Lines.Count(line => line.Occurrences == 1), Is.EqualTo(Statements + 1));
        Assert.That(lines.Total.Allocated, Is.EqualTo(Statements / 1000 * 128));
        Assert.That(lines.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(lines.Total.Allocated));
        foreach (var output in new[] { ReportText.Render(report), ReportMarkdown.Render(report), ReportHtml.Render(report), ReportJson.Render(report).ToJsonString() })
            Assert.That(output.Contains((Statements - 1).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    // Symbols hold columns up to 65,534; "n += 2" and then the assignment begin just there.
    [TestCase(65_480)]
    [TestCase(65_500)]
    [TestCase(65_508)]
    [TestCase(65_509)]
    [TestCase(131_072)]
    public async Task ALineLongerThanSymbolsCanTellIsMeasuredAsAnyOther(int width)
    {
        await using var session = await ScriptSession.Start(
            $"static object sink;\nint Wide(int n) {{ n += 1;{new string(' ', width)}n += 2; sink = new byte[100]; if (n > 3) n -= 1; n *= 2; return n + 1; }}");

        // act
        var wide = (await session.Mprun("Wide(1)", "Wide"))["Wide"];
        var here = await session.Mprun($"Wide(1);{new string(' ', width + 16)}Wide(2); Wide(3)");

        // assert
        Assert.That(wide.Lines.Single(line => line.Occurrences > 0).Allocated, Is.EqualTo(128).And.EqualTo(wide.Total.Allocated));
        Assert.That(here.Functions[0].Total.Allocated, Is.EqualTo(3 * 128));
    }

    [Test]
    public void TheTimeLimitHoldsWhileTheFunctionIsPrepared()
    {
        var exception = Assert.ThrowsAsync<MagicException>(() => _session.Mprun("Long(1)", request => request with { Functions = ["Long"], Timeout = TimeSpan.FromMilliseconds(1) }));

        Assert.That(exception.Message, Does.Contain("did not end within 0.001 s").And.Contain("-t 5m allows more"));
    }
}
