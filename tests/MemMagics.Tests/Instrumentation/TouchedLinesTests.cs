using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>Increment is on the line that touched the memory, also where a line runs too often to be measured each time.</summary>
public class TouchedLinesTests
{
    private const string Cell = """
        using System.Runtime.InteropServices;
        using System.Threading;

        double[] Squares(int n)
        {
            var s = new double[n];
            for (var i = 0; i < n; i++)
                s[i] = (double)i * i;
            return s;
        }

        object OldAndFresh(int n)
        {
            var fresh = new double[n];
            var old = new double[1024];
            for (var i = 0; i < n; i++)
            {
                var x = i * 0.5;
                old[i & 1023] += x;
                fresh[i] = x;
                old[(i + 1) & 1023] -= x;
            }
            return (fresh, old);
        }

        object FreshBytes(int n)
        {
            var fresh = new byte[n];
            var old = new byte[1024];
            for (var i = 0; i < n; i++)
            {
                old[i & 1023] = 1;
                fresh[i] = 2;
            }
            return (fresh, old);
        }

        object TwoArrays(int n)
        {
            var narrow = new int[n];
            var wide = new double[n];
            for (var i = 0; i < n; i++)
            {
                narrow[i] = i;
                wide[i] = i;
            }
            return (narrow, wide);
        }

        object OneAfterTheOther(int n)
        {
            var first = new double[n];
            var second = new double[n / 2];
            for (var i = 0; i < n; i++)
                first[i] = i;
            for (var i = 0; i < n / 2; i++)
                second[i] = i;
            return (first, second);
        }

        object Turns(int n)
        {
            var fresh = (First: new double[n], Second: new double[n / 2], Third: new double[n / 4]);
            var first = fresh.First;
            var second = fresh.Second;
            var old = new double[1024];
            for (var i = 0; i < n; i++)
            {
                old[i & 1023] = i;
                first[i] = i;
                old[(i + 1) & 1023] = i;
            }
            var k = 0;
            while (true)
            {
                old[k & 511] = k;
                if (k == second.Length)
                    break;
                second[k] = k++;
            }
            foreach (ref var third in fresh.Third.AsSpan())
            {
                old[k++ & 1023] = 1;
                third = 1;
            }
            for (var i = 0; i < n; i++)
                old[i & 1023] = 3;
            return (fresh, old);
        }

        object Phases(int n)
        {
            var early = new double[n];
            var late = new double[n];
            for (var i = 0; i < 2 * n; i++)
            {
                if (i < n)
                    early[i] = i;
                else
                    late[i - n] = i;
            }
            return (early, late);
        }

        object ShortLoops(int times)
        {
            var wide = new double[times * 100];
            var narrow = new double[times * 50];
            var (w, v) = (0, 0);
            for (var i = 0; i < times; i++)
            {
                for (var j = 0; j < 100; j++)
                    wide[w++] = j;
                for (var j = 0; j < 50; j++)
                    narrow[v++] = j;
            }
            return (wide, narrow);
        }

        object BesideBusyThreads(Func<object> code)
        {
            var isDone = false;
            var threads = Enumerable.Range(0, 4 * Environment.ProcessorCount).Select(_ => new Thread(() => { while (!Volatile.Read(ref isDone)) ; })).ToList();
            threads.ForEach(thread => thread.Start());
            var result = code();
            Volatile.Write(ref isDone, true);
            threads.ForEach(thread => thread.Join());
            return result;
        }

        object ReadsUntouched(int n)
        {
            var untouched = new double[n];
            var written = new double[n];
            var sum = 0.0;
            for (var i = 0; i < n; i++)
            {
                var x = untouched[i];
                written[i] = x;
                sum += x;
            }
            return (untouched, written, sum);
        }

        List<int> Grows(int n)
        {
            var list = new List<int>();
            var sum = 0L;
            for (var i = 0; i < n; i++)
            {
                sum += i;
                list.Add(i);
                sum ^= list.Count;
            }
            return list;
        }

        struct Point { public double X, Y, Z; }

        Point[] Structs(int n)
        {
            var points = new Point[n];
            for (var i = 0; i < n; i++)
            {
                ref var p = ref points[i];
                p.X = i;
                p.Y = p.X;
                p.Z = p.Y;
            }
            return points;
        }

        List<byte[]> keep = new();

        void Add()
        {
            keep.Add(new byte[200]);
            keep.Add(new byte[200]);
            keep.Add(new byte[200]);
            keep.Add(new byte[200]);
        }

        void AddOften(int times)
        {
            for (var i = 0; i < times; i++)
                Add();
        }

        int[] Part(int n)
        {
            var part = new int[n];
            for (var i = 0; i < n; i++)
                part[i] = i;
            return part;
        }

        object Parts(int times, int n)
        {
            var all = new List<int[]>();
            for (var i = 0; i < times; i++)
                all.Add(Part(n));
            return all;
        }

        object Lambdas(int n) => Enumerable.Range(0, n)
            .Select(i =>
            {
                var x = i * 2;
                return new byte[100 + x % 2];
            })
            .ToList();

        unsafe int OnTheStack(int kibibytes)
        {
            var sum = 0;
            byte* stack = stackalloc byte[kibibytes * 1024];
            for (var i = 0; i < kibibytes * 1024; i++)
                sum += i & 3;
            return sum + stack[7];
        }

        object OnTwoThreads(int n)
        {
            var results = new object[2];
            var threads = new[] { 0, 1 }.Select(t => new Thread(() => results[t] = Squares(n))).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return results;
        }

        async Task<double[]> Awaits(int n)
        {
            var s = new double[n];
            await Task.Yield();
            for (var i = 0; i < n; i++)
                s[i] = i;
            return s;
        }

        IEnumerable<double> Yields(double[] into)
        {
            for (var i = 0; i < into.Length; i++)
            {
                into[i] = i;
                yield return i;
            }
        }

        double[] FillsBeside(int n)
        {
            var s = new double[n];
            for (var i = 0; i < n; i++)
                s[i] = Half(s, i);
            return s;
        }

        double Half(double[] s, int i)
        {
            s[0] = i;
            return i * 0.5;
        }

        object Tree(int depth)
        {
            if (depth == 0)
                return new byte[64];
            var left = Tree(depth - 1);
            var right = Tree(depth - 1);
            return new[] { left, right };
        }
        """;

    // 20 of 20: MEMMAGICS_FUZZ=4.
    private static readonly int s_runs = FuzzBudget.Times(5);

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(Cell);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("Squares", "Squares(2_000_000)", "s[i] = ", 2_000_000L * 8)]
    [TestCase("OldAndFresh", "OldAndFresh(1_000_000)", "fresh[i] = ", 1_000_000L * 8)]
    [TestCase("FreshBytes", "FreshBytes(16_000_000)", "fresh[i] = ", 16_000_000L)]
    [TestCase("ReadsUntouched", "ReadsUntouched(1_000_000)", "written[i] = ", 1_000_000L * 8)]
    [TestCase("Grows", "Grows(1_000_000)", "list.Add", 0L)]
    [TestCase("Part", "Parts(4000, 1000)", "new int[n]", 0L)]
    [TestCase("Awaits", "await Awaits(1_000_000)", "s[i] = ", 1_000_000L * 8)]
    [TestCase("OnTwoThreads", "OnTwoThreads(1_000_000)", "s[i] = ", 2 * 1_000_000L * 8)]
    public async Task ALineThatTouchesNoFreshMemoryGetsAtMostAHundredth(string function, string code, string toucher, long bytes)
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await _session.Mprun(code, function == "OnTwoThreads" ? "Squares" : function)).Functions[0];

            var grown = lines.Total.Increment;
            Assert.That(lines.Lines.Sum(line => line.Increment ?? 0), Is.EqualTo(grown));
            if (bytes > 0)
                Assert.That(grown, Is.EqualTo(bytes).Within(2).Percent);
            Assert.That(
                lines.Lines.Where(line => line.Increment is not null && !line.Content.Contains(toucher)).Select(line => line.Increment!.Value),
                Has.All.InRange(-grown / 100, grown / 100), Shown(lines));
        }
    }

    [Test]
    public async Task LinesThatAllocateInAFunctionThatIsCalledOftenShareItsGrowth()
    {
        for (var run = 0; run < s_runs; run++)
        {
            var add = (await _session.Mprun("AddOften(1000)", "Add"))["Add"];

            Assert.That(add.Lines.Sum(line => line.Increment ?? 0), Is.EqualTo(add.Total.Increment));
            Assert.That(add.Total.Increment, Is.GreaterThan(4000 * 224));
            Assert.That(add.Lines.Where(line => line.Content.Contains("keep.Add")).Select(line => line.Increment!.Value), Has.Exactly(4).InRange(add.Total.Increment / 8, add.Total.Increment / 2), Shown(add));
            Assert.That(add.Lines.Single(line => line.Content == "}").Increment, Is.InRange(-add.Total.Increment / 100, add.Total.Increment / 100), Shown(add));
        }
    }

    [Test]
    public async Task TwoLinesOfALoopThatTouchFreshMemoryShareItsGrowthAsTheyTouchIt()
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await _session.Mprun("TwoArrays(2_000_000)", "TwoArrays"))["TwoArrays"];

            Assert.That(lines.Total.Increment, Is.EqualTo(24_000_000).Within(2).Percent);
            AssertShare(lines, "narrow[i] =", 8_000_000, percent: 40);
            AssertShare(lines, "wide[i] =", 16_000_000, percent: 20);
            AssertNothingElsewhere(lines, "narrow[i] =", "wide[i] =");
        }
    }

    // Threads that are busy beside keep the probe's clock from running: what was touched at the end of one loop must not wait for it.
    [TestCase("OneAfterTheOther(1_000_000)")]
    [TestCase("BesideBusyThreads(() => OneAfterTheOther(1_000_000))")]
    [TestCase("OneAfterTheOther(40_000)")]
    public async Task LoopsOneAfterTheOtherShowEachItsOwnGrowth(string code)
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await Mprun(code, "OneAfterTheOther"))["OneAfterTheOther"];

            AssertShare(lines, "first[i] =", lines.Total.Increment * 2 / 3, percent: 3);
            AssertShare(lines, "second[i] =", lines.Total.Increment / 3, percent: 3);
        }
    }

    [TestCase("Turns(1_000_000)")]
    [TestCase("BesideBusyThreads(() => Turns(1_000_000))")]
    public async Task LoopsThatAlsoWriteToOldMemoryShowEachItsOwnGrowth(string code)
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await Mprun(code, "Turns"))["Turns"];

            AssertShare(lines, "first[i] =", 8_000_000, percent: 3);
            AssertShare(lines, "second[k] =", 4_000_000, percent: 3);
            AssertShare(lines, "third = 1", 2_000_000, percent: 3);
            AssertNothingElsewhere(lines, "first[i] =", "second[k] =", "third = 1");
        }
    }

    [TestCase("Phases(1_000_000)")]
    [TestCase("BesideBusyThreads(() => Phases(1_000_000))")]
    public async Task PhasesOfOneLoopShowEachItsOwnGrowth(string code)
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await Mprun(code, "Phases"))["Phases"];

            AssertShare(lines, "early[i] =", 8_000_000, percent: 3);
            AssertShare(lines, "late[i - n] =", 8_000_000, percent: 3);
        }
    }

    [Test]
    public async Task ShortLoopsInALoopShareItsGrowthAsTheyTouchIt()
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await _session.Mprun("ShortLoops(10_000)", "ShortLoops"))["ShortLoops"];

            AssertShare(lines, "wide[w++] =", 8_000_000, percent: 10);
            AssertShare(lines, "narrow[v++] =", 4_000_000, percent: 20);
            AssertNothingElsewhere(lines, "wide[w++] =", "narrow[v++] =");
        }
    }

    [Test]
    public async Task FieldsOfOneElementShareItsGrowth()
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await _session.Mprun("Structs(500_000)", "Structs"))["Structs"];

            Assert.That(lines.Total.Increment, Is.EqualTo(12_000_000).Within(2).Percent);
            AssertNothingElsewhere(lines, "p.X =", "p.Y =", "p.Z =");
        }
    }

    [Test]
    public async Task ALambdaOfAQueryShowsWhatItTouchesOnItsOwnLine()
    {
        for (var run = 0; run < s_runs; run++)
        {
            var lines = (await _session.Mprun("Lambdas(50_000)", "Lambdas"))["Lambdas"];

            Assert.That(lines.Lines.Sum(line => line.Increment ?? 0), Is.EqualTo(lines.Total.Increment));
            AssertShare(lines, "return new byte[100", 50_000 * 128, percent: 30);
            Assert.That(Line(lines, "var x = i * 2").Increment, Is.InRange(-lines.Total.Increment / 100, lines.Total.Increment / 100), Shown(lines));
        }
    }

    // After its first thousand activations, what a function has touched since the clock's last tick is not read when it is left.
    [Test]
    public async Task AnIteratorThatIsContinuedOftenShowsItsGrowthAndNoneOfItsCallers()
    {
        var yields = (await _session.Mprun("Yields(new double[500_000]).Sum()", "Yields"))["Yields"];
        var caller = (await _session.Mprun("FillsBeside(500_000)", "Half"))["Half"];

        AssertShare(yields, "into[i] =", 4_000_000, percent: 15);
        AssertNothingElsewhere(yields, "into[i] =");
        Assert.That(caller.Total.Increment, Is.InRange(-40_000, 400_000), Shown(caller));
    }

    [Test]
    public async Task MemoryReservedOnTheStackShowsOnTheLineThatReservesIt()
    {
        // The first call, for the stack's pages stay with the process.
        var lines = (await _session.Mprun("OnTheStack(8_000)", request => request with { Functions = ["OnTheStack"], Call = CallChoice.Cold }))["OnTheStack"];

        AssertShare(lines, "stackalloc", 8_192_000, percent: 2);
    }

    [Test]
    public async Task ARecursiveFunctionShowsItsGrowthWhereItCallsItself()
    {
        var lines = (await _session.Mprun("Tree(14)", "Tree"))["Tree"];

        Assert.That(lines.Lines.Sum(line => line.Increment ?? 0), Is.EqualTo(lines.Total.Increment));
        Assert.That(Line(lines, "var left").Increment, Is.EqualTo(Line(lines, "var right").Increment).Within(15).Percent);
        AssertNothingElsewhere(lines, "var left", "var right");
    }

    /// <summary>Beside busy threads the first call is measured: what it leaves is not always given back to the system before the warm one.</summary>
    private Task<LineReport> Mprun(string code, string function) =>
        _session.Mprun(code, request => request with { Functions = [function], Call = code.StartsWith("BesideBusyThreads", StringComparison.Ordinal) ? CallChoice.Cold : request.Call });

    private static void AssertShare(FunctionLines function, string content, long bytes, int percent) =>
        Assert.That(Line(function, content).Increment, Is.EqualTo(bytes).Within(percent).Percent, Shown(function));

    private static void AssertNothingElsewhere(FunctionLines function, params string[] contents) =>
        Assert.That(
            function.Lines.Where(line => line.Increment is not null && !contents.Any(line.Content.Contains)).Select(line => line.Increment!.Value),
            Has.All.InRange(-function.Total.Increment / 100, function.Total.Increment / 100), Shown(function));

    private static LineFigures Line(FunctionLines function, string content) => function.Lines.Single(line => line.Content.Contains(content) && line.Occurrences > 0);

    private static string Shown(FunctionLines function) =>
        $"{function.Total.Increment}: " + string.Join(", ", function.Lines.Where(line => line.Increment is not null and not 0).Select(line => $"{line.Increment} {line.Content.Trim()}"));
}
