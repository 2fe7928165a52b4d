using System.Reflection;
using MemMagics.State;
using MemMagics.State.Code;
using MemMagics.State.Fidelity;
using MemMagics.Wire.State;

namespace MemMagics.Tests.State;

/// <summary>Capturing reads the notebook's objects and runs none of their code.</summary>
public sealed class SilentCaptureTests
{
    private const string Touchy = """
        class Touchy : IEquatable<Touchy>, IComparable<Touchy>, IEnumerable<int>, IDisposable
        {
            public static bool Armed; public static int Calls;
            public int Number = 5;
            static void Call() { Calls++; if (Armed) throw new InvalidOperationException("called"); }
            public int Property { get { Call(); return Number; } set { Call(); } }
            public int Count { get { Call(); return 1; } }
            public int this[int i] { get { Call(); return i; } }
            public bool Equals(Touchy o) { Call(); return ReferenceEquals(this, o); }
            public override bool Equals(object o) { Call(); return ReferenceEquals(this, o); }
            public override int GetHashCode() { Call(); return 1; }
            public override string ToString() { Call(); return ""; }
            public int CompareTo(Touchy o) { Call(); return 0; }
            public IEnumerator<int> GetEnumerator() { Call(); yield break; }
            System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() { Call(); return null; }
            public void Dispose() => Call();
            public static implicit operator int(Touchy t) { Call(); return 1; }
            public static bool operator ==(Touchy a, Touchy b) { Call(); return false; }
            public static bool operator !=(Touchy a, Touchy b) { Call(); return true; }
        }
        """;

    [TestCase("var v = new Touchy();")]
    [TestCase("var v = new[] { new Touchy(), new Touchy() };")]
    [TestCase("var v = new List<Touchy> { new(), new() };")]
    [TestCase("var v = new Dictionary<Touchy, int> { [new()] = 1, [new()] = 2 };")]
    [TestCase("var v = new Dictionary<int, Touchy> { [1] = new() };")]
    [TestCase("var v = new HashSet<Touchy> { new(), new() };")]
    [TestCase("var v = new SortedSet<Touchy> { new() };")]
    [TestCase("var v = new SortedDictionary<Touchy, int> { [new()] = 1 };")]
    [TestCase("var v = new PriorityQueue<Touchy, Touchy>(); v.Enqueue(new(), new()); v.Enqueue(new(), new());")]
    [TestCase("var v = new System.Collections.Concurrent.ConcurrentDictionary<Touchy, Touchy>(); v[new()] = new();")]
    [TestCase("var v = System.Collections.Immutable.ImmutableDictionary<Touchy, int>.Empty.Add(new(), 1);")]
    [TestCase("var v = System.Collections.Immutable.ImmutableHashSet.Create(new Touchy());")]
    [TestCase("var v = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new[] { new Touchy() }, t => t, t => t);")]
    [TestCase("var v = System.Collections.Frozen.FrozenSet.ToFrozenSet(new[] { new Touchy() });")]
    [TestCase("var v = new System.Collections.Hashtable { [new Touchy()] = new Touchy() };")]
    [TestCase("var v = new OrderedDictionary<Touchy, int> { [new()] = 1 };")]
    [TestCase("var v = new[] { new Touchy() }.ToLookup(t => t);")]
    [TestCase("var v = (new Touchy(), Tuple.Create(new Touchy()), new { T = new Touchy() });")]
    [TestCase("var v = new WeakReference<Touchy>(new Touchy()); var keep = v.TryGetTarget(out var t) ? t : null;")]
    [TestCase("dynamic v = new System.Dynamic.ExpandoObject(); v.T = new Touchy();")]
    [TestCase("var v = Task.FromResult(new Touchy());")]
    [TestCase("var v = new Lazy<Touchy>(() => new Touchy()); _ = v.Value;")]
    [TestCase("class Own : List<Touchy>, IEnumerable<Touchy> { IEnumerator<Touchy> IEnumerable<Touchy>.GetEnumerator() => throw new Exception(); } var v = new Own { new Touchy() };")]
    [TestCase("class Own : Dictionary<int, Touchy>, IEnumerable<KeyValuePair<int, Touchy>> { IEnumerator<KeyValuePair<int, Touchy>> IEnumerable<KeyValuePair<int, Touchy>>.GetEnumerator() => throw new Exception(); } var v = new Own { [1] = new Touchy() };")]
    [TestCase("class Own : System.Collections.Concurrent.ConcurrentDictionary<int, Touchy>, IEnumerable<KeyValuePair<int, Touchy>> { IEnumerator<KeyValuePair<int, Touchy>> IEnumerable<KeyValuePair<int, Touchy>>.GetEnumerator() => throw new Exception(); } var v = new Own { [1] = new Touchy() };")]
    public async Task NoCodeOfTheUsersTypesRuns(string cell)
    {
        await using var trip = await Trip.Of(Touchy, cell, "Touchy.Calls = 0; Touchy.Armed = true;");

        // act
        trip.CaptureOnly("v");

        Assert.That(await trip.OwnValue("Touchy.Calls"), Is.Zero);
    }

    [TestCase("var made = 0; var v = new Lazy<int>(() => ++made);", "v.IsValueCreated + \":\" + made", "False:0")]
    [TestCase("var ran = 0; IEnumerable<int> Go() { ran++; yield return 1; } var v = Go();", "ran", 0)]
    [TestCase("var ran = 0; IEnumerable<int> Go() { ran++; yield return 1; ran++; yield return 2; } var v = Go().GetEnumerator(); v.MoveNext();", "ran + \":\" + v.Current", "1:1")]
    [TestCase("var ran = 0; var v = new[] { 1, 2 }.Select(n => { ran++; return n; });", "ran", 0)]
    [TestCase("var ran = 0; Func<int> v = () => ++ran;", "ran", 0)]
    [TestCase("class Slow { public static int Started; static Slow() { Start.Count++; } } class Start { public static int Count; } var v = typeof(Slow); Start.Count = 0;", "Start.Count", 0)]
    [TestCase("class Log { public static int Lines; } class Table : System.Collections.Hashtable { public override object this[object k] { get { Log.Lines++; return null; } set { } } } var v = new object[] { 1 }; Log.Lines = 0;", "Log.Lines", 0)]
    public async Task NothingDeferredRuns(string cell, string code, object expected)
    {
        await using var trip = await Trip.Of(cell);

        // act
        trip.CaptureOnly("v");

        Assert.That(await trip.OwnValue(code), Is.EqualTo(expected));
    }

    [TestCase("class Own : System.Collections.Hashtable { public override System.Collections.ICollection Keys => throw new Exception(); } var v = new Own();", "v : Own cannot leave this process: it overrides get_Keys of Hashtable")]
    [TestCase("class Own : WeakReference { public Own() : base(null) { } public override object Target { get => throw new Exception(); set { } } } var v = new Own();", "v : Own cannot leave this process: it overrides get_Target of WeakReference")]
    public async Task ACollectionThatIsReadByCodeOfItsOwnIsRefused(string cell, string expected)
    {
        await using var trip = await Trip.Of(cell);

        Assert.That(trip.Refusal("v.ToString()"), Does.StartWith(expected));
    }

    [Test]
    public void ACollectionThatChangesWhileItIsCapturedGivesASentence()
    {
        var list = new List<object> { new StrongReference() };
        using var snapshot = Snapshot.Create();
        // Told of a type between the list's own turn and its items': a thread of the notebook could as well run then.
        using var graph = new GraphWriter(new SnapshotWriter(snapshot), new TypePlans(), new Interruption(typeof(StrongReference), () => list.Add(1)), PortableHashes.WithSeeds, reopen: false);
        graph.AddRoot("list", list);
        graph.Run(CancellationToken.None);

        // act
        void Complete() => graph.Complete(new DirectoryWriter());

        Assert.That(Complete, Throws.TypeOf<MagicException>().With.Message.EqualTo(
            "list : List<object> changed while it was being captured (its contents are others by now). Let the background work that changes it end, and try again."));
    }

    [Test]
    public void AnObjectOfCodeThatCannotBeCompiledAgainAsTheNotebookDidGivesASentence()
    {
        using var snapshot = Snapshot.Create();
        using var graph = new GraphWriter(new SnapshotWriter(snapshot), new TypePlans(), new Interruption(typeof(object), () => { }) { Fit = BuildFit.None }, PortableHashes.WithSeeds, reopen: false);

        // act
        void Add() => graph.AddRoot("held", new StrongReference());

        Assert.That(Add, Throws.TypeOf<MagicException>().With.Message.StartsWith(
            "held : SilentCaptureTests.StrongReference cannot leave this process: it is of code that MemMagics cannot compile again as the notebook did. Use --replay"));
    }

    [Test]
    public void AConcurrentQueueOrBuilderThatChangesWhileItIsCapturedGivesASentence()
    {
        var queue = new System.Collections.Concurrent.ConcurrentQueue<object>([new StrongReference()]);
        var text = new System.Text.StringBuilder("a");

        Assert.Multiple(() =>
        {
            Assert.That(() => Capture(queue, () => queue.TryDequeue(out _)), Throws.TypeOf<MagicException>().With.Message.StartsWith("v → _tail : ConcurrentQueueSegment<object> changed while it was being captured"));
            Assert.That(() => Capture(new object[] { text, new object[] { new StrongReference() } }, () => text.Append('b')), Throws.TypeOf<MagicException>().With.Message.StartsWith("v[0] : StringBuilder changed while it was being captured"));
        });
    }

    [Test]
    public async Task ATableThatChangesAllTheTimeIsCapturedWholeOrGivesASentence()
    {
        await using var trip = await Trip.Of(
            "using System.Data; class Switch { public static volatile bool On = true; } var t = new DataTable(); t.Columns.Add(\"n\", typeof(int)); for (var i = 0; i < 2000; i++) t.Rows.Add(i);",
            "var work = System.Threading.Tasks.Task.Run(() => { while (Switch.On) { var row = t.Rows.Add(1); t.Rows.Remove(row); } });");

        // act
        for (var i = 0; i < 20; i++)
        {
            try
            {
                trip.CaptureOnly("t.Rows.Count");
            }
            catch (MagicException e)
            {
                Assert.That(e.Message, Does.Contain("changed while it was being captured"));
            }
        }

        await trip.OwnValue("Switch.On = false");
        await trip.OwnValue("work.Wait(-1)");
    }

    private static void Capture(object value, Action change)
    {
        using var snapshot = Snapshot.Create();
        using var graph = new GraphWriter(new SnapshotWriter(snapshot), new TypePlans(), new Interruption(typeof(StrongReference), change), PortableHashes.WithSeeds, reopen: false);
        graph.AddRoot("v", value);
        graph.Run(CancellationToken.None);
        graph.Complete(new DirectoryWriter());
    }

    private sealed class StrongReference;

    private sealed class Interruption(Type at, Action change) : INotebookTypes
    {
        public bool IsSubmission(object value) => false;

        public bool IsSubmissionClass(Type type) => false;

        public bool HasOwnSingletons(Type type) => false;

        public BuildFit Fit { get; init; } = BuildFit.Whole;

        public BuildFit FitOf(Type type) => Fit;

        public IReadOnlyList<FieldInfo> FieldsBeforeStart(Type type) => [];

        public void FoundName(Type type)
        {
        }

        public void Found(Type type)
        {
            if (type == at)
                change();
        }

        public void Found(Delegate code)
        {
        }

        public void Found(MemberInfo member)
        {
        }
    }
}
