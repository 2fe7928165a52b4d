namespace MemMagics.Tests.State;

/// <summary>A hash table whose keys hash alike in the worker arrives as it is, to the last free slot; any other is built again there, and finds its keys all the same.</summary>
public sealed class TableCopyTests
{
    [TestCase("var c = new Dictionary<string, int>(1000) { [\"a\"] = 1, [\"b\"] = 2, [\"c\"] = 3 }; c.Remove(\"a\"); c.Remove(\"b\");", "{ c[\"x\"] = 4; c[\"y\"] = 5; return c.Capacity + \":\" + string.Join(',', c); }")]
    [TestCase("var c = new HashSet<string>(1000, StringComparer.OrdinalIgnoreCase) { \"a\", \"b\", \"c\" }; c.Remove(\"B\");", "{ c.Add(\"x\"); return c.Capacity + \":\" + string.Join(',', c) + c.Contains(\"A\") + c.Comparer.Equals(\"a\", \"A\"); }")]
    [TestCase("var c = new OrderedDictionary<(int, string), int> { [(1, \"a\")] = 1, [(2, \"b\")] = 2 }; c.Remove((1, \"a\"));", "{ c[(3, \"c\")] = 3; return string.Join(',', c) + c.IndexOf((3, \"c\")) + c.Capacity; }")]
    [TestCase("var c = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(3, 500); for (var i = 0; i < 50; i++) c[\"key\" + i] = i;", "{ c[\"new\"] = 1; return string.Join(',', c) + c.Count; }")]
    [TestCase("var c = new System.Collections.Hashtable(300); for (var i = 0; i < 50; i++) c[\"key\" + i] = i; c.Remove(\"key7\");", "{ c[\"new\"] = 1; return string.Join(',', c.Keys.Cast<string>()) + c.Count + c[\"key8\"]; }")]
    [TestCase("record Key(string A, int? B, DateTime C, Key Next); var c = new Dictionary<Key, string>(); for (var i = 0; i < 50; i++) c[new(\"a\" + i, i, DateTime.UnixEpoch, null)] = \"v\" + i; c[new(\"a\", null, default, new(\"b\", 1, default, null))] = \"nested\";", "c[new(\"a7\", 7, DateTime.UnixEpoch, null)] + c[new(\"a\", null, default, new(\"b\", 1, default, null))]")]
    [TestCase("class Base { public string Name; public override int GetHashCode() => HashCode.Combine(GetType(), Name); public override bool Equals(object o) => o is Base b && b.GetType() == GetType() && b.Name == Name; } class Derived : Base { } var c = new HashSet<Base> { new Base { Name = \"a\" }, new Derived { Name = \"a\" } };", "c.Count + \":\" + c.Contains(new Derived { Name = \"a\" }) + c.Contains(new Derived { Name = \"b\" })")]
    [TestCase("class Node { public Dictionary<Node, int> Others = new(); } var a = new Node(); var b = new Node(); a.Others[b] = 1; b.Others[a] = 2; a.Others[a] = 3;", "a.Others[b] + \":\" + b.Others[a] + a.Others[a]")]
    [TestCase("var c = new Dictionary<object, string>(); var key = new object(); var list = new List<int>(); c[key] = \"object\"; c[list] = \"list\"; c[\"text\"] = \"string\"; c[5] = \"int\"; c[typeof(int)] = \"type\"; c[(1, \"a\")] = \"tuple\";", "c[key] + c[list] + c[\"text\"] + c[5] + c[typeof(int)] + c[(1, \"a\")]")]
    [TestCase("struct Spot { public int X; public string Name; } var c = new Dictionary<Spot, int> { [new() { X = 1, Name = \"a\" }] = 5 }; var named = new HashSet<(Spot, int)> { (new() { X = 2 }, 3) };", "c[new() { X = 1, Name = \"a\" }] + \":\" + named.Contains((new() { X = 2 }, 3))")]
    [TestCase("Action one = () => { }; var c = new Dictionary<Delegate, int> { [one] = 1 }; var methods = new HashSet<System.Reflection.MethodInfo> { typeof(string).GetMethod(\"Clone\") }; var types = new Dictionary<(Type, string), int> { [(typeof(int), \"a\")] = 2 };", "c[one] + \":\" + methods.Contains(typeof(string).GetMethod(\"Clone\")) + types[(typeof(int), \"a\")]")]
    [TestCase("class ByLength : IEqualityComparer<string> { public bool Equals(string x, string y) => x.Length == y.Length; public int GetHashCode(string s) => s.Length; } var c = new Dictionary<string, int>(new ByLength()) { [\"abc\"] = 1 };", "\"\" + c[\"xyz\"]")]
    [TestCase("var c = new Dictionary<string, int>(EqualityComparer<string>.Create((x, y) => x[0] == y[0], s => s[0])) { [\"abc\"] = 1 };", "\"\" + c[\"axx\"]")]
    [TestCase("enum Kind { One, Two } var c = new Dictionary<Kind, int> { [Kind.Two] = 2 }; var n = new HashSet<Kind?> { null, Kind.One }; var anonymous = new[] { new { A = 1, B = \"x\" } }.ToHashSet();", "c[Kind.Two] + \":\" + n.Contains(null) + n.Contains(Kind.One) + anonymous.Contains(new { A = 1, B = \"x\" })")]
    [TestCase("class Names : Dictionary<string, int> { public string Title; } var c = new Names { Title = \"t\" }; c[\"a\"] = 1; c[\"b\"] = 2; c.Remove(\"a\");", "{ c[\"z\"] = 3; return c.Title + string.Join(',', c); }")]
    public Task ArrivesAsItWas(string cell, string description) => SameDescription.Of(cell, description);

    [TestCase("var d = new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2, [\"c\"] = 3 }; IEnumerator<KeyValuePair<string, int>> e = d.GetEnumerator(); e.MoveNext();", "{ d.Remove(\"b\"); var rest = \"\"; while (e.MoveNext()) rest += e.Current; return rest; }")]
    [TestCase("var d = new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 2, [\"c\"] = 3 }; var e = d.Where(p => p.Value > 0).Select(p => p.Key).GetEnumerator(); e.MoveNext();", "{ var rest = \"\"; while (e.MoveNext()) rest += e.Current; return rest; }")]
    [TestCase("var d = new HashSet<string> { \"a\", \"b\", \"c\" }; var e = d.GetEnumerator(); e.MoveNext();", "{ var rest = \"\"; while (e.MoveNext()) rest += e.Current; return rest; }")]
    [TestCase("var d = new Dictionary<int, string> { [1] = \"a\", [2] = \"b\" }; var e = d.Keys.GetEnumerator(); e.MoveNext(); var v = d.Values.GetEnumerator(); v.MoveNext();", "{ e.MoveNext(); v.MoveNext(); return e.Current + v.Current + e.MoveNext(); }")]
    [TestCase("var d = new System.Collections.Hashtable { [\"a\"] = 1, [\"b\"] = 2, [\"c\"] = 3 }; var e = d.GetEnumerator(); e.MoveNext();", "{ var rest = \"\" + e.Key; while (e.MoveNext()) rest += e.Key; return rest; }")]
    [TestCase("var d = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(); for (var i = 0; i < 20; i++) d[\"k\" + i] = i; var e = d.GetEnumerator(); e.MoveNext(); e.MoveNext();", "{ var rest = \"\"; while (e.MoveNext()) rest += e.Current.Key; return rest; }")]
    [TestCase("IEnumerable<string> Read(Dictionary<string, int> d) { foreach (var (key, value) in d) for (var i = 0; i < value; i++) yield return key; } var e = Read(new() { [\"a\"] = 2, [\"b\"] = 2 }).GetEnumerator(); e.MoveNext();", "{ var rest = \"\"; while (e.MoveNext()) rest += e.Current; return rest; }")]
    [TestCase("var c = new HashCode(); c.Add(\"a\");", "{ var rest = c; rest.Add(1); return \"\" + (rest.ToHashCode() == HashCode.Combine(\"a\", 1)); }")]
    public Task WhatIsHalfWayThroughATableGoesOn(string cell, string description) => SameDescription.Of(cell, description);

    [Test]
    public async Task AKeyThatWasChangedAfterItWasAddedIsLostInTheWorkerToo()
    {
        await using var trip = await Trip.Of(
            "class Key { public int N; public override int GetHashCode() => N; public override bool Equals(object o) => o is Key k && k.N == N; } var one = new Key { N = 1 }; var map = new Dictionary<Key, int> { [one] = 1, [new Key { N = 2 }] = 2 }; one.N = 2;");

        Assert.That(trip.Value("map.Count + 10 * map[new Key { N = 2 }] + (map.ContainsKey(new Key { N = 1 }) ? 100 : 0)"), Is.EqualTo(22));
    }

    [Test]
    public async Task NoCodeOfKeysOrComparersRunsToBringATable()
    {
        await using var trip = await Trip.Of(
            "class Key { public static int Asked; public int N; public override int GetHashCode() => N; public override bool Equals(object o) { Asked++; return o is Key k && k.N == N; } }",
            "var map = new Dictionary<Key, int>(); for (var i = 0; i < 20; i++) map[new Key { N = i % 2 + 100 * (i / 2) }] = i; Key.Asked = 0;");

        Assert.That(trip.Value("Key.Asked"), Is.Zero);
    }

    [Test]
    public async Task TheStringComparerThatATableWithManyCollisionsChoseIsKept()
    {
        // GIVEN a table that has drawn a seed of its own, as one does when too many words collide
        await using var trip = await Trip.Of(
            "var map = new Dictionary<string, int>(); var comparer = typeof(Dictionary<string, int>).GetField(\"_comparer\", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic);");
        await trip.Session.Run(
            "map[\"a\"] = 1; map[\"b\"] = 2; " +
            "typeof(Dictionary<string, int>).GetMethod(\"Resize\", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic, [typeof(int), typeof(bool)]).Invoke(map, [7, true]);");

        // act
        var arrived = trip.Value("comparer.GetValue(map).GetType().Name + map[\"a\"] + map[\"b\"] + map.ContainsKey(\"c\")");

        // assert
        Assert.That(arrived, Is.EqualTo("OrdinalComparer12False"));
        Assert.That(await trip.OwnValue("comparer.GetValue(map).GetType().DeclaringType.Name"), Is.EqualTo("RandomizedStringEqualityComparer"));
    }
}
