using Microsoft.CodeAnalysis;

namespace MemMagics.Tests.State;

/// <summary>Functions, lambdas and delegates arrive with what they capture.</summary>
public sealed class CodeValuesTests
{
    [Test]
    public async Task ALambdaOfACellBringsTheVariablesItUsesAndNoOthers()
    {
        await using var trip = await Trip.Of(
            "var factor = 3; var unused = new byte[1_000_000]; Func<int, int> scale = x => x * factor;");

        Assert.Multiple(() =>
        {
            Assert.That(trip.Value("scale(14)"), Is.EqualTo(42));
            Assert.That(trip.Reach("scale(14)"), Is.EqualTo(["factor", "scale"]));
        });
    }

    [Test]
    public async Task ClosuresThatShareAVariableStillShareIt()
    {
        await using var trip = await Trip.Of(
            "(Action Add, Func<int> Get) Counter() { var n = 0; return (() => n++, () => n); } var counter = Counter(); counter.Add();");

        Assert.That(trip.Value("{ counter.Add(); counter.Add(); return counter.Get(); }"), Is.EqualTo(3));
    }

    [Test]
    public async Task NestedClosuresKeepTheirLevels()
    {
        await using var trip = await Trip.Of(
            "Func<int, Func<int, int>> add = a => { var doubled = a * 2; return b => doubled + b; }; var addTen = add(5);");

        Assert.That(trip.Value("addTen(7)"), Is.EqualTo(17));
    }

    [TestCase("Func<double, double> f = Math.Sqrt;", "f(9)", 3.0)]
    [TestCase("Func<string> f = \"abc\".ToUpperInvariant;", "f()", "ABC")]
    [TestCase("Func<string, int> f = typeof(string).GetProperty(\"Length\").GetMethod.CreateDelegate<Func<string, int>>();", "f(\"four\")", 4)]
    [TestCase("T Same<T>(T value) => value; Func<string, string> f = Same;", "f(\"x\")", "x")]
    [TestCase("static int Twice(int x) => 2 * x; Func<int, int> f = Twice;", "f(21)", 42)]
    [TestCase("var seen = new List<string>(); Action f = () => seen.Add(\"a\"); f += () => seen.Add(\"b\"); f += f;", "{ f(); return string.Join(\"\", seen); }", "abab")]
    [TestCase("delegate int Op(int x); Op f = x => x + 1;", "f(1)", 2)]
    [TestCase("struct S { public int N; public int Get() => N; } Func<int> f = new S { N = 5 }.Get;", "f()", 5)]
    [TestCase("Func<int> f = new[] { 1, 2, 3 }.Count;", "f()", 3)]
    public async Task DelegatesCallWhatTheyCalled(string cell, string code, object expected)
    {
        await using var trip = await Trip.Of(cell);

        Assert.That(trip.Value(code), Is.EqualTo(expected));
    }

    [Test]
    public async Task TheCodeOfADelegateInsideAnObjectIsReached()
    {
        await using var trip = await Trip.Of(
            "var rate = 0.5; class Rule { public Func<double, double> Apply; } var rules = new List<Rule> { new Rule { Apply = x => x * rate } };");

        Assert.Multiple(() =>
        {
            Assert.That(trip.Reach("rules[0].Apply(4)"), Is.EqualTo(["rate", "rules"]));
            Assert.That(trip.Value("rules[0].Apply(4)"), Is.EqualTo(2.0));
        });
    }

    [TestCase("var factor = 3; Func<int, int> f = x => { var y = x * factor; return y; }; var closures = new List<Func<int>>(); for (var i = 0; i < 3; i++) { var j = i; closures.Add(() => j * factor); }", "f(5) + closures.Sum(c => c())", 24)]
    [TestCase("var one = 1; IEnumerable<int> Go() { yield return one; yield return 2; } var e = Go();", "e.Sum()", 3)]
    [TestCase("class Point { public int X { get; init; } = 4; } record R(Point P, string S); var r = new R(new Point(), \"s\"); var a = new { r.S, N = 1 };", "r.P.X + a.N", 5)]
    public async Task WhatACellCompiledForDebuggingMadeArrives(string cell, string code, object expected)
    {
        await using var trip = await Trip.Of();
        await trip.Session.Run(cell, OptimizationLevel.Debug);

        Assert.That(trip.Value(code), Is.EqualTo(expected));
    }

    [Test]
    public async Task TypesAndMethodsArriveByIdentity()
    {
        await using var trip = await Trip.Of(
            "class Own { public static int Answer() => 42; } var type = typeof(Own); var list = typeof(List<Own>); var open = typeof(Dictionary<,>); var method = typeof(Own).GetMethod(\"Answer\");");

        Assert.Multiple(() =>
        {
            Assert.That(trip.Value("type == typeof(Own) && list == typeof(List<Own>) && open == typeof(Dictionary<,>)"), Is.True);
            Assert.That(trip.Value("method.Invoke(null, null)"), Is.EqualTo(42));
        });
    }
}
