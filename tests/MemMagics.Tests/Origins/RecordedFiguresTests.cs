using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>The run that is recorded is one more: it changes no other figure, and is in the report of every way to measure.</summary>
internal sealed class RecordedFiguresTests
{
    private const string Declarations = "record Point(int X, int Y); var points = new List<Point>(); int count = 3;";

    [TestCase("1 + 1")]
    [TestCase("count.ToString() + count")]
    [TestCase("for (var i = 0; i < 1000; i++) points.Add(new Point(i, i));")]
    [TestCase("for (var i = 0; i < 3000; i++) GC.KeepAlive(new byte[100_000]);")]
    [TestCase("await Task.Yield(); return new int[10];")]
    public async Task FiguresAreThoseOfAMeasurementWithoutOrigins(string code)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var without = await session.Memit(code, request => request with { Repeat = 2 });
        var with = await session.Memit(code, request => request with { Repeat = 2, Where = WhereChoice.Auto });

        // assert: resident memory is as stable as the kernel's counters, all else is exact
        Assert.That(with.Runs.Select(Exact), Is.EqualTo(without.Runs.Select(Exact)));
        if (!code.StartsWith("await", StringComparison.Ordinal)) // which starts the pool's threads, and each allocates as it comes
            Assert.That(with.Runs.Select(run => run.First).Select(Exact), Is.EqualTo(without.Runs.Select(run => run.First).Select(Exact)));
        Assert.That(with.Worst!.Peak, Is.EqualTo(without.Worst!.Peak).Within(0.25 * 1024 * 1024));
        Assert.That(with.Where!.Bytes + with.Where.Missing, Is.EqualTo(without.Worst!.Allocated));
        Assert.That(without.Where, Is.Null);

        static object Exact(Figures figures) => (figures.Allocated, figures.Retained, string.Join('/', figures.Collections));
    }

    [Test]
    public async Task CodeThatAllocatesNothingHasNoOrigins()
    {
        await using var session = await ScriptSession.Start();

        // act
        var where = OriginSums.Of(await session.Memit("1 + 1", Recorded));

        // assert
        Assert.That((where.Mode, where.Objects, where.Bytes, where.Missing, where.Alive), Is.EqualTo((OriginMode.Exact, 0L, 0L, 0L, 0L)));
        Assert.That(where.Types, Is.Empty);
        Assert.That(where.Lines, Is.Empty);
        Assert.That(where.Tree.Children, Is.Empty);
    }

    [TestCase(GcFlavor.Workstation, false)]
    [TestCase(GcFlavor.Server, false)]
    [TestCase(GcFlavor.Workstation, true)]
    public async Task EveryCollectorAndCompilerRecordsTheSame(GcFlavor gc, bool tiered)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit(
            "for (var i = 0; i < 200_000; i++)\n    points.Add(new Point(i, i));", request => Recorded(request) with { Gc = gc, Tiered = tiered });

        // assert: 24 B each; arrays of 4, 8, 16, ... 262,144 references, of which the last is alive
        OriginSums.AssertAgree(report.Where!);
        Assert.That(report.Where!.Types, Is.EqualTo(new OriginType[] { new("Point", 200_000, 4_800_000, 4_800_000), new("Point[]", 17, 17 * 24 + 8 * 524_284, 24 + 8 * 262_144) }));
        Assert.That(report.Where.Missing, Is.Zero);
    }

    [Test]
    public async Task WithTypesBothListsAreOfTheSameObjects()
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit("Enumerable.Range(1000, 1000).Select(i => i.ToString()).ToList()", request => Recorded(request) with { Types = true });

        // assert: 1000 texts of 4 characters, the list and its array; the operators are garbage
        Assert.That(report.Types, Is.EqualTo(new TypeUse[] { new("string", 1000, 32_000), new("string[]", 1, 8_024), new("List<string>", 1, 32) }));
        Assert.That(report.Where!.Types.Where(type => type.Alive > 0).Select(type => new TypeUse(type.Type, type.Objects, type.Alive)), Is.EqualTo(report.Types));
    }

    [Test]
    public async Task WithReplayTheRecordedRunIsCountedAmongThoseWithSideEffects()
    {
        using var folder = new TemporaryFolder();
        var log = Path.Combine(folder.Path, "log");
        await using var session = await ScriptSession.Start($"File.AppendAllText(@\"{log}\", \"x\"); var kept = new List<int[]>();");

        // act
        var report = await session.Memit("kept.Add(new int[10]);", request => Recorded(request) with { State = StateMode.Replay });

        // assert
        Assert.That(report.Where!.Types, Is.EqualTo(new OriginType[] { new("int[]", 1, 64, 64), new("int[][]", 1, 56, 56) }));
        Assert.That(File.ReadAllText(log), Is.EqualTo("xxx"));
        Assert.That(report.Notes, Has.One.Contains("2 more times"));
    }

    private static MemitRequest Recorded(MemitRequest request) => request with { Where = WhereChoice.Auto, Repeat = 1 };
}
