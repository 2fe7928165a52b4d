using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>What the runtime makes without telling of it: boxes of nullable values, for one (docs/measurements.md, Where objects come from).</summary>
internal sealed class UnreportedObjectsTests
{
    private const string Cell = """
        object kept;
        int? number = 5;
        void Box(int n)
        {
            for (var i = 0; i < n; i++)
                kept = number;
        }
        """;

    [Test]
    public async Task WhenMuchIsMissingObjectsAreSampledInAnotherRun()
    {
        await using var session = await ScriptSession.Start(Cell);

        // act: 24 B a box
        var report = await session.Memit("Box(1_000_000)", request => request with { Where = WhereChoice.Auto, State = StateMode.Replay, Repeat = 1 });

        // assert
        Assert.That(report.Where!.Mode, Is.EqualTo(OriginMode.Sampled));
        Assert.That(report.Where.Bytes + report.Where.Missing, Is.EqualTo(report.Worst!.Allocated));
        Assert.That(report.Where.Lines[0], Has.Property(nameof(OriginLine.Line)).EqualTo(6));
        Assert.That(report.Where.Lines[0].Bytes, Is.GreaterThan(20_000_000));
        Assert.That(report.Notes, Has.One.StartsWith("Objects were sampled: the runtime did not report 23,"));
        Assert.That(report.Notes, Has.One.Contains("3 more times"), "one run, one that records, one that samples");
    }

    [Test]
    public async Task WhenEveryObjectIsAskedForANoteSaysWhatIsMissing()
    {
        await using var session = await ScriptSession.Start(Cell);

        // act
        var report = await session.Memit("Box(1_000_000)", request => request with { Where = WhereChoice.Exact, Repeat = 1 });

        // assert
        Assert.That(report.Where!.Mode, Is.EqualTo(OriginMode.Exact));
        Assert.That(report.Where.Missing, Is.InRange(23_000_000, 24_000_000), "it tells of one when the thread needs more memory");
        Assert.That(report.Notes, Has.One.StartsWith("Not every object was recorded: the runtime did not report 23,"));
    }
}
