using MemMagics.Reports;
using MemMagics.Tests.Instrumentation;

namespace MemMagics.Tests.Compilation;

/// <summary>What is legal in a cell is legal after a magic.</summary>
internal sealed class CellMeaningTests
{
    private const string AsFields = "The code compiles only as a cell does";

    [TestCase("Func<int, int> fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2); fib(10)", 24 + 64, Description = "closure and delegate, as in a method where the variable is declared first")]
    [TestCase("int Area(int r) => r * r; int Area(int a, int b) => a * b; Area(3) + Area(2, 3)", 0)]
    [TestCase("byte[] Of(int n) => new byte[n]; byte[] Of(string s) => Of(s.Length); Func<string, byte[]> f = Of; f(\"abc\")", 32, Description = "the delegate of a function without captures is cached, as that of a local function is")]
    [TestCase("T[] Of<T>(int n) => new T[n]; T[] Of<T>(T one) where T : class => new T[1]; (Of<byte>(100), Of(\"x\"))", 128 + 32)]
    [TestCase("int total; for (var i = 0; i < 3; i++) total += i; total", 0)]
    [TestCase("int a, b = 2, c; string s; c += b; GC.KeepAlive(s); new byte[a + c]", 32)]
    [TestCase("readonly int z = 5; z", 0)]
    [TestCase("private readonly byte[] kept = new byte[100]; kept", 128)]
    [TestCase("const int N = 100; static byte[] Make() => new byte[N]; Make()", 128)]
    [TestCase("const int N = 100; class Made { public byte[] Bytes = new byte[N]; } new Made().Bytes", 128, Description = "the object itself is removed")]
    [TestCase("const int N = 100; record struct Made(int Size = N); new byte[new Made(N).Size]", 128)]
    [TestCase("static int size = 100; static byte[] Make() => new byte[size]; Make()", 128)]
    [TestCase("static int Size { get; set; } = 100; new byte[Size]", 128)]
    [TestCase("enum Kind { Small = 1, Large = 100 } delegate byte[] Maker(Kind kind); Maker make = kind => new byte[(int)kind]; make(Kind.Large)", 128)]
    [TestCase("record struct V(int X) { public static V operator +(V a, V b) => new(a.X + b.X); } new byte[(new V(1) + new V(2)).X]", 32)]
    [TestCase("interface IShape { int Area { get; } } class Square(int side) : IShape { public int Area => side * side; } IShape s = new Square(10); new byte[s.Area]", 128)]
    [TestCase("event Action Happened; Happened += () => { }; Happened();", 0)]
    [TestCase("static byte[] Twice(this byte[] bytes) => new byte[2 * bytes.Length]; new byte[50].Twice()", 128)]
    [TestCase("var i = 0; again: if (++i < 3) goto again; new byte[i]", 32)]
    [TestCase("if (DateTime.Now.Year > 1) return new byte[100]; return null;", 128)]
    [TestCase("[Obsolete(\"x\")] byte[] Old() => new byte[100]; Old()", 128)]
    [TestCase("async Task<int> Wait() { await Task.CompletedTask; return 5000; } await Wait()", 72)]
    [TestCase("int.TryParse(\"5\", out var n); new byte[n]", 32)]
    [TestCase("object o = new byte[5]; if (o is byte[] bytes) GC.KeepAlive(bytes); bytes", 32)]
    [TestCase("var (a, b) = (1, new byte[100]); b", 128)]
    [TestCase("Span<int> s = stackalloc int[3]; s[0] = 100; new byte[s[0]]", 128, Description = "no field can hold it")]
    [TestCase("int x = 3; ref int y = ref x; y = 100; new byte[x]", 128)]
    [TestCase("Span<byte> s = new byte[100]; int Of(int n) => n; int Of(string t) => t.Length; Of(1) + Of(\"a\") + s.Length", 0, Description = "overloads and a local variable that no field can hold: the array is removed")]
    [TestCase("int Later() => later; int later = 100; new byte[Later()]", 128)]
    [TestCase("unsafe { int x = 100; int* p = &x; GC.KeepAlive(new byte[*p]); }", 128)]
    [TestCase("using var s = new MemoryStream(); s.WriteByte(1);", 344)]
    [TestCase("await using var s = new MemoryStream(); s.WriteByte(1);", 344)]
    [TestCase("using MemoryStream s = new(), t = new(); s.WriteByte(1); t", 344 + 64)]
    [TestCase("using System.Globalization; using var s = new MemoryStream(); CultureInfo.InvariantCulture.GetType(); s.WriteByte(1);", 344)]
    [TestCase("#define MINE\n[System.Diagnostics.Conditional(\"MINE\")] static void Log(object o) => GC.KeepAlive(o);\nLog(new byte[100]);", 128)]
    [TestCase("#undef TRACE // the SDK's Release build has it\nSystem.Diagnostics.Trace.WriteLine(new byte[100]);", 0)]
    public async Task ItIsMeasuredToTheByte(string code, long expected)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 2 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(expected));
    }

    [TestCase("Func<int, bool> even = n => n == 0 || odd(n - 1); Func<int, bool> odd = n => n != 0 && even(n - 1); even(10)", 64 + 64, "even and odd are fields")]
    [TestCase("var bytes = new byte[100]; int Of() => bytes.Length; int Of(int n) => n; Of() + Of(1)", 128, "bytes is a field")]
    [TestCase("using var s = new MemoryStream(); int Of() => s.Capacity; int Of(int n) => n; Of() + Of(1)", 64, "s is a field")]
    [TestCase("int n = 5; int Of() => n; int Of(int m) => m; await Task.CompletedTask; Func<int> f = Of; f()", 64, "n and f are fields")]
    [TestCase("class Closing : IDisposable { public int N; public void Dispose() => GC.KeepAlive(new byte[100]); } using var c = new Closing(); int Of() => c.N; int Of(int n) => n; if (Of() == 0) return; Of(1);", 24 + 128, "c is a field", Description = "an early return disposes, too")]
    public async Task WhatOnlyACellCompilesIsMeasuredAsACellWithANote(string code, long expected, string note)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 2 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(expected));
        Assert.That(report.Notes, Has.Exactly(1).StartsWith(AsFields).And.Contains(note));
    }

    [TestCase("Func<int, int> fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2); fib(10)")]
    [TestCase("int Area(int r) => r * r; int Area(int a, int b) => a * b; Area(3) + Area(2, 3)")]
    [TestCase("int total; for (var i = 0; i < 3; i++) total += i; total")]
    [TestCase("int Size => n; int n = 100; new byte[Size]", Description = "fields of numbers hold nothing, and no lambda captures them")]
    public async Task WithLocalVariablesThereIsNoNote(string code)
    {
        await using var session = await ScriptSession.Start();
        Assert.That((await session.Memit(code, request => request with { Repeat = 1 })).Notes, Has.None.StartsWith(AsFields));
    }

    [TestCase("int total = 5; int Twice => 2 * total; new byte[Twice]", 40)]
    [TestCase("var bytes = new byte[100]; int Of() => bytes.Length; int Of(int n) => n; new byte[Of() + Of(1)]", 128 + 128)]
    [TestCase("int Size(int n) => n; byte[] Made => new byte[Size(5)]; Made", 32)]
    [TestCase("int other = 5; byte[] Made => new byte[total]; (other, Made)", 5024, Description = "a name that the code does not declare is the session's")]
    [TestCase("int total = 5; class Sized { public int total = 100; public byte[] Made => new byte[total]; } (total, new Sized().Made)", 128)]
    public async Task TheCodesOwnNamesGoBeforeThoseOfEarlierCells(string code, long expected)
    {
        await using var session = await ScriptSession.Start("int total = 5000; var bytes = new byte[5000]; int Size(int n) => 5000;");

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs[0].Allocated, Is.EqualTo(expected));
    }

    [TestCase("using var c = new Closing(); int Of() => c.N; int Of(int n) => n; if (Of() == 0) return; Of(1);")]
    [TestCase("using var c = new Closing(); int Of() => c.N; int Of(int n) => n; if (Of() == 0) throw new Exception(\"no\"); Of(1);")]
    [TestCase("await using var c = new Closing(); int Of() => c.N; int Of(int n) => n; if (Of() == 0) throw new Exception(\"no\"); Of(1);")]
    [TestCase("using Closing c = new(), none = null; int Of() => c.N; int Of(int n) => n; new byte[Of()]")]
    public async Task HoweverACellEndsItDisposesOfItsVariables(string code)
    {
        await using var session = await ScriptSession.Start(
            "class Closing : IDisposable, IAsyncDisposable { public static int Closed; public int N; public void Dispose() => Closed++; public async ValueTask DisposeAsync() { await Task.Yield(); Closed++; } }");

        // act
        await session.Memit(code, request => request with { State = StateMode.InProcess });

        // assert
        await session.Run("Closing.Closed");
        Assert.That(session.State.ReturnValue, Is.EqualTo(1));
    }

    [Test]
    public async Task DisposalBelongsToTheCellInItsTableToo()
    {
        await using var session = await ScriptSession.Start("class Closing : IDisposable, IAsyncDisposable { public int N; public void Dispose() => GC.KeepAlive(new byte[100]); public ValueTask DisposeAsync() { Dispose(); return default; } }");

        // act
        var report = await session.Mprun("using var c = new Closing(); await using var d = new Closing();\nint Of() => c.N + d.N; int Of(int n) => n;\nOf()");

        // assert
        Assert.That(report.Functions[0].Total.Allocated, Is.EqualTo((24 + 128) * 2));
        Assert.That(report.Functions[0].Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo((24 + 128) * 2));
    }

    [Test]
    public async Task EachCallOfACellBeginsWithFreshVariables()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("List<int> kept; kept ??= new(); kept.Add(1); int Of() => kept.Count; int Of(int n) => n; new byte[Of()]", request => request with { Repeat = 2 });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(32 + 40 + 32));
        Assert.That(report.Runs.Select(run => run.First.Allocated), Is.All.EqualTo(32 + 40 + 32));
    }

    [Test]
    public async Task OverloadsHaveTablesOfTheirOwn()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Mprun("byte[] Of(int n) => new byte[n];\nbyte[] Of(int a, int b) => Of(a * b);\nOf(10, 10)");

        // assert
        Assert.That(report.Functions.Select(function => function.Name), Is.EqualTo(new[] { "cell 1", "Of(int)", "Of(int, int)" }));
        Assert.That(report.Functions.Select(function => (function.Total.Allocated, function.Total.Activations)), Is.All.EqualTo((128, 1)));
        Assert.That(LineTable.Of(report.Functions[0])[^1], Is.EqualTo("3 Of(10, 10) | 1x 128 B"));
    }

    [Test]
    public async Task TheLinesOfACellAreItsOwn()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Mprun(
            "var kept = new byte[100];\nint Of() => kept.Length;\nint Of(int n)\n{\n    var more = new byte[n];\n    return more.Length + Of();\n}\n// a comment\nforeach (var n in new[] { 1, 2 })\n    Of(n);\nvar made = new[] { 1, 2 }.Select(n => new byte[n]).ToArray();\nawait Task.Yield();\nnew byte[Of()]");

        // assert
        var cell = report.Functions[0];
        Assert.That(cell.Name, Is.EqualTo("cell 1"));
        Assert.That(LineTable.Of(cell), Is.EqualTo(new[]
        {
            "1 #!mprun var kept = new byte[100]; | 1x 128 B",
            "2 int Of() => kept.Length;",
            "3 int Of(int n)",
            "4 {",
            "5     var more = new byte[n];",
            "6     return more.Length + Of();",
            "7 }",
            "8 // a comment",
            "9 foreach (var n in new[] { 1, 2 }) | 3x 0 B",
            "10     Of(n); | 2x 64 B",
            "11 var made = new[] { 1, 2 }.Select(n => new byte[n]).ToArray(); | 1x 184 B",
            "12 await Task.Yield(); | 1x 0 B",
            "13 new byte[Of()] | 1x 128 B",
        }));
        Assert.That(cell.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(cell.Total.Allocated));
        Assert.That(cell.Total.Activations, Is.EqualTo(1));
        Assert.That(report.Functions.Skip(1).Select(function => (function.Name, function.Total.Activations)), Is.EqualTo(new[] { ("Of()", 3L), ("Of(int)", 2L) }));
    }
}
