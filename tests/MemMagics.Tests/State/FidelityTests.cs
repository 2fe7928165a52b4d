using MemMagics.Reports;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Tests.State;

/// <summary>What means something in its own process only is rebuilt so that it is right in the worker, or refused by name; it is never copied as it is.</summary>
public sealed class FidelityTests
{
    private const string Library = """
        using System; using System.Collections.Generic; using System.Runtime.CompilerServices;
        namespace Lib
        {
            public sealed class Memo { readonly string _text; int _code; public Memo(string text) => _text = text; public override int GetHashCode() => _code != 0 ? _code : _code = _text.GetHashCode(); public override bool Equals(object o) => o is Memo m && m._text == _text; }
            public sealed class Helped { readonly string _text; readonly int _code; public Helped(string text) { _text = text; _code = Mix(text); } static int Mix(string t) { var h = t.GetHashCode(); return (h * 31) ^ (h >> 3); } public int Code => _code; }
            public sealed class Combined { readonly int _code; public Combined(string a, int b) => _code = HashCode.Combine(a, b); public int Code => _code; }
            public sealed class OwnMap<TKey, TValue>
            {
                struct Entry { public int Hash; public int Next; public TKey Key; public TValue Value; }
                int[] _buckets = new int[16]; Entry[] _entries = new Entry[16]; int _count;
                public void Add(TKey key, TValue value) { var hash = key.GetHashCode() & int.MaxValue; ref var bucket = ref _buckets[hash % 16]; _entries[_count].Hash = hash; _entries[_count].Key = key; _entries[_count].Value = value; _entries[_count].Next = bucket; bucket = ++_count; }
                public int Count => _count;
            }
            public sealed class Chained { class Node { public readonly Node Next; public readonly object Key; public Node(object key, Node next) { Key = key; Next = next; } } readonly Node[] _table = new Node[8]; public void Add(object key) { var i = (key.GetHashCode() & 7); _table[i] = new Node(key, _table[i]); } public int Size => _table.Length; }
            public sealed class Typed { readonly int _code; public Typed(Type type) => _code = HashCode.Combine(type, 1); public int Code => _code; }
            public sealed class Remembering { readonly Type _type; int? _hash; public Remembering(Type type) => _type = type; public override int GetHashCode() => _hash ??= _type.GetHashCode(); }
            public sealed class RememberingNumber { readonly object _key; int _hash; public RememberingNumber(object key) => _key = key; public override int GetHashCode() { if (_hash == 0) _hash = _key.GetHashCode() | 1; return _hash; } }
            public sealed class Rolling { int _hash; public int Add(object o) { if (_hash == 0) _hash = 17; _hash = _hash * 31 + o.GetHashCode(); return _hash; } }
            public sealed class Watching { int _last; public bool Changed(object o) { var hash = o.GetHashCode(); if (hash == _last) return false; _last = hash; return true; } }
            public sealed class Summing { int? _sum; public int Add(object o) { var sum = (_sum ?? 17) * 31 + o.GetHashCode(); _sum = sum; return sum; } }
            public sealed class Seeing { HashSet<int> _codes; public bool First(object o) { _codes ??= new(); return _codes.Add(o.GetHashCode()); } }
            public sealed class Ticket { static int s_next = 1; static readonly Dictionary<int, Ticket> s_all = new(); public readonly int Id; public Ticket() => s_all.Add(Id = s_next++, this); public static int Last => s_next; }
            public class Widget { public static readonly List<Widget> All = new(); public Widget() => All.Add(this); }
            public static class Widgets<T> { public static readonly Widget One = new(); }
            public sealed class Plan { public static readonly Plan None = new(); public int N; }
            public readonly struct Profile { readonly Plan _plan; readonly int _hash; public Profile(Plan plan) { _plan = plan; _hash = plan.GetHashCode() * 3; } public override int GetHashCode() => _hash; public Plan Plan => _plan; }
            public sealed class Engine { public Profile Profile = new(Plan.None); }
            public sealed class Kinds { readonly int _list = typeof(IEnumerable<>).GetHashCode(); readonly int _text = typeof(string).GetHashCode(); public bool IsList(Type type) => type.GetGenericTypeDefinition().GetHashCode() == _list; public bool IsText(Type type) => type.GetHashCode() == _text; }
            public sealed class Listed { readonly List<int> _codes = new(); public void Add(Type type) => _codes.Add(type.GetHashCode()); public int N => _codes.Count; }
            public sealed class ByIdentity { readonly int[] _codes = new int[4]; int _n; public void Add(object o) => _codes[_n++] = RuntimeHelpers.GetHashCode(o); public bool Has(object o) => Array.IndexOf(_codes, RuntimeHelpers.GetHashCode(o)) >= 0; }
            public sealed class Counter { int _count; readonly string _name; int _id; public Counter(string name) { _name = name; _id = 7; } public void Add(object o) { if (o.GetHashCode() == 3) _count = 1; _count++; } public int Count => _count; public override int GetHashCode() => HashCode.Combine(_name, _id); }
            public sealed class Numbered { readonly int _seed; public Numbered(int n) => _seed = n.GetHashCode() + Guid.Empty.GetHashCode(); public int Seed => _seed; }
            public sealed class Referenced { readonly Dictionary<object, string> _names = new(ReferenceEqualityComparer.Instance); readonly ConditionalWeakTable<object, string> _weak = new(); public void Name(object o, string name) { _names[o] = name; _weak.Add(o, name); } public string NameOf(object o) => _names[o] + (_weak.TryGetValue(o, out var weak) ? weak : "-"); }
            public sealed class Registered { static readonly List<Registered> s_all = new(); public readonly int Id = 5; public Registered() => s_all.Add(this); public static int All => s_all.Count; }
            public sealed class Tabled { static readonly Dictionary<string, Tabled> s_byName = new(); public Tabled(string name) => s_byName[name] = this; public int N => 1; public static Tabled Of(string name) => s_byName[name]; }
            public class Land { static readonly Dictionary<string, Land> s_byCode = new(); public readonly string Code; public Land(string code) => s_byCode.Add(Code = code, this); public static Land Of(string code) => s_byCode[code]; public static int Count => s_byCode.Count; }
            public static class Lands { public static readonly Land Norway = new("no"), Chile = new("cl"); }
            public sealed class Small { static readonly Small[] s_all = new Small[4]; public readonly int N; Small(int n) => N = n; public static Small Of(int n) => s_all[n] ??= new Small(n); }
            public sealed class Held<T> { public static readonly List<Held<T>> All = new(); [ThreadStatic] public static int Made; public T Value; public Held(T value) { Value = value; All.Add(this); Made++; } }
            public sealed class Current { static Current s_current; public static Current Get() => s_current ??= new Current(); public int N = 3; }
            public sealed class Unit { public static readonly Unit Metre = new(); public static readonly IReadOnlyList<Unit> All = new List<Unit> { Metre }; public string Name = "m"; }
        }
        """;

    private static readonly string s_library = Compile();

    [TestCase("new Lib.OwnMap<KeyValuePair<int, int>, int>(); v.Add(default, 1)", "v.Count", "v : OwnMap<KeyValuePair<int, int>, int> cannot leave this process: it keeps hash codes in its field '_buckets', and those are others in another process.")]
    [TestCase("new Lib.Typed(typeof(int))", "v.Code", "v : Typed cannot leave this process: it keeps hash codes in its field '_code'")]
    [TestCase("new Lib.Listed(); v.Add(typeof(int))", "v.N", "v : Listed cannot leave this process: it keeps hash codes in its field '_codes'")]
    [TestCase("new Lib.Rolling(); v.Add(typeof(int))", "v.Add(typeof(long))", "v : Rolling cannot leave this process: it keeps hash codes in its field '_hash'")]
    [TestCase("new Lib.Watching(); v.Changed(typeof(int))", "v.Changed(typeof(int))", "v : Watching cannot leave this process: it keeps hash codes in its field '_last'")]
    [TestCase("new Lib.Summing(); v.Add(typeof(int))", "v.Add(typeof(int))", "v : Summing cannot leave this process: it keeps hash codes in its field '_sum'")]
    [TestCase("new Lib.Seeing(); v.First(typeof(int))", "v.First(typeof(int))", "v : Seeing cannot leave this process: it keeps hash codes in its field '_codes'")]
    [TestCase("new Lib.Chained(); v.Add(\"a\")", "v.Size", "v : Chained cannot leave this process: it keeps hash codes in its field '_table'")]
    public async Task RefusedByName(string value, string code, string expected)
    {
        await using var trip = await Trip.Of($"#r \"{s_library}\"\nvar v = {value}; _ = {code};");

        var sentence = trip.Refusal(code);

        Assert.That(sentence, Does.StartWith(expected).And.Contain("--replay").And.Contain("--in-process"));
    }

    [TestCase("int kept = spot.GetHashCode();", "kept == spot.GetHashCode()", "kept : int")]
    [TestCase("var kept = spots.ToDictionary(s => s.GetHashCode());", "kept.ContainsKey(spot.GetHashCode())", "kept : Dictionary<int, Spot>")]
    [TestCase("var kept = new HashSet<int>(); foreach (var s in spots) kept.Add(s.GetHashCode());", "kept.Contains(spot.GetHashCode())", "kept : HashSet<int>")]
    [TestCase("var kept = new Dictionary<int, string> { [spot.GetHashCode()] = spot.S };", "kept.ContainsKey(spot.GetHashCode())", "kept : Dictionary<int, string>")]
    [TestCase("var kept = new[] { (spot, 1).GetHashCode() };", "kept[0] == (spot, 1).GetHashCode()", "kept : int[]")]
    [TestCase("var kept = spots.Select(s => HashCode.Combine(s, 1)).ToList();", "kept[0] == HashCode.Combine(spot, 1)", "kept : List<int>")]
    [TestCase("var kept = spots.Select(s => new { Hash = s.GetHashCode(), Spot = s }).ToArray();", "kept[0].Hash == spot.GetHashCode()", "kept : ")]
    [TestCase("int Hash(Spot s) => s.GetHashCode(); var kept = new SortedList<int, Spot>(); foreach (var s in spots) kept[Hash(s)] = s;", "kept.ContainsKey(Hash(spot))", "kept : SortedList<int, Spot>")]
    [TestCase("record Holder(Spot S); var kept = spots.GroupBy(s => new Holder(s).GetHashCode() & 1).ToList();", "kept.Count", "kept : List<IGrouping<int, Spot>>")]
    [TestCase("static class Index { public static readonly Dictionary<int, string> Kept = new(); public static void Add(Spot s) => Kept[s.GetHashCode()] = s.S; } Index.Add(spot);", "Index.Kept.ContainsKey(spot.GetHashCode())", "Index.Kept : Dictionary<int, string>")]
    public async Task HashCodesOfStructsKeptByACellAreRefusedByName(string cell, string code, string place)
    {
        await using var trip = await Trip.Of("struct Spot { public int N; public string S; } var spot = new Spot { N = 1, S = \"a\" }; var spots = new[] { spot };", cell);

        Assert.That(trip.Refusal(code), Does.StartWith(place).And.Contain("cannot leave this process: it keeps hash codes of structs that have no GetHashCode of their own"));
    }

    [TestCase("var byHash = spots.OrderBy(s => s.GetHashCode()).ToList();", "byHash.Count")]
    [TestCase("var even = spots.Where(s => s.GetHashCode() == spot.GetHashCode()).ToArray();", "even.Length")]
    [TestCase("Func<Spot, int> hash = s => s.GetHashCode(); var same = EqualityComparer<Spot>.Create((a, b) => a.N == b.N, s => s.GetHashCode() * 0); var set = new HashSet<Spot>(same) { spot };", "hash(spot) == spot.GetHashCode() && set.Contains(spot)")]
    [TestCase("var later = new HashSet<int>(); void Fill() { foreach (var s in spots) later.Add(s.GetHashCode()); }", "{ Fill(); return later.Contains(spot.GetHashCode()); }")]
    [TestCase("record struct Point(int X); var kept = new Dictionary<int, string> { [new Point(1).GetHashCode()] = \"p\" }; var n = spots.GroupBy(s => s.GetHashCode()).Count();", "kept.ContainsKey(new Point(1).GetHashCode()) && n == 1")]
    [TestCase("record Child(Parent P); record Parent(Child C, string Name); var parent = new Parent(null, \"n\"); var kept = parent.GetHashCode();", "kept == parent.GetHashCode()")]
    [TestCase("object any = \"abc\"; var kept = any.GetHashCode();", "kept == any.GetHashCode()")]
    [TestCase("var kept = typeof(System.Text.RegularExpressions.Regex).GetHashCode();", "kept == typeof(System.Text.RegularExpressions.Regex).GetHashCode()")]
    public async Task WhatKeepsNoSuchHashCodeTravels(string cell, string code)
    {
        await using var trip = await Trip.Of("struct Spot { public int N; public string S; } var spot = new Spot { N = 1, S = \"a\" }; var spots = new[] { spot };", cell);

        Assert.That(trip.Value(code), Is.EqualTo(await trip.OwnValue(code.StartsWith('{') ? code[1..^1] : code)));
    }

    [TestCase("class Picky : IEqualityComparer<string> { public static bool Fails; static int s_asked; public bool Equals(string x, string y) => x == y; public int GetHashCode(string s) => s_asked++ < 0 || Fails ? throw new InvalidOperationException(\"no hash\") : 1; } var map = new Dictionary<string, int>(new Picky()) { [\"a\"] = 1 }; Picky.Fails = true;", "map : Dictionary<string, int> cannot be put together again in the worker: InvalidOperationException: no hash. Use --replay or --in-process.")]
    [TestCase("struct Spot { public int N; } class Key { public int N; public override int GetHashCode() => new Spot { N = N }.GetHashCode(); public override bool Equals(object o) => o is Key k && k.N == N; } var one = new Key { N = 1 }; var map = new Dictionary<Key, int> { [one] = 1, [new Key { N = 2 }] = 2 }; one.N = 2;", "A Dictionary<Key, int> holds two keys that are equal by now: they were changed after they were added. Use --replay or --in-process.")]
    public async Task WhatOnlyTheWorkerSeesIsASentenceWithTheWaysOut(string cell, string expected)
    {
        await using var trip = await Trip.Of(cell);

        Assert.That(() => trip.Value("map.Count"), Throws.TypeOf<MemMagics.Wire.State.SnapshotException>().With.Message.EqualTo(expected));
    }

    [TestCase("var v = new Lib.Counter(\"c\"); v.Add(5); v.GetHashCode();", "v.Count")]
    [TestCase("var v = new Lib.Numbered(5);", "v.Seed")]
    [TestCase("var v = new Lib.Memo(\"x\"); v.GetHashCode();", "v.GetHashCode()")]
    [TestCase("var v = new Lib.Kinds();", "(v.IsList(typeof(IEnumerable<int>)), v.IsText(typeof(string)), v.IsText(typeof(int)))")]
    [TestCase("var v = new Lib.Remembering(typeof(List<int>)); v.GetHashCode();", "v.GetHashCode() == typeof(List<int>).GetHashCode()")]
    [TestCase("struct Spot { public int N; } var v = new Lib.RememberingNumber(new Spot { N = 2 }); v.GetHashCode();", "v.GetHashCode() == (new Spot { N = 2 }.GetHashCode() | 1)")]
    [TestCase("var v = new Lib.Engine();", "v.Profile.GetHashCode() == new Lib.Profile(Lib.Plan.None).GetHashCode()")]
    [TestCase("var v = new Lib.Profile(new Lib.Plan { N = 2 });", "v.GetHashCode() == new Lib.Profile(v.Plan).GetHashCode()")]
    [TestCase("var v = new Lib.Helped(\"x\");", "v.Code - new Lib.Helped(\"x\").Code")]
    [TestCase("var v = new Lib.Combined(\"x\", 1);", "v.Code - new Lib.Combined(\"x\", 1).Code")]
    [TestCase("var v = new Lib.OwnMap<string, int>(); v.Add(\"a\", 1);", "v.Count")]
    [TestCase("var v = new Lib.ByIdentity(); var one = new object(); var two = new object(); v.Add(one);", "(v.Has(one), v.Has(two))")]
    [TestCase("record Named(string Text) { int? _hash; public override int GetHashCode() => _hash ??= Text?.GetHashCode() ?? 0; } var v = new Named(\"x\"); var map = new Dictionary<Named, int> { [v] = 1 };", "map[v] + map[new Named(\"x\")]")]
    [TestCase("var v = new Lib.Memo(\"x\"); var other = new Lib.Memo(\"x\");", "v.Equals(other)")]
    [TestCase("var key = new object(); var v = new Lib.Referenced(); v.Name(key, \"k\");", "v.NameOf(key)")]
    [TestCase("var v = Lib.Unit.Metre;", "object.ReferenceEquals(v, Lib.Unit.Metre) + v.Name + object.ReferenceEquals(v, Lib.Unit.All[0])")]
    [TestCase("var v = new Lib.Registered();", "v.Id + Lib.Registered.All")]
    [TestCase("var v = new Lib.Ticket(); var w = new Lib.Ticket();", "v.Id * 100 + w.Id * 10 + Lib.Ticket.Last")]
    [TestCase("class Mine : Lib.Widget { } var v = new Mine();", "Lib.Widget.All.Contains(v)")]
    [TestCase("var v = new Lib.Widget(); var one = Lib.Widgets<int>.One;", "(Lib.Widget.All.Count(w => object.ReferenceEquals(w, v)), object.ReferenceEquals(one, Lib.Widgets<int>.One), Lib.Widget.All.Contains(Lib.Widgets<int>.One))")]
    [TestCase("var v = new Lib.Tabled(\"a\"); var w = new Lib.Tabled(\"b\");", "object.ReferenceEquals(Lib.Tabled.Of(\"a\"), v) && object.ReferenceEquals(Lib.Tabled.Of(\"b\"), w)")]
    [TestCase("var v = Lib.Current.Get(); v.N = 7;", "object.ReferenceEquals(v, Lib.Current.Get()) + \"\" + Lib.Current.Get().N")]
    [TestCase("var v = Lib.Small.Of(2);", "object.ReferenceEquals(v, Lib.Small.Of(2))")]
    [TestCase("var v = Lib.Lands.Chile; var own = new Lib.Land(\"xx\");", "(v.Code, Lib.Lands.Norway.Code, object.ReferenceEquals(v, Lib.Lands.Chile), object.ReferenceEquals(own, Lib.Land.Of(\"xx\")), object.ReferenceEquals(v, Lib.Land.Of(\"cl\")), Lib.Land.Count)")]
    [TestCase("var v = new Lib.Held<string>(\"a\"); var w = new Lib.Held<int>(5);", "(object.ReferenceEquals(v, Lib.Held<string>.All[0]), w.Value, Lib.Held<int>.All.Count)")]
    public async Task RightInTheWorker(string cell, string code)
    {
        await using var trip = await Trip.Of($"#r \"{s_library}\"\n{cell}");

        Assert.That(trip.Value(code), Is.EqualTo(await trip.OwnValue(code)));
    }

    // In the warm call the table is made again, and what the initialiser added to it in the first one would be missing.
    [Test]
    public async Task WhereAnInitialiserAddedToATableTheFirstCallIsReported()
    {
        await using var session = await ScriptSession.Start($"#r \"{s_library}\"\nvar own = new Lib.Land(\"xx\");");

        var report = await session.Memit("object.ReferenceEquals(Lib.Land.Of(\"no\"), Lib.Lands.Norway) && own != null", static request => request with { Repeat = 1 });
        var before = await session.Memit("{ _ = Lib.Lands.Norway; return Lib.Land.Of(\"no\").Code + own.Code; }", static request => request with { Repeat = 1 });

        Assert.That((before.Failure, before.Measured), Is.EqualTo(((string?)null, MeasuredCall.FirstCall)));
        Assert.That(before.Notes, Has.One.StartsWith("Only the first call was measured, because static initialisers ran in it that cannot run twice."));
        Assert.That(report.Failure, Does.Contain("KeyNotFoundException"), "as in the notebook, where the initialiser has not run yet");
    }

    // Asking such a collection for its count makes what it holds.
    [TestCase("var json = System.Text.Json.Nodes.JsonNode.Parse(\"[1,2,3]\").AsArray();", "json.Count")]
    public async Task CapturingAsksNothingThatChangesTheObject(string cell, string code)
    {
        await using var session = await ScriptSession.Start(cell);

        var report = await session.Memit(code, static request => request with { Repeat = 1 });
        var again = await session.Memit(code, static request => request with { Repeat = 1 });

        Assert.That(report.Worst!.Allocated, Is.GreaterThan(0));
        Assert.That(again.Worst!.Allocated, Is.EqualTo(report.Worst.Allocated));
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(Path.GetDirectoryName(s_library)!, recursive: true);

    private static string Compile()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("memmagics-tests").FullName, "Lib.dll");
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var references = (string[])["System.Private.CoreLib.dll", "System.Runtime.dll", "System.Collections.dll"];
        var result = CSharpCompilation.Create(
                "Lib", [CSharpSyntaxTree.ParseText(Library)], references.Select(name => MetadataReference.CreateFromFile(Path.Combine(framework, name))),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release))
            .Emit(path);
        Assert.That(result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error), Is.Empty);
        return path;
    }
}
