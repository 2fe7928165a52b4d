using System.Diagnostics;
using MemMagics.State;
using MemMagics.Wire.State;

namespace MemMagics.Tests.State;

/// <summary>Large arrays go from the notebook's own straight into the worker's.</summary>
[Platform(Exclude = "MacOsX", Reason = "There their content goes through the snapshot's file.")]
public sealed class LargeArraysTests
{
    private const string Cells = """
        enum Level : byte { Low, High }
        struct Sample { public int Id; public double Weight; }
        var bytes = Enumerable.Range(0, 300_001).Select(i => (byte)(i * 7)).ToArray();
        var doubles = Enumerable.Range(0, 3_000_000).Select(i => i * 0.5).ToArray();
        var levels = Enumerable.Range(0, 200_000).Select(i => (Level)(i % 2)).ToArray();
        var samples = Enumerable.Range(0, 20_000).Select(i => new Sample { Id = i, Weight = i / 3.0 }).ToArray();
        var grid = new long[300, 200];
        for (var i = 0; i < 300; i++) for (var j = 0; j < 200; j++) grid[i, j] = i * 1000 + j;
        var list = Enumerable.Range(0, 100_000).ToList();
        var again = doubles;
        """;

    private const string Code = """
        string.Join(" ", bytes.Select((value, i) => (long)value * i).Sum(), doubles.Sum(), doubles[^1], levels.Count(level => level == Level.High),
            samples.Sum(sample => sample.Id * 2L + sample.Weight), grid.Cast<long>().Select((value, i) => value * i).Sum(), list.Sum(i => (long)i), object.ReferenceEquals(doubles, again))
        """;

    [Test]
    public async Task ArraysOfEveryKindArriveTheSameAtEveryRebuild()
    {
        await using var trip = await Trip.Of(Cells);
        using var arrival = trip.Arrive(Code);

        // act
        var first = arrival.Invoke();
        arrival.Rebuild();

        Assert.That((first, arrival.Invoke()), Is.EqualTo((await trip.OwnValue(Code), first)));
    }

    [Test]
    public async Task TheirContentTakesNoMemoryBesideTheNotebook()
    {
        await using var trip = await Trip.Of("var ones = new byte[50_000_000]; Array.Fill(ones, (byte)1);");
        using var arrival = trip.Arrive("ones.Length");

        Assert.That(arrival.SnapshotBytes().Sum(static value => value == 1 ? 1 : 0), Is.LessThan(10_000));
    }

    [Test]
    public async Task WhereTheWorkersMemoryCannotBeWrittenTheFileBringsThem()
    {
        await using var trip = await Trip.Of(Cells);
        using var arrival = trip.Arrive(Code);
        arrival.IsOutOfReach = true;

        // act
        arrival.Rebuild();

        Assert.That(arrival.Invoke(), Is.EqualTo(await trip.OwnValue(Code)));
    }

    [Test]
    public async Task EveryRunAndBothItsCallsSeeTheNotebooksArray()
    {
        await using var session = await ScriptSession.Start("var data = Enumerable.Range(0, 4_000_000).Select(i => i + 0.5).ToArray();");

        // act
        var report = await session.Memit(
            "{ for (var i = 0; i < data.Length; i++) if (data[i] != i + 0.5) throw new Exception($\"{i}: {data[i]}\"); Array.Clear(data); }",
            static request => request with { Repeat = 2 });

        Assert.Multiple(() =>
        {
            Assert.That(report.Failure, Is.Null);
            Assert.That(report.Runs.Select(static run => (run.Allocated, run.First.Allocated)), Is.EqualTo(new[] { (0L, 0L), (0L, 0L) }));
        });
    }

    [Test]
    public void AnArrayThatWasNotKeptIsNotCopied()
    {
        using var snapshot = Snapshot.Create();
        var array = new byte[200_000];
        snapshot.Arrays.Keep(4096, array, array.Length);

        Assert.Multiple(() =>
        {
            Assert.Throws<InvalidDataException>(() => snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(8192, array.Length, 0)], CancellationToken.None));
            Assert.Throws<InvalidDataException>(() => snapshot.Arrays.CopyTo(Environment.ProcessId, [new ArrayPlace(4096, array.Length + 1, 0)], CancellationToken.None));
        });
    }

    [Test]
    public async Task AWorkerThatHasEndedLeavesTheFileAlone()
    {
        using var ended = Process.Start(new ProcessStartInfo("hostname") { RedirectStandardOutput = true })!;
        await ended.WaitForExitAsync();
        using var snapshot = Snapshot.Create();
        var array = new byte[200_000];
        snapshot.Arrays.Keep(4096, array, array.Length);

        // act
        snapshot.Arrays.CopyTo(ended.Id, [new ArrayPlace(4096, array.Length, 4096)], CancellationToken.None);

        Assert.That(RandomAccess.GetLength(snapshot.File), Is.Zero);
    }
}
