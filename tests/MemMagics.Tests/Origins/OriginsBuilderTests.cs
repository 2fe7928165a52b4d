using MemMagics.Origins;
using MemMagics.Origins.Code;
using MemMagics.Origins.Recording;
using MemMagics.Reports;
using static MemMagics.Tests.Origins.RecordedPaths;

namespace MemMagics.Tests.Origins;

/// <summary>From recorded paths to the report: folded to what people wrote, the sums unchanged.</summary>
public sealed class OriginsBuilderTests
{
    private const string Cell = """
        int Visit(int n)
        {
            GC.KeepAlive(new byte[10001]);
            GC.KeepAlive(new byte[10002]);
            return Other(new byte[10003].Length);
        }
        int Other(int n)
        {
            return Visit(new byte[10004].Length);
        }
        async Task Later()
        {
            GC.KeepAlive(new byte[10005]);
            await Task.Yield();
            GC.KeepAlive(new byte[10006]);
        }
        int Loops(int n)
        {
            Parallel.For(0, n, i =>
            {
                GC.KeepAlive(new byte[10007]);
                Parallel.For(0, n, j =>
                {
                    GC.KeepAlive(new byte[10008]);
                });
            });
            return n;
        }
        """;

    private const string Measured = "GC.KeepAlive(new byte[20001]);\nGC.KeepAlive(new byte[20002]);";

    private static readonly CodePlace s_add = Framework("System.Collections.Generic.List`1[System.Int32]", "AddWithResize");
    private static readonly CodePlace s_grow = Framework("System.Collections.Generic.List`1[System.Int32]", "Grow");
    private static readonly CodePlace s_for = Framework("System.Threading.Tasks.Parallel", "For");
    private static readonly CodePlace s_dispatch = Framework("System.Threading.ThreadPoolWorkQueue", "Dispatch");
    private static readonly CodePlace s_box = Framework(
        "System.Runtime.CompilerServices.AsyncTaskMethodBuilder`1+AsyncStateMachineBox`1[System.__Canon,System.__Canon]", "MoveNext");

    private CompiledSession _session = null!;

    [OneTimeSetUp]
    public async Task Compile() => _session = await CompiledSession.Of(Measured, Cell);

    [OneTimeTearDown]
    public void Dispose() => _session.Dispose();

    [Test]
    public void APathBeginsWithTheMeasuredCode()
    {
        var thread = Framework("System.Threading.Thread", "StartCallback");
        var worker = new CodePlace(new MethodCode("MemMagics.Worker", "", 0x06000002, "MemMagics.Worker.WorkerRun", "Execute", ""), 0);
        var invoke = new CodePlace(new MethodCode("MemMagics.Wire", "", 0x06000003, "MemMagics.Wire.Metering.CallMeasurement+Plain", "Invoke", ""), 0);

        var origins = new RecordedPaths().Add("int[]", 1, 64, thread, worker, new[] { Measure, invoke }, At(20001), At(10001), s_add).Build(_session.Frames);

        Assert.That(Shown(origins.Tree), Is.EqualTo("cell 9:1(Visit:3(List<int>.AddWithResize 64 B))"));
    }

    [Test]
    public void CodeOfSeveralLinesHasAFrameForEachThatTheLargestComesFirst()
    {
        var origins = new RecordedPaths().Add("A", 1, 10, Measure, At(20001)).Add("B", 1, 20, Measure, At(20002)).Build(_session.Frames);

        Assert.That(Shown(origins.Tree), Is.EqualTo("cell 9(cell 9:2 20 B, cell 9:1 10 B)"));
    }

    [Test]
    public void RecursionIsFoldedIntoTheLinesOfOneCall()
    {
        var origins = new RecordedPaths()
            .Add("A", 1, 1, Measure, At(20001), At(10003), At(10004), At(10003), At(10004), At(10001))
            .Add("A", 1, 2, Measure, At(20001), At(10003), At(10004), At(10003), At(10004))
            .Add("A", 1, 4, Measure, At(20001), At(10002), At(10002), At(10002))
            .Build(_session.Frames);

        Assert.That(Shown(origins.Tree), Is.EqualTo("cell 9:1(Visit:4 4 B, Visit:5(Other:9 2 B), Visit:3 1 B)"));
    }

    [Test]
    public void RecursionOfALibraryIsFoldedButNotTheUsersCodeInIt()
    {
        var origins = new RecordedPaths()
            .Add("A", 1, 1, Measure, At(20001), s_add, s_grow, s_add, s_grow)
            .Add("A", 1, 2, Measure, At(20001), s_for, At(10007), s_for, At(10008))
            .Build(_session.Frames);

        Assert.That(
            Shown(origins.Tree),
            Is.EqualTo("cell 9:1(Parallel.For(Loops.lambda, line 19:21(Parallel.For(Loops.lambda, line 22:24 2 B))), List<int>.AddWithResize(List<int>.Grow 1 B))"));
    }

    [Test]
    public void AnAsyncMethodIsOneFunctionWhoeverGoesOnWithIt()
    {
        var start = Framework("System.Runtime.CompilerServices.AsyncMethodBuilderCore", "Start");
        var stub = new CodePlace(_session.Method("Submission", "Later"), 0);

        var origins = new RecordedPaths()
            .Add("A", 1, 1, Measure, At(20001), stub, start, At(10005))
            .Add("A", 1, 2, s_dispatch, s_box, At(10006))
            .Add("A", 1, 4, Measure, At(20002), s_box, At(10006))
            .Build(_session.Frames);

        Assert.That(Shown(origins.Tree), Is.EqualTo("cell 9(Later:15 6 B, cell 9:1(Later:13 1 B))"));
    }

    [Test]
    public void AnObjectIsChargedToTheNearestLineOfTheUsers()
    {
        var origins = new RecordedPaths()
            .Add("A", 1, 1, Measure, At(20001), At(10001), s_add, s_grow)
            .Add("B", 1, 2, Measure, At(20002), At(10001))
            .Add("A", 1, 4, s_dispatch, s_add)
            .Build(_session.Frames);

        Assert.That(
            origins.Lines.Select(line => $"{line.Source}:{line.Line} {line.Function} | {line.Content} | {string.Join(", ", line.Types.Select(type => $"{type.Bytes} B {type.Type}"))}"),
            Is.EqualTo(new[] { ": outside your code |  | 4 B A", "cell 1:3 Visit | GC.KeepAlive(new byte[10001]); | 2 B B, 1 B A" }));
    }

    [Test]
    public void TypesAreTheLargestFirst()
    {
        var origins = new RecordedPaths().Add("A", 2, 1, Measure, At(20001)).Add("B", 3, 8, Measure, At(20001)).Add("A", 1, 3, Measure, At(20002)).Build(_session.Frames);

        Assert.That(origins.Types, Is.EqualTo(new[] { new OriginType("B", 3, 8, 4), new OriginType("A", 3, 4, 1) }));
    }

    [Test]
    public void VariancesAddUpAndErrorsAreTheirRoots()
    {
        var origins = new RecordedPaths()
            .Add(new RecordedSite(0, "A", 1, 10, 0, Variance: 9), Measure, At(20001))
            .Add(new RecordedSite(0, "A", 1, 10, 0, Variance: 16), Measure, At(20001), s_add)
            .Build(_session.Frames);

        Assert.That(origins.Types[0].Error, Is.EqualTo(5));
        Assert.That(origins.Lines.Single().Error, Is.EqualTo(5));
        Assert.That((origins.Tree.Types[0].Error, origins.Tree.Children[0].Types[0].Error), Is.EqualTo((3, 4)));
    }

    [Test]
    public void NothingRecordedIsTheMeasuredCodeAlone()
    {
        var origins = new RecordedPaths().Build(_session.Frames, missing: 24);

        Assert.That((Shown(origins.Tree), origins.Types.Count, origins.Lines.Count, origins.Bytes, origins.Missing, origins.Mode), Is.EqualTo(("cell 9", 0, 0, 0L, 24L, OriginMode.Exact)));
    }

    /// <summary>Random paths of 100,000 nodes, up to a hundred deep and with functions inlined: each figure adds up in all three, and recursion leaves a small tree.</summary>
    [Test]
    public void EverySumIsTheSameByTypeByLineAndByPath()
    {
        var random = new Random(1);
        CodePlace[] functions = [At(10001), At(10002), At(10003), At(10004), At(10005), At(10006), At(10007), At(10008), At(20001), At(20002), s_add, s_grow, s_for, s_dispatch, s_box, Measure];
        var calls = new CallTree();
        var depths = new List<int> { 0 };
        while (calls.Count < 100_000)
        {
            var parent = random.Next(2) == 0 ? calls.Count - 1 : random.Next(calls.Count);
            if (depths[parent] < 100 && calls.Child(parent, (ulong)random.Next(1, 200)) == depths.Count)
                depths.Add(depths[parent] + 1);
        }

        var sites = Enumerable.Range(0, 300_000)
            .Select(i => new RecordedSite(random.Next(calls.Count), "T" + random.Next(20), random.Next(1, 9), random.Next(1, 9999), random.Next(99), random.NextDouble()))
            .ToList();
        var places = Enumerable.Range(0, 200).Select(_ => random.GetItems(functions, random.Next(0, 3))).ToArray();

        var origins = new OriginsBuilder(_session.Frames, address => places[address]).Build(calls, sites, missing: 7);

        var expected = (sites.Sum(site => site.Objects), sites.Sum(site => site.Bytes), sites.Sum(site => site.Alive));
        Assert.That((origins.Objects, origins.Bytes, origins.Alive), Is.EqualTo(expected));
        Assert.That((origins.Lines.Sum(line => line.Objects), origins.Lines.Sum(line => line.Bytes), origins.Lines.Sum(line => line.Alive)), Is.EqualTo(expected));
        Assert.That((origins.Tree.TotalObjects, origins.Tree.TotalBytes, origins.Tree.TotalAlive), Is.EqualTo(expected));
        Assert.That(OfTree(origins.Tree), Is.EqualTo(expected));
        Assert.That(Frames(origins.Tree).Count(), Is.LessThan(calls.Count / 5));
    }

    [Test]
    public void OfAGreatManyFunctionsTheLargestAreKeptAndTheOthersSummed()
    {
        var functions = Enumerable.Range(0, 1_000).Select(number => Framework("Many", $"Call{number}")).ToArray();
        var calls = new CallTree();
        var sites = new List<RecordedSite>();
        var measured = calls.Child(calls.Child(0, 1_001), 1_002);
        for (var outer = 1; outer <= 100; outer++)
        {
            var caller = calls.Child(measured, (ulong)outer);
            sites.AddRange(Enumerable.Range(101, 800).Select(inner => new RecordedSite(calls.Child(caller, (ulong)inner), "A", 1, outer, 0, 0)));
        }

        var origins = new OriginsBuilder(_session.Frames, address => address == 1_001 ? [Measure] : address == 1_002 ? [At(20001)] : [functions[address]]).Build(calls, sites, missing: 0);

        var frames = Frames(origins.Tree).ToList();
        Assert.That(frames, Has.Count.InRange(OriginFrames.Most, OriginFrames.Most + 100));
        Assert.That(frames.Where(frame => frame.Frame == "other calls").Sum(frame => frame.Bytes), Is.EqualTo(sites.Sum(site => site.Bytes) - frames.Where(frame => frame.Frame != "other calls").Sum(frame => frame.Bytes)).And.Positive);
        Assert.That((origins.Tree.TotalObjects, origins.Tree.TotalBytes), Is.EqualTo((80_000L, sites.Sum(site => site.Bytes))));
        Assert.That(frames.Where(frame => frame is { Frame: not "other calls", Children.Count: 0 }).Min(frame => frame.Bytes), Is.GreaterThan(70));
    }

    private CodePlace At(int length) => _session.Making(length);

    private static (long Objects, long Bytes, long Alive) OfTree(OriginFrame tree)
    {
        var frames = Frames(tree).ToList();
        return (frames.Sum(frame => frame.Objects), frames.Sum(frame => frame.Bytes), frames.Sum(frame => frame.Alive));
    }

    private static IEnumerable<OriginFrame> Frames(OriginFrame frame) => frame.Children.SelectMany(Frames).Prepend(frame);
}
