using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>Where objects are sampled, totals stay exact, and what is estimated is as near as the report says.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class SampledOriginsTests
{
    // Wider than any bound by chance: one in 500 million runs would be outside.
    private const double Deviations = 6;

    private const string Cell =
        """
        using System.Runtime.CompilerServices;
        static class Kept { public static object Last; }
        void Large(int n)
        {
            for (var i = 0; i < n; i++)
                Kept.Last = new byte[10_000];
        }
        void Small(int n)
        {
            for (var i = 0; i < n; i++)
                Kept.Last = new int[10];
        }
        void Boxes(int n)
        {
            for (var i = 0; i < n; i++)
                Kept.Last = i;
        }
        """;

    [Test]
    public async Task WhatIsEstimatedIsWithinItsError()
    {
        await using var session = await ScriptSession.Start(Cell);

        // act: 100,240,000 B on line 6, 25,600,000 B on line 11
        var report = await session.Memit("Large(10_000); Small(400_000);", request => request with { Where = WhereChoice.Sampled, Repeat = 1 });

        // assert
        var where = report.Where!;
        Assert.That(where.Mode, Is.EqualTo(OriginMode.Sampled));
        Assert.That(where.Bytes + where.Missing, Is.EqualTo(report.Worst!.Allocated));
        OriginSums.AssertAgree(where);
        AssertNear(where, line: 6, truth: 100_240_000);
        AssertNear(where, line: 11, truth: 25_600_000);
    }

    [TestCase("new byte[1000]", 1_024)]
    [TestCase("Boxes(100)", 2_400)]
    [TestCase("1 + 1", 0)]
    public async Task ASmallRunHasItsTotalAllTheSame(string code, long expected)
    {
        await using var session = await ScriptSession.Start(Cell);

        // act
        var where = OriginSums.Of(await session.Memit(code, request => request with { Where = WhereChoice.Sampled, Repeat = 1 }));

        // assert: found by a sample, or told to be missing
        Assert.That(where.Mode, Is.EqualTo(OriginMode.Sampled));
        Assert.That(where.Bytes + where.Missing, Is.EqualTo(expected));
        OriginSums.AssertAgree(where);
    }

    [Test]
    public async Task PastFiveMillionObjectsTheRestIsSampled()
    {
        await using var session = await ScriptSession.Start(Cell);

        // act: 480,000,000 B of boxes, then 100,240,000 B of arrays that nobody recorded one by one, however late events are read
        var report = await session.Memit(
            "Boxes(20_000_000); Large(10_000);", request => request with { Where = WhereChoice.Auto, Repeat = 1, Call = CallChoice.Cold, Timeout = TimeSpan.FromMinutes(10) });

        // assert
        var where = report.Where!;
        Assert.That(where.Mode, Is.EqualTo(OriginMode.Sampled));
        Assert.That(where.RecordedObjects, Is.InRange(5_000_000, 20_000_000));
        Assert.That(where.Bytes + where.Missing, Is.EqualTo(report.Worst!.Allocated).Within(1024), "a first call");
        OriginSums.AssertAgree(where);
        AssertNear(where, line: 16, truth: 480_000_000);
        AssertNear(where, line: 6, truth: 100_240_000);
    }

    /// <summary>Asserts that a line's bytes are right within their error, and that the error is one to work with: at most a third of the truth.</summary>
    private static void AssertNear(AllocationOrigins where, int line, long truth)
    {
        var found = where.Lines.SingleOrDefault(candidate => candidate.Source == "cell 1" && candidate.Line == line);
        Assert.That(found, Is.Not.Null, string.Join('\n', where.Lines.Select(each => (each.Source, each.Line, each.Bytes, each.Error))));
        Assert.That(found.Error, Is.InRange(1L, truth / 3));
        Assert.That(found.Bytes, Is.EqualTo(truth).Within((long)(Deviations * found.Error)));
    }
}
