using MemMagics.Testing;

namespace MemMagics.Tests.Testing;

/// <summary>The same code costs the same in the test's own process, in a fresh one, and in a notebook: to the byte.</summary>
[NonParallelizable]
public class SameFiguresTests
{
    private const string Cell = """
        static class Work
        {
            public static async Task<byte[]> Later(int size) { await Task.Yield(); return new byte[size]; }

            public static async ValueTask<int> Soon(int size) { await Task.Yield(); return new byte[size].Length; }

            public static byte[] OnAThread(int size)
            {
                byte[] made = null;
                var thread = new System.Threading.Thread(() => made = new byte[size]);
                thread.Start();
                thread.Join();
                return made;
            }
        }
        """;

    private static readonly int[] s_numbers = [.. Enumerable.Range(0, 1000)];

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case(() => new double[1000], "new double[1000]", 8_024);
        yield return Case(() => 1 + 1, "1 + 1", 0);
        yield return Case(() => new double[10, 10], "new double[10, 10]", 836 + 4);
        yield return Case(() => string.Join(",", Enumerable.Range(0, 100).Select(n => "n" + n)), """string.Join(",", Enumerable.Range(0, 100).Select(n => "n" + n))""");
        yield return Case(
            () => Enumerable.Range(0, 1000).Where(n => n % 3 == 0).Select(n => n * 2).ToList(), "Enumerable.Range(0, 1000).Where(n => n % 3 == 0).Select(n => n * 2).ToList()");
        yield return Case(() => Enumerable.Range(0, 100).ToDictionary(n => n, n => n.ToString()), "Enumerable.Range(0, 100).ToDictionary(n => n, n => n.ToString())");
        yield return Case(() => Work.Later(1000), "await Work.Later(1000)");
        yield return Case(() => Work.Soon(1000), "await Work.Soon(1000)");
        yield return Case(() => Work.OnAThread(1000), "Work.OnAThread(1000)");
    }

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task Start() => _session = await ScriptSession.Start(Cell);

    [OneTimeTearDown]
    public async Task End() => await _session.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public async Task InEveryProcess(object ways, string code, long? expected)
    {
        var measured = (MeasuredBy)ways;
        var notebook = (await _session.Memit(code, request => request with { Repeat = 1 })).Runs[0].Allocated;

        var calls = measured.Calls();
        var here = measured.Here();
        var apart = measured.Apart();

        // The calls in this process, of which a busy machine may not know whose bytes they are: then what follows is of a fresh one.
        var headline = calls.Headline.Figures.Allocated;
        Assert.That(notebook, calls.AreKnown ? Is.EqualTo(headline) : Is.InRange(calls.OwnAllocatedAtLeast, headline));
        Assert.That(here.IsExact, Is.True, here.ToString());
        Assert.That((here.Allocated, apart.Allocated), Is.EqualTo((notebook, notebook)), $"{here}\n{apart}");
        Assert.That(notebook, Is.EqualTo(expected ?? notebook));
    }

    [Test]
    public void WhatTheCodeHasCapturedTravels()
    {
        var words = new Dictionary<string, List<int>> { ["a"] = [1, 2, 3], ["b"] = [4] };
        var factor = 3;

        Dictionary<string, int[]> Code() => words.ToDictionary(word => word.Key, word => word.Value.Select(n => n * factor).ToArray());

        var before = Memory.MeasureInFreshProcess(Code);
        var here = Memory.Measure(Code);
        var after = Memory.MeasureInFreshProcess(Code);

        // Two delegates among them, which the compiler keeps with what they have captured.
        Assert.That((before.Allocated, here.Allocated, after.Allocated), Is.EqualTo((616, 616, 616)));
        Assert.That(after.Retained, Is.Positive);
        Assert.That(after.Report!.Code, Is.EqualTo("Code"));
    }

    [Test]
    public void ASpanIsAResult()
    {
        Assert.That(Memory.Measure(() => s_numbers.AsSpan(1)).Allocated, Is.Zero);
        Assert.That(Memory.Measure(() => new int[10].AsSpan(1)).Allocated, Is.EqualTo(64));
    }

    [Test]
    public void OriginsAreInTheTestsOwnSource()
    {
        var origins = Memory.Where(() => Work.OnAThread(1000));

        var line = origins.Lines[0];
        Assert.That((line.Source, line.Content), Is.EqualTo(("SameFiguresTests.cs", "var thread = new Thread(() => made = new byte[size]);")));
        Assert.That(line.Types.Single(type => type.Type == "byte[]").Bytes, Is.EqualTo(1_024));
    }

    private static TestCaseData Case<T>(Func<T> code, string notebook, long? expected = null) =>
        new TestCaseData(
            new MeasuredBy(() => InProcessMeasurement.Run(TestCode.Of(code, notebook), CancellationToken.None), () => Memory.Measure(code), () => Memory.MeasureInFreshProcess(code)), notebook, expected)
            .SetArgDisplayNames(notebook);

    /// <summary>The ways to measure the same code.</summary>
    private sealed record MeasuredBy(Func<InProcessCalls> Calls, Func<Measurement> Here, Func<Measurement> Apart);

    private static class Work
    {
        public static async Task<byte[]> Later(int size)
        {
            await Task.Yield();
            return new byte[size];
        }

        public static async ValueTask<int> Soon(int size)
        {
            await Task.Yield();
            return new byte[size].Length;
        }

        public static byte[] OnAThread(int size)
        {
            byte[] made = null!;
            var thread = new Thread(() => made = new byte[size]);
            thread.Start();
            thread.Join();
            return made;
        }
    }
}
