namespace MemMagics.Tests.State;

/// <summary>An iterator half-way through.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Code">Goes on with it, to the end.</param>
/// <param name="Rest">What the code is worth then.</param>
/// <param name="Cells">Make it, and begin.</param>
public sealed record HalfWayIterator(string Name, string Code, string Rest, params string[] Cells)
{
    /// <summary>A cell with the function <c>Rest</c>, which goes on to the end.</summary>
    public const string RestOf =
        "string Rest<T>(IEnumerator<T> e) { var rest = new List<string>(); while (e.MoveNext()) rest.Add($\"{e.Current}\"); return string.Join(\" \", rest); }";

    /// <summary>A cell with an iterator of which Debug keeps other things than Release.</summary>
    public const string Squares =
        "IEnumerable<int> Squares(int n) { for (var i = 0; i < n; i++) { var square = i * i; yield return square; } }";

    public static IEnumerable<HalfWayIterator> Cases =>
    [
        new("Locals", "Rest(e)", "4 9 16", Squares, "var e = Squares(5).GetEnumerator(); e.MoveNext(); e.MoveNext();"),
        new("BegunOnAnotherThread", "Rest(e)", "4 9", Squares, "IEnumerator<int> e = null; await Task.Factory.StartNew(() => { e = Squares(4).GetEnumerator(); e.MoveNext(); e.MoveNext(); }, TaskCreationOptions.LongRunning);"),
        new("EnumeratedAnewBeside", "Rest(e) + '|' + string.Join(' ', (IEnumerable<int>)e)", "4|0 1 4", Squares, "var e = Squares(3).GetEnumerator(); e.MoveNext(); e.MoveNext();"),
        new("InsideOtherObjects", "Rest(all[\"b\"].First())", "1 4", Squares, "var all = new Dictionary<string, IEnumerator<int>[]> { [\"a\"] = new[] { Squares(9).GetEnumerator() }, [\"b\"] = new[] { Squares(3).GetEnumerator() } }; all[\"b\"][0].MoveNext();"),
        new("ParametersThatLambdasCapture", "$\"{Next()} {Next()} {Next()}\"", "10 12 14",
            "IEnumerable<Func<int>> Steps(int from) { for (var i = 0; ; i++) { var step = i; yield return () => step + from++; } }",
            "var e = Steps(10).GetEnumerator(); e.MoveNext();",
            "int Next() { var now = e.Current(); e.MoveNext(); return now; }"),
        new("NestedForeach", "Rest(e)", "40 20 40 80 60 P",
            "IEnumerable<object> Products(params int[] more) { foreach (var x in new[] { 1, 2 }) foreach (var y in new List<int>(more) { 40 }) yield return x * y; foreach (var (_, v) in new SortedDictionary<string, int> { [\"a\"] = 60 }) yield return v; foreach (var c in \"P\") yield return c; }",
            "var e = Products(10, 20).GetEnumerator(); e.MoveNext(); e.MoveNext();"),
        new("TryFinally", "Rest(e) + ' ' + string.Join(' ', log)", "2 3 inner outer",
            "var log = new List<string>(); IEnumerable<int> Guarded() { try { try { yield return 1; yield return 2; } finally { log.Add(\"inner\"); } yield return 3; } finally { log.Add(\"outer\"); } }",
            "var e = Guarded().GetEnumerator(); e.MoveNext();"),
        new("FinallyThatEndsItEarly", "End()", "inner outer False",
            "var log = new List<string>(); IEnumerable<int> Guarded() { var name = \"inner\"; try { try { yield return 1; yield return 2; } finally { log.Add(name); } yield return 3; } finally { log.Add(\"outer\"); } }",
            "var e = Guarded().GetEnumerator(); e.MoveNext(); e.MoveNext(); string End() { e.Dispose(); return $\"{log[0]} {log[1]} {e.MoveNext()}\"; }"),
        new("UsingInFlight", "Rest(e) + ' ' + string.Join(' ', Scope.Log)", "2 3 open a open b close b close a",
            "class Scope : IDisposable { public static readonly List<string> Log = new(); readonly string _name; public Scope(string name) { _name = name; Log.Add(\"open \" + name); } public void Dispose() => Log.Add(\"close \" + _name); } IEnumerable<int> Scoped() { using var a = new Scope(\"a\"); yield return 1; using (var b = new Scope(\"b\")) { yield return 2; } yield return 3; } var e = Scoped().GetEnumerator(); e.MoveNext();"),
        new("Generic", "Rest(e)", "(b, c) (c, d)",
            "IEnumerable<(T, T)> Pairs<T>(IEnumerable<T> items) { var any = false; T last = default; foreach (var item in items) { if (any) yield return (last, item); last = item; any = true; } }",
            "var e = Pairs(new[] { \"a\", \"b\", \"c\", \"d\" }).GetEnumerator(); e.MoveNext();"),
        new("OfAGenericClass", "Rest(e)", "y z",
            "class Box<T> { readonly T[] _items; public Box(params T[] items) => _items = items; public IEnumerator<T> GetEnumerator() { var i = 0; while (i < _items.Length) { var item = _items[i++]; yield return item; } } } var e = new Box<string>(\"x\", \"y\", \"z\").GetEnumerator(); e.MoveNext();"),
        new("OfALocalFunction", "Rest(e)", "12 13",
            "IEnumerable<int> Outer(int n) { IEnumerable<int> Inner(int from) { var k = from; yield return k; yield return k + n; yield return k + n + 1; } foreach (var v in Inner(10)) yield return v; } var e = Outer(2).GetEnumerator(); e.MoveNext();"),
        new("Switch", "Rest(e)", "2 3",
            "IEnumerable<int> Cases(string s) { switch (s) { case \"one\": var x = 1; yield return x; goto case \"two\"; case \"two\": yield return 2; break; } yield return 3; } var e = Cases(\"one\").GetEnumerator(); e.MoveNext();"),
        new("WithoutLocals", "Rest(e)", "2 3", "static IEnumerable<int> Three() { yield return 1; yield return 2; yield return 3; } var e = Three().GetEnumerator(); e.MoveNext();"),
        new("TwoThatShareWhatTheyCaptured", "Rest(twins[0]) + '|' + Rest(twins[1])", "2 3|4 5",
            "IEnumerator<int>[] Twins() { var n = 0; IEnumerable<int> One() { for (var i = 0; i < 3; i++) { var now = n++; yield return now; } } return new[] { One().GetEnumerator(), One().GetEnumerator() }; } var twins = Twins(); foreach (var twin in twins) twin.MoveNext();"),
        new("HoldsOneOfAnotherCell", "Rest(e)", "18 32", Squares,
            "IEnumerable<int> Doubled(IEnumerable<int> numbers) { foreach (var number in numbers) { var doubled = 2 * number; yield return doubled; } } var e = Doubled(Squares(5)).GetEnumerator(); e.MoveNext(); e.MoveNext(); e.MoveNext();"),
        new("InAChainOfLinq", "Rest(e)", "s=9 s=16", Squares, "var least = 3; var e = Squares(5).Where(s => s > least).Select(s => $\"s={s}\").GetEnumerator(); e.MoveNext();"),
        new("InASortedQuery", "Rest(e)", "0", Squares, "var e = (from a in Squares(3) join b in Squares(2) on a equals b orderby a descending select b).GetEnumerator(); e.MoveNext();"),
        new("BesideStaticStateOfItsCell", "$\"{Rest(e)} {Count.Runs} {Count.Made.Count}\"", "5 6 1 3",
            "class Count { public static int Runs; public static readonly List<int> Made = new() { 4, 5, 6 }; static Count() { Runs++; } } IEnumerable<int> Counted() { foreach (var made in Count.Made) { var now = made; yield return now; } } var e = Counted().GetEnumerator(); e.MoveNext();"),
    ];

    public override string ToString() => Name;
}
