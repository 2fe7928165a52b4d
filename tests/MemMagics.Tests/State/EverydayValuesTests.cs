namespace MemMagics.Tests.State;

/// <summary>What notebooks hold every day arrives in the worker as it was.</summary>
public sealed class EverydayValuesTests
{
    [TestCase("var i = 42;", "i", 42)]
    [TestCase("var d = 2.5; var c = 'x'; var b = true; var l = long.MinValue;", "(d, c, b, l).ToString()", "(2.5, x, True, -9223372036854775808)")]
    [TestCase("var s = \"grüße\\0\"; string none = null; var empty = \"\";", "s.Length + \":\" + (none is null) + \":\" + empty.Length", "6:True:0")]
    [TestCase("int? one = 1; int? no = null;", "(one + 1) + \":\" + (no is null)", "2:True")]
    [TestCase("DayOfWeek day = DayOfWeek.Friday; object boxed = DayOfWeek.Monday;", "day + \":\" + (DayOfWeek)boxed", "Friday:Monday")]
    [TestCase("var when = new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc); var m = 1.10m; var g = Guid.Parse(\"00000000-0000-0000-0000-00000000002a\");",
        "when.Ticks + \":\" + when.Kind + \":\" + m.ToString(System.Globalization.CultureInfo.InvariantCulture) + \":\" + g", "638447653230000000:Utc:1.10:00000000-0000-0000-0000-00000000002a")]
    [TestCase("var big = System.Numerics.BigInteger.Pow(7, 300);", "(big % 1000003).ToString()", "508514")]
    [TestCase("var sb = new StringBuilder(); for (var k = 0; k < 1000; k++) sb.Append(k);", "sb.Length + sb.ToString()[^4..]", "2890" + "8999")]
    public async Task ArrivesAsItWas(string cell, string code, object expected)
    {
        await using var trip = await Trip.Of(cell);

        Assert.That(trip.Value(code), Is.EqualTo(expected));
    }

    [TestCase("var a = Enumerable.Range(0, 1000).Select(k => k * 0.5).ToArray();", "a")]
    [TestCase("var a = new double[100_000]; for (var k = 0; k < a.Length; k++) a[k] = k;", "a")]
    [TestCase("var a = new int[3, 4]; for (var k = 0; k < 12; k++) a[k / 4, k % 4] = k;", "a")]
    [TestCase("var a = new string[2, 1, 2]; a[1, 0, 1] = \"last\";", "a")]
    [TestCase("var a = new[] { new[] { 1 }, new int[0], null, new[] { 2, 3 } };", "a")]
    [TestCase("var a = new object[] { 1, \"two\", 3.0, null, new int[] { 4 }, 'c' };", "a")]
    [TestCase("var a = new (int Number, string Text)[] { (1, \"one\"), (2, null) };", "a")]
    [TestCase("var a = new DateTime[2000]; Array.Fill(a, new DateTime(2000, 1, 1));", "a")]
    [TestCase("var a = new bool[5000]; a[4999] = true;", "a")]
    [TestCase("var a = new decimal?[] { 1.5m, null };", "a")]
    [TestCase("var a = new List<int> { 1, 2, 3 };", "a")]
    [TestCase("var a = new List<string> { \"x\", null, \"y\" };", "a")]
    [TestCase("var a = new Dictionary<string, int[]> { [\"b\"] = new[] { 1 }, [\"a\"] = null };", "a")]
    [TestCase("var a = new Dictionary<(int, string), double> { [(1, \"x\")] = 0.5 };", "a")]
    [TestCase("var a = new HashSet<string> { \"b\", \"a\", \"c\" };", "a")]
    [TestCase("var a = (1, \"two\", (3.0, 'c'));", "a")]
    [TestCase("var a = Tuple.Create(1, \"two\", new[] { 3 });", "a")]
    [TestCase("var a = new Stack<int>(new[] { 1, 2, 3 });", "a")]
    [TestCase("var a = new Queue<string>(new[] { \"x\", \"y\" }); a.Dequeue();", "a")]
    [TestCase("var a = new SortedDictionary<string, int> { [\"b\"] = 1, [\"a\"] = 2 };", "a")]
    public async Task EqualsTheNotebooks(string cell, string code)
    {
        await using var trip = await Trip.Of(cell);

        // act
        var arrived = trip.Value(code);

        // assert
        var own = await trip.OwnValue(code);
        Assert.That(arrived, Is.Not.SameAs(own).And.TypeOf(own!.GetType()));
        Assert.That(arrived, Is.EqualTo(own));
    }

    [Test]
    public async Task ListsKeepTheirCapacity()
    {
        await using var trip = await Trip.Of("var list = new List<int>(1000) { 1 }; var map = new Dictionary<string, int>(500) { [\"a\"] = 1 };");

        Assert.That(trip.Value("list.Capacity + \":\" + (map.Capacity == new Dictionary<string, int>(500).Capacity)"), Is.EqualTo("1000:True"));
    }

    [Test]
    public async Task DictionariesKeepTheirComparerAndOrder()
    {
        await using var trip = await Trip.Of(
            "var map = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [\"Zeta\"] = 1, [\"alpha\"] = 2 };",
            "var plain = new Dictionary<string, int> { [\"Zeta\"] = 1 };");

        Assert.That(trip.Value("map[\"ZETA\"] + string.Join(\",\", map.Keys) + plain.ContainsKey(\"zeta\")"), Is.EqualTo("1Zeta,alphaFalse"));
    }

    [Test]
    public async Task ObjectsOfTheNotebookArriveFieldByField()
    {
        await using var trip = await Trip.Of(
            "enum Color : byte { Red, Green } struct Point { public int X; public string Name; } record Person(string Name, int Age) { public List<Person> Friends { get; init; } = new(); }",
            "class Base { private readonly int _secret = 7; public int Secret => _secret; } class Shape : Base { public Color Color; public Point At; public Point? Maybe; public object Boxed; }",
            "var ada = new Person(\"Ada\", 36); ada.Friends.Add(new Person(\"Grace\", 40) { Friends = { ada } });",
            "var shape = new Shape { Color = Color.Green, At = new Point { X = 3, Name = \"p\" }, Boxed = new Point { X = 9, Name = \"box\" } };");

        Assert.Multiple(() =>
        {
            Assert.That(trip.Value("ada.Friends[0].Name + object.ReferenceEquals(ada, ada.Friends[0].Friends[0]) + ada.Age"), Is.EqualTo("GraceTrue36"));
            Assert.That(trip.Value("shape.Secret + shape.Color.ToString() + shape.At.X + shape.At.Name + (shape.Maybe is null) + ((Point)shape.Boxed).Name"), Is.EqualTo("7Green3pTruebox"));
        });
    }

    [Test]
    public async Task SharedReferencesStaySharedAcrossVariables()
    {
        await using var trip = await Trip.Of("var row = new int[] { 1, 2 }; var rows = new[] { row, row, new[] { 1, 2 } }; var box = new List<object> { row };");

        Assert.That(trip.Value("object.ReferenceEquals(rows[0], rows[1]) + \" \" + object.ReferenceEquals(rows[1], rows[2]) + \" \" + object.ReferenceEquals(box[0], row)"), Is.EqualTo("True False True"));
    }

    [Test]
    public async Task CyclesArrive()
    {
        await using var trip = await Trip.Of("var map = new Dictionary<string, object>(); map[\"self\"] = map; var array = new object[1]; array[0] = array;");

        Assert.That(trip.Value("object.ReferenceEquals(map[\"self\"], map) && object.ReferenceEquals(array[0], array)"), Is.True);
    }

    [Test]
    public async Task AListOfAMillionNodesNeedsNoDeepStack()
    {
        await using var trip = await Trip.Of(
            "class Node { public Node Next; public int Value; }",
            "Node head = null; for (var k = 0; k < 1_000_000; k++) head = new Node { Next = head, Value = k };");

        Assert.That(trip.Value("{ long sum = 0; for (var node = head; node != null; node = node.Next) sum += node.Value; return sum; }"), Is.EqualTo(499999500000L));
    }

    [Test]
    public async Task KeysThatAreObjectsOfTheNotebookAreFoundAgain()
    {
        await using var trip = await Trip.Of(
            "record Key(string Name, int[] Numbers); class Plain { } var first = new Plain(); var second = new Plain();",
            "var numbers = new[] { 1 }; var byRecord = new Dictionary<Key, int> { [new Key(\"a\", numbers)] = 1 }; var byIdentity = new Dictionary<Plain, int> { [first] = 1, [second] = 2 };",
            "var nested = new Dictionary<HashSet<string>, int>(HashSet<string>.CreateSetComparer()) { [new HashSet<string> { \"x\", \"y\" }] = 5 };");

        Assert.Multiple(() =>
        {
            Assert.That(trip.Value("byRecord[new Key(\"a\", numbers)]"), Is.EqualTo(1));
            Assert.That(trip.Value("byIdentity[second]"), Is.EqualTo(2));
        });
    }

    [TestCase("var v = new HashSet<string>(Same) { \"a\", \"c\" };", "v.Contains(\"b\") + \":\" + v.Contains(\"c\")")]
    [TestCase("class Ranked : IEqualityComparer<string> { public static readonly System.Collections.Frozen.FrozenDictionary<string, int> Ranks = System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 1 }); public bool Equals(string x, string y) => Ranks[x] == Ranks[y]; public int GetHashCode(string s) => Ranks[s]; } var v = new Dictionary<string, int>(new Ranked()) { [\"a\"] = 5 };", "v[\"b\"]")]
    [TestCase("var inner = new Dictionary<string, string>(Same) { [\"a\"] = \"x\" }; var v = new HashSet<string>(EqualityComparer<string>.Create((x, y) => inner[x] == inner[y], x => inner[x].Length)) { \"a\" };", "v.Contains(\"b\")")]
    public async Task ComparersThatLookIntoOtherVariablesFindThemFilled(string cell, string code)
    {
        await using var trip = await Trip.Of(
            "var ranks = new Dictionary<string, int> { [\"a\"] = 1, [\"b\"] = 1, [\"c\"] = 2 }; var Same = EqualityComparer<string>.Create((x, y) => ranks[x] == ranks[y], x => ranks[x]);", cell);

        Assert.That(trip.Value(code), Is.EqualTo(await trip.OwnValue(code)));
    }

    [Test]
    public async Task ChangesInTheWorkerDoNotReachTheNotebook()
    {
        await using var trip = await Trip.Of("var list = new List<int> { 1 }; class Counter { public static int Count = 3; } Counter.Count++;");

        // act
        var inWorker = trip.Value("{ list.Add(2); Counter.Count = 100; return list.Count + Counter.Count; }");

        // assert
        Assert.That(inWorker, Is.EqualTo(102));
        Assert.That(await trip.OwnValue("list.Count + Counter.Count"), Is.EqualTo(5));
    }
}
