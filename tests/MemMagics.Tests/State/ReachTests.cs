using MemMagics.State;

namespace MemMagics.Tests.State;

/// <summary>Exactly those variables travel that the code can reach, through whatever construct of the language it does.</summary>
public sealed class ReachTests
{
    private const string Next = "\n// %%\n";
    private const string Table = "class Table { public static int[] Rows = { 1, 2, 3 }; public static byte[] Unused = new byte[1_000_000]; } ";

    [TestCase("var a = 1;", "a + 1", "a")]
    [TestCase("var a = 1; var b = 2;", "a", "a")]
    [TestCase("var a = 1;", "1 + 1", "")]
    [TestCase("var a = 1; int Twice() => 2 * a;", "Twice()", "a")]
    [TestCase("var a = 1; var b = 2; int F() => G() + b; int G() => a;", "F()", "a b")]
    [TestCase("var a = 1; int F(int n) => n == 0 ? a : F(n - 1);", "F(3)", "a")]
    [TestCase("var a = 1; int Twice => 2 * a;", "Twice", "a")]
    [TestCase("var a = 1; int Twice { get => 2 * a; set => a = value; }", "Twice", "a")]
    [TestCase("int Auto { get; set; } = 5; var b = 1;", "Auto", "Auto")]
    [TestCase("var a = 1; int F() { int Inner() => a; return Inner(); }", "F()", "a")]
    [TestCase("var a = 1; int F() { static int Inner(int n) => n + 1; return Inner(a); }", "F()", "a")]
    [TestCase("var a = 1; var b = 2; Func<int> f = () => a; Func<int> g = () => b;", "f()", "a f")]
    [TestCase("var a = 1; Func<Func<int>> f = () => () => a;", "f()()", "a f")]
    [TestCase("var a = new[] { 1 }; var b = 3;", "a.Select(x => x + b).Sum()", "a b")]
    [TestCase("var a = new[] { 1 }; var b = 3;", "(from x in a where x > b select x).Count()", "a b")]
    [TestCase("var a = 1; async Task<int> F() { await Task.Yield(); return a; }", "F().Result", "a")]
    [TestCase("var a = 1; IEnumerable<int> F() { yield return a; }", "F().First()", "a")]
    [TestCase("var a = 1; async IAsyncEnumerable<int> F() { await Task.Yield(); yield return a; }", "{ var e = F().GetAsyncEnumerator(); return e.MoveNextAsync().AsTask().Result; }", "a")]
    [TestCase("var a = 1; T Id<T>(T value) { _ = a; return value; }", "Id(\"x\")", "a")]
    [TestCase("static int bonus = 5; static int other = 6; static int Plus(this int n) => n + bonus; bonus = 6;", "1.Plus()", "bonus")]
    [TestCase("var a = 1; var b = 2;", "nameof(a) + b", "b")]
    [TestCase("var a = 1; var b = 2;", "{ a = 5; return b; }", "b")]
    [TestCase("var a = 1;", "{ a++; return 0; }", "a")]
    [TestCase("var a = new int[3]; var i = 1;", "a[^i] + a[..i].Length", "a i")]
    [TestCase("string a = null; var b = \"b\";", "a?.Length ?? b.Length", "a b")]
    [TestCase("var a = 1; ref int F() => ref a;", "F()", "a")]
    [TestCase("var a = new List<int>(); var b = 2;", "{ lock (a) return b; }", "a b")]
    [TestCase("var text = \"t\"; var width = 5;", "$\"{text,3} {width:N1}\"", "text width")]
    [TestCase("var a = 1; event Action E; int F() { E?.Invoke(); return 1; }", "F()", "E")]
    [TestCase("var a = 1; System.Linq.Expressions.Expression<Func<int>> e = () => a;", "e.Compile()()", "a e")]
    [TestCase("var a = 1; dynamic d = 2;", "(int)(d + 1)", "d")]
    [TestCase("var (a, b) = (1, 2);", "a", "a")]
    [TestCase("int.TryParse(\"5\", out var a); object o = 3; if (o is int n) { }", "a", "a")]
    [TestCase("var a = 1; " + Next + "var b = a; " + Next + "int F() => b;", "F()", "b")]
    public Task ThroughTheSessionsOwnNames(string cells, string code, string expected) => AssertReach(cells, code, expected);

    [TestCase("class Seq { public IEnumerator<int> GetEnumerator() { foreach (var row in Table.Rows) yield return row; } }", "{ var n = 0; foreach (var x in new Seq()) n += x; return n; }")]
    [TestCase("struct Walk { int _at; public int Current => Table.Rows[_at - 1]; public bool MoveNext() => ++_at <= 3; public Walk GetEnumerator() => this; }", "{ var n = 0; foreach (var x in new Walk()) n += x; return n; }")]
    [TestCase("class Seq { } static IEnumerator<int> GetEnumerator(this Seq s) { yield return Table.Rows[0]; }", "{ var n = 0; foreach (var x in new Seq()) n += x; return n; }")]
    [TestCase("class Res : IDisposable { public static int Seen; public void Dispose() => Seen = Table.Rows.Length; }", "{ using (new Res()) { } return 0; }")]
    [TestCase("ref struct Res { public void Dispose() { _ = Table.Rows[0]; } }", "{ using var r = new Res(); return 0; }")]
    [TestCase("class Res : IAsyncDisposable { public async ValueTask DisposeAsync() { await Task.Yield(); _ = Table.Rows[0]; } } async Task F() { await using var r = new Res(); }", "{ F().Wait(); return 0; }")]
    [TestCase("class Soon { public System.Runtime.CompilerServices.TaskAwaiter<int> GetAwaiter() => Task.FromResult(Table.Rows[0]).GetAwaiter(); } async Task<int> F() => await new Soon();", "F().Result")]
    [TestCase("class Soon { } static System.Runtime.CompilerServices.TaskAwaiter<int> GetAwaiter(this Soon s) => Task.FromResult(Table.Rows[0]).GetAwaiter(); async Task<int> F() => await new Soon();", "F().Result")]
    [TestCase("class Stream { public async IAsyncEnumerator<int> GetAsyncEnumerator() { await Task.Yield(); yield return Table.Rows[0]; } } async Task<int> F() { var n = 0; await foreach (var x in new Stream()) n += x; return n; }", "F().Result")]
    [TestCase("class Pair { public void Deconstruct(out int a, out int b) { a = Table.Rows[0]; b = 1; } }", "{ var (a, b) = new Pair(); return a + b; }")]
    [TestCase("class Pair { public void Deconstruct(out int a, out int b) { a = Table.Rows[0]; b = 1; } }", "new Pair() is (1, 1)")]
    [TestCase("class Props { public int P => Table.Rows[0]; }", "new Props() is { P: 1 }")]
    [TestCase("class Items { public int Length => Table.Rows.Length; public int this[int i] => i; }", "new Items() is [0, ..]")]
    [TestCase("class Items { public int Length => 3; public int this[int i] => Table.Rows[i]; public Items Slice(int a, int b) => this; }", "new Items()[1..2][^1]")]
    [TestCase("[System.Runtime.CompilerServices.InterpolatedStringHandler] ref struct Handler { public Handler(int a, int b) { } public void AppendLiteral(string s) { } public void AppendFormatted<T>(T value) { _ = Table.Rows[0]; } } static int Log(Handler h) => 1;", "Log($\"{1}\")")]
    [TestCase("struct Meters { public static implicit operator Meters(int n) { _ = Table.Rows[0]; return default; } } static int F(Meters m) => 1;", "F(5)")]
    [TestCase("struct Meters { public static explicit operator int(Meters m) => Table.Rows[0]; }", "(int)new Meters()")]
    [TestCase("struct V { public static V operator +(V a, V b) { _ = Table.Rows[0]; return a; } }", "(new V() + new V()).GetHashCode()")]
    [TestCase("struct V { public static V operator ++(V a) { _ = Table.Rows[0]; return a; } }", "{ var v = new V(); v++; return 0; }")]
    [TestCase("struct V { public static bool operator true(V a) => Table.Rows[0] == 1; public static bool operator false(V a) => false; }", "new V() ? 1 : 2")]
    [TestCase("struct V { public static V operator checked -(V a) { _ = Table.Rows[0]; return a; } public static V operator -(V a) => a; }", "{ _ = checked(-new V()); return 0; }")]
    [TestCase("class Bag : System.Collections.IEnumerable { public void Add(int n) { _ = Table.Rows[0]; } public System.Collections.IEnumerator GetEnumerator() => null; }", "new Bag { 1, 2 }.ToString()")]
    [TestCase("class Bag : System.Collections.IEnumerable { public System.Collections.IEnumerator GetEnumerator() => null; } static void Add(this Bag b, int n) { _ = Table.Rows[0]; }", "new Bag { 1 }.ToString()")]
    [TestCase("class Map { public int this[string key] { set { _ = Table.Rows[0]; } } }", "new Map { [\"a\"] = 1 }.ToString()")]
    [TestCase("[System.Runtime.CompilerServices.CollectionBuilder(typeof(Make), \"Of\")] class Built : IEnumerable<int> { public IEnumerator<int> GetEnumerator() => null; System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => null; } static class Make { public static Built Of(ReadOnlySpan<int> items) { _ = Table.Rows[0]; return new Built(); } }", "{ Built b = [1, 2]; return b.ToString(); }")]
    [TestCase("class Query { public Query Where(Func<int, bool> f) { _ = Table.Rows[0]; return this; } public int Select(Func<int, int> f) => f(1); }", "from x in new Query() where x > 0 select x + 1")]
    [TestCase("class Query { } static int Select(this Query q, Func<int, int> f) => Table.Rows[0];", "from x in new Query() select x + 1")]
    [TestCase("class Fixed { public ref int GetPinnableReference() => ref Table.Rows[0]; }", "{ unsafe { fixed (int* p = new Fixed()) return *p; } }")]
    [TestCase("record R(int N) { public int M { get; init; } = Table.Rows[0]; }", "(new R(1) with { N = 2 }).N")]
    [TestCase("class C { public int N { get; } = Table.Rows[0]; }", "new C().N")]
    [TestCase("class C { public C() { _ = Table.Rows[0]; } } class D : C { }", "new D().ToString()")]
    [TestCase("class C { public override string ToString() => \"\" + Table.Rows[0]; }", "$\"{new C()}\"")]
    [TestCase("class C { public override bool Equals(object o) => Table.Rows[0] == 1; public override int GetHashCode() => 1; }", "new HashSet<C> { new C(), new C() }.Count")]
    [TestCase("class C : IComparable<C> { public int CompareTo(C o) => Table.Rows[0]; }", "{ var a = new[] { new C(), new C() }; Array.Sort(a); return a.Length; }")]
    [TestCase("interface I { int Get() => Table.Rows[0]; } class C : I { }", "((I)new C()).Get()")]
    [TestCase("interface I { static abstract int Get(); } class C : I { public static int Get() => Table.Rows[0]; } int Call<T>() where T : I => T.Get();", "Call<C>()")]
    [TestCase("class C { public int M() => Table.Rows[0]; }", "typeof(C).GetMethod(\"M\").Invoke(new C(), null)")]
    [TestCase("class C { public int M() => Table.Rows[0]; }", "{ dynamic c = new C(); return (int)c.M(); }")]
    [TestCase("class C { public int M() => Table.Rows[0]; }", "Activator.CreateInstance<C>().GetHashCode()")]
    [TestCase("class C<T> where T : new() { public T Make() => new T(); } class D { public D() { _ = Table.Rows[0]; } }", "new C<D>().Make().ToString()")]
    [TestCase("class C { ~C() { _ = Table.Rows[0]; } }", "new C().ToString()")]
    [TestCase("enum E { A } static int Ext(this E e) => Table.Rows[0];", "E.A.Ext()")]
    public Task ThroughPatternsAndMembersOfTypes(string cell, string code) => AssertReach(Table + cell + Next + "Table.Rows[0] = 1;", code, "Rows");

    [TestCase("interface IShape { int Area(); } class Square : IShape { public static int Side = 3; public int Area() => Side; } class Other : IShape { public static int Radius = 2; public int Area() => Radius; } Square.Side = 4; Other.Radius = 5; object o = new Square();", "((IShape)o).Area()", "Side o")]
    [TestCase("abstract class Shape { public abstract int Area(); } class Square : Shape { public static int Side = 3; public override int Area() => Side; } Square.Side = 4; var shapes = new List<Shape> { new Square() };", "shapes.Sum(s => s.Area())", "Side shapes")]
    [TestCase("var rate = 2; var spare = 3; var table = new Dictionary<string, Func<int, int>> { [\"x\"] = n => n * rate };", "table[\"x\"](4)", "rate table")]
    [TestCase("var rate = 2; class Box { public Delegate D; } var box = new Box { D = (Func<int>)(() => rate) };", "box.D.DynamicInvoke()", "box rate")]
    [TestCase("var a = 1; IEnumerable<int> Go() { yield return a; } var e = Go();", "e.First()", "a e")]
    [TestCase("var a = 1; var q = new[] { 1, 2 }.Where(n => n > a);", "q.Count()", "a q")]
    [TestCase("var a = 1; var lazy = new Lazy<int>(() => a);", "lazy.Value", "a lazy")]
    [TestCase("var a = 1; Func<int> f = () => a; Func<int> g = () => f();", "g()", "a f g")]
    [TestCase("var a = 1; int F() => a; var m = ((Func<int>)F).Method; var self = ((Func<int>)F).Target;", "m.Invoke(self, null)", "a m self")]
    [TestCase("class C { public static int N = 1; } C.N = 2; var f = typeof(C).GetField(\"N\");", "f.GetValue(null)", "N f")]
    [TestCase("class C { public static int N = 1; public int P => N; } C.N = 2; var p = typeof(C).GetProperty(\"P\"); var c = new C();", "p.GetValue(c)", "N c p")]
    public Task ThroughTypesAndCodeThatAreFoundOnlyInValues(string cells, string code, string expected) => AssertReach(cells, code, expected);

    [TestCase("var x = new byte[1_000_000]; int OldX() => x.Length;" + Next + "var x = \"new\";", "x", "x")]
    [TestCase("var x = 1; int F() => x;" + Next + "var y = 2; int F() => y;", "F()", "y")]
    [TestCase("int F() => 1; int G() => F();" + Next + "var y = 2; int F() => y;", "G()", "")]
    [TestCase("class C { public static int Old = 1; public int Get() => Old; } C.Old = 3;" + Next + "class C { public static int New = 2; public int Get() => New; } C.New = 4; var c = new C();", "c.Get()", "New c")]
    [TestCase("class C { public static int Old = 1; public int Get() => Old; } C.Old = 3; var c = new C();" + Next + "class C { public static int New = 2; public int Get() => New; }", "c.GetType().GetMethod(\"Get\").Invoke(c, null)", "Old c")]
    [TestCase("var x = 1; Func<int> f = () => x;" + Next + "var x = \"two\";", "x + f()", "f x x")]
    public Task OfNamesThatWereDeclaredAgainTheRightOne(string cells, string code, string expected) => AssertReach(cells, code, expected);

    [Test]
    public async Task WhatIsReadAfterASwitchIsReachedHoweverLongItIs()
    {
        // The targets of a switch stand in the code as numbers, which must not be taken for instructions.
        var lengths = Enumerable.Range(3, 30).ToArray();
        await using var trip = await Trip.Of(
            string.Concat(lengths.Select(static n => $"var after{n} = {n}; ")),
            string.Concat(lengths.Select(static n =>
                $"int F{n}(int k) {{ var r = 0; switch (k) {{ {string.Concat(Enumerable.Range(0, n).Select(static i => $"case {i}: r += {i * 7}; break; "))}}} return r + after{n}; }} ")));

        Assert.Multiple(() =>
        {
            foreach (var n in lengths)
                Assert.That(trip.Reach($"F{n}(0)"), Is.EqualTo(new[] { $"after{n}" }));
        });
    }

    [Test]
    public async Task OfTwoVariablesWithOneNameEachCodeSeesItsOwn()
    {
        await using var trip = await Trip.Of("var x = 1; Func<int> f = () => x;", "var x = \"two\"; int G() => x.Length;", "var x = 3.5;");

        Assert.That(trip.Value("f() + \":\" + G() + \":\" + x.ToString(System.Globalization.CultureInfo.InvariantCulture)"), Is.EqualTo("1:3:3.5"));
    }

    [Test]
    public async Task WhatTheCodeDoesNotTouchCostsNothing()
    {
        await using var trip = await Trip.Of("var huge = new double[250_000_000]; class Holder { public static byte[] Huge = new byte[100_000_000]; public static int N = 1; } Holder.N = 2; var n = 1;");

        using var arrival = trip.Arrive("n + Holder.N");

        Assert.That(arrival.SnapshotLength, Is.LessThan(64 * 1024));
    }

    private static async Task AssertReach(string cells, string code, string expected)
    {
        await using var trip = await Trip.Of(["var untouched = new byte[50_000_000];", .. cells.Split(Next)]);
        using var arrival = trip.Arrive(code);

        Assert.Multiple(() =>
        {
            Assert.That(string.Join(' ', arrival.Variables.Select(MemberNames.Shown).Order(StringComparer.Ordinal)), Is.EqualTo(expected));
            Assert.That(arrival.SnapshotLength, Is.LessThan(1_000_000));
            Assert.That(() => arrival.Invoke(), Throws.Nothing);
        });
    }
}
