namespace MemMagics.Tests.State;

/// <summary>Static fields of notebook types are part of the session's state.</summary>
public sealed class StaticFieldTests
{
    [Test]
    public async Task StaticFieldsTravelWithTheirValues()
    {
        await using var trip = await Trip.Of(
            "class Cache { public static readonly Dictionary<string, int> Known = new() { [\"a\"] = 1 }; public static int Hits; public static int Get(string k) { Hits++; return Known[k]; } }",
            "Cache.Known[\"b\"] = 2; Cache.Get(\"a\");");

        Assert.That(trip.Value("Cache.Get(\"b\") + 10 * Cache.Hits"), Is.EqualTo(22));
    }

    [Test]
    public async Task AnInitialiserThatHasRunDoesNotRunAgain()
    {
        var log = Path.GetTempFileName();
        await using var trip = await Trip.Of(
            $"class Log {{ public static readonly int Number = Start(); static int Start() {{ File.AppendAllText(@\"{log}\", \"x\"); return 5; }} }}",
            "var first = Log.Number;");

        // act
        var value = trip.Value("Log.Number");

        // assert
        Assert.That(value, Is.EqualTo(5));
        Assert.That(await File.ReadAllTextAsync(log), Is.EqualTo("x"));
        File.Delete(log);
    }

    [Test]
    public async Task AnInitialiserThatHasNotRunRunsInTheWorkerOnly()
    {
        var log = Path.GetTempFileName();
        await using var trip = await Trip.Of(
            $"class Log {{ public static readonly int Number; static Log() {{ File.AppendAllText(@\"{log}\", \"x\"); Number = 5; }} }}");

        using var arrival = trip.Arrive("Log.Number");
        var captured = await File.ReadAllTextAsync(log);
        var value = arrival.Invoke();

        Assert.Multiple(() =>
        {
            Assert.That(captured, Is.Empty);
            Assert.That(value, Is.EqualTo(5));
            Assert.That(File.ReadAllText(log), Is.EqualTo("x"));
        });
        File.Delete(log);
    }

    [Test]
    public async Task EachConstructionOfAGenericTypeHasItsOwn()
    {
        await using var trip = await Trip.Of(
            "class Pool<T> { public static readonly List<T> Items = new(); } int Count<T>() => Pool<T>.Items.Count;",
            "Pool<int>.Items.Add(1); Pool<int>.Items.Add(2); Pool<string>.Items.Add(\"x\");");

        Assert.That(trip.Value("Count<int>() + 10 * Count<string>() + 100 * Pool<double>.Items.Count"), Is.EqualTo(12));
    }

    [Test]
    public async Task ConstructionsWithTwoTypeArgumentsTravelHoweverManyTypesAreInSight()
    {
        // GIVEN a hundred types, of which some are arguments of a generic type with static fields
        await using var trip = await Trip.Of(
            string.Concat(Enumerable.Range(0, 100).Select(static n => $"class C{n} {{ public int V = {n}; }} ")) + $"var all = new object[] {{ {string.Join(", ", Enumerable.Range(0, 100).Select(static n => $"new C{n}()"))} }};",
            "class Two<K, V> { public static V Last; public static int? Hits; public static void Put(V value) { Last = value; Hits = (Hits ?? 0) + 1; } } void Put<K, V>(V v) => Two<K, V>.Put(v); V Last<K, V>() => Two<K, V>.Last; int? Hits<K, V>() => Two<K, V>.Hits;",
            "Put<C7, List<C8>>([new C8(), new C8()]); Put<string, C9[]>([new C9()]); Put<int, (C1, int)>((new C1(), 5)); Put<C7, List<C8>>([new C8()]);");

        // THEN each construction has its own values, and one that the notebook never made has none
        Assert.Multiple(() =>
        {
            Assert.That(trip.Value("all.Length + Last<C7, List<C8>>()[0].V"), Is.EqualTo(108));
            Assert.That(trip.Value("all.Length + Last<string, C9[]>()[0].V"), Is.EqualTo(109));
            Assert.That(trip.Value("all.Length + Last<int, (C1, int)>().Item2"), Is.EqualTo(105));
            Assert.That(trip.Value("Hits<C7, List<C8>>()"), Is.EqualTo(2));
            Assert.That(trip.Value("Hits<C8, C8>()"), Is.Null);
        });
    }

    [Test]
    public async Task ATypeArgumentThatGenericCodePutsTogetherIsFound()
    {
        await using var trip = await Trip.Of(
            "class Pool<T> { public static readonly List<T> Items = new(); } int Nested<T>(int depth) => depth == 0 ? Pool<T>.Items.Count : depth < 3 ? Nested<List<T>>(depth - 1) : -1;",
            "Pool<List<List<int>>>.Items.Add(null);");

        Assert.That(trip.Value("Nested<int>(2)"), Is.EqualTo(1));
    }

    [Test]
    public async Task AConstructionThatTheCodeCannotMeanStaysBehind()
    {
        await using var trip = await Trip.Of(
            "class Pool<T> { public static readonly List<T> Items = new(); } int Count<T>() => Pool<T>.Items.Count;",
            "Pool<int>.Items.Add(1); Pool<FileStream>.Items.Add(new FileStream(typeof(object).Assembly.Location, FileMode.Open, FileAccess.Read));");

        Assert.That(trip.Value("Count<int>()"), Is.EqualTo(1));
        Assert.That(trip.Refusal("Count<FileStream>()"), Does.StartWith("Pool<FileStream>.Items[0] : FileStream cannot leave this process"));
        await trip.Session.Run("foreach (var stream in Pool<FileStream>.Items) stream.Dispose();");
    }

    [Test]
    public async Task AFunctionPointerThatLeadsNowhereTravels()
    {
        await using var trip = await Trip.Of("unsafe class Native { public static int* P; public static delegate*<void> F; public static bool IsNull => P == null && F == null; }", "_ = Native.IsNull;");

        Assert.That(trip.Value("Native.IsNull"), Is.True);
    }

    [Test]
    public async Task TheWarmCallSeesTheStaticFieldsOfTheNotebookAgain()
    {
        await using var trip = await Trip.Of("class Counter { public static int Count; } Counter.Count = 7; var list = new List<int>();");
        using var arrival = trip.Arrive("{ list.Add(1); return ++Counter.Count + 100 * list.Count; }");

        // act
        var first = arrival.Invoke();
        arrival.Rebuild();
        var warm = arrival.Invoke();

        // assert
        Assert.That(first, Is.EqualTo(108));
        Assert.That(warm, Is.EqualTo(108));
    }

    [TestCase("static class C { public static Dictionary<string, int> M = new(); public static HashSet<int> Seen = new(); } C.M[\"k\"] = 3; C.Seen.Add(7);", "C.M[\"k\"] + (C.Seen.Contains(7) ? 10 : 0)", 13)]
    [TestCase("static class C { public static readonly ConcurrentDictionary<string, int> M = new(); public static readonly Hashtable Old = new(); } C.M[\"k\"] = 3; C.Old[7] = 10;", "C.M[\"k\"] + (int)C.Old[7]", 13)]
    [TestCase("static class C { public static ImmutableDictionary<string, int> M = ImmutableDictionary<string, int>.Empty; public static FrozenSet<int> Seen = new[] { 7 }.ToFrozenSet(); public static SortedDictionary<int, int> Sorted = new(); } C.M = C.M.Add(\"k\", 3); C.Sorted[1] = 100;", "C.M[\"k\"] + (C.Seen.Contains(7) ? 10 : 0) + C.Sorted[1]", 113)]
    [TestCase("class Outer { public record Inner(int N) { public static Dictionary<Inner, int> M = new(); public static HashSet<(string, Inner)> Pairs = new(); } } Outer.Inner.M[new(1)] = 3; Outer.Inner.Pairs.Add((\"a\", new(2)));", "Outer.Inner.M[new(1)] + (Outer.Inner.Pairs.Contains((\"a\", new(2))) ? 10 : 0)", 13)]
    [TestCase("class K { } static class C { public static readonly K One = new(); public static Dictionary<K, Dictionary<K, int>> M = new(); public static Dictionary<object, int> ByReference = new(ReferenceEqualityComparer.Instance); } C.M[C.One] = new() { [C.One] = 3 }; C.ByReference[C.One] = 10;", "C.M[C.One][C.One] + C.ByReference[C.One]", 13)]
    [TestCase("struct S { public static Dictionary<string, int> M = new(); public static Dictionary<S, int> Own = new(); public int N; } S.M[\"k\"] = 3; S.Own[new S { N = 1 }] = 10;", "S.M[\"k\"] + S.Own[new S { N = 1 }]", 13)]
    [TestCase("class Node { public static Dictionary<string, Node> ByName = new(); public string Name; public Dictionary<string, Node> All => ByName; public Node(string name) { Name = name; ByName[name] = this; } } new Node(\"a\"); new Node(\"b\");", "Node.ByName[\"a\"].All[\"b\"].Name.Length + Node.ByName.Count", 3)]
    [TestCase("static class C { public static Dictionary<string, int> M; public static int Failed; static C() { try { M = new(); int.Parse(\"x\"); } catch (FormatException) { Failed = 10; } finally { M[\"k\"] = 2; } } } C.M[\"k\"]++;", "C.M[\"k\"] + C.Failed", 13)]
    public async Task TablesTravelInStaticFieldsWhoseInitialisersHaveRun(string cell, string code, int expected)
    {
        await using var trip = await Trip.Of($"using System.Collections; using System.Collections.Concurrent; using System.Collections.Frozen; using System.Collections.Immutable;\n{cell}");
        using var arrival = trip.Arrive(code);

        // act
        var first = arrival.Invoke();
        arrival.Rebuild();
        var warm = arrival.Invoke();

        // assert
        Assert.That(first, Is.EqualTo(expected));
        Assert.That(warm, Is.EqualTo(expected));
    }

    [Test]
    public async Task AnInitialiserThatFailsInTheWorkerIsNamedByItsOwnException()
    {
        var flag = Path.GetTempFileName();
        await using var trip = await Trip.Of(
            $"class Pool<T> {{ public static readonly List<T> Items = Start(); static List<T> Start() => File.Exists(@\"{flag}\") ? new() : throw new InvalidOperationException(\"no flag\"); }} Pool<int>.Items.Add(1);");
        File.Delete(flag);

        Assert.That(
            () => trip.Value("Pool<int>.Items.Count"),
            Throws.TypeOf<MemMagics.Wire.State.SnapshotException>().With.Message.EqualTo("The session's values cannot be rebuilt in the worker: InvalidOperationException: no flag."));
    }
}
