namespace MemMagics.Tests.State;

/// <summary>Code that was made while the program ran arrives as the same instructions, and costs what it costs in the notebook.</summary>
public sealed class DynamicMethodTests
{
    private const string Usings = "using System.Linq.Expressions; using System.Reflection; using System.Reflection.Emit;\n";

    [TestCase("Expression<Func<int, int>> x = n => n + 1; var f = x.Compile();", "f(3)")]
    [TestCase("var k = 7; Expression<Func<int, List<string>, string>> x = (n, l) => (n + k).ToString() + l.Count + string.Concat(l.Select(t => t + n)); var f = x.Compile();", "f(2, new List<string> { \"a\", \"b\" })")]
    [TestCase("class Point { public int X; public static int Count = 3; } Expression<Func<Point, int>> x = p => p.X + Point.Count; var f = x.Compile();", "f(new Point { X = 4 })")]
    [TestCase("var n = Expression.Parameter(typeof(int)); var f = Expression.Lambda<Func<int, int>>(Expression.TryCatchFinally(Expression.Divide(Expression.Constant(10), n), Expression.Empty(), Expression.Catch(typeof(DivideByZeroException), Expression.Constant(-1))), n).Compile();", "f(0) + f(5) * 100")]
    [TestCase("var grid = Expression.Parameter(typeof(int[,])); var f = Expression.Lambda<Func<int[,], int>>(Expression.ArrayIndex(grid, Expression.Constant(0), Expression.Constant(1)), grid).Compile();", "f(new[,] { { 1, 2 }, { 3, 4 } })")]
    [TestCase("Func<Func<int, int>> Factorial() { var self = Expression.Variable(typeof(Func<int, int>)); var n = Expression.Parameter(typeof(int)); return Expression.Lambda<Func<Func<int, int>>>(Expression.Block([self], Expression.Assign(self, Expression.Lambda<Func<int, int>>(Expression.Condition(Expression.LessThan(n, Expression.Constant(2)), Expression.Constant(1), Expression.Multiply(n, Expression.Invoke(self, Expression.Subtract(n, Expression.Constant(1))))), n)), self)).Compile(); } var f = Factorial()();", "f(5)")]
    [TestCase("class Safe { int _code = 9; } var m = new DynamicMethod(\"Open\", typeof(int), [typeof(Safe)], typeof(Safe), true); var il = m.GetILGenerator(); il.DeclareLocal(typeof(Dictionary<string, KeyValuePair<Safe, long>[]>)); il.Emit(OpCodes.Ldarg_0); il.Emit(OpCodes.Ldfld, typeof(Safe).GetField(\"_code\", BindingFlags.Instance | BindingFlags.NonPublic)); il.Emit(OpCodes.Ret); var f = m.CreateDelegate<Func<Safe, int>>();", "f(new Safe())")]
    [TestCase("var made = new Dictionary<string, Func<double, double>> { [\"sq\"] = ((Expression<Func<double, double>>)(d => d * d)).Compile(), [\"same\"] = d => d };", "made[\"sq\"](3) + made[\"same\"](1)")]
    [TestCase("var seen = new List<int>(); Action f = () => seen.Add(1); f += ((Expression<Action>)(() => seen.Add(2))).Compile();", "{ f(); return string.Join(\",\", seen); }")]
    [TestCase("var order = new SortedSet<int>(Comparer<int>.Create(((Expression<Comparison<int>>)((a, b) => b - a)).Compile())) { 1, 3, 2 };", "order.First()")]
    public async Task ItComputesTheSame(string cell, string code)
    {
        await using var trip = await Trip.Of(Usings + cell);

        var arrived = trip.Value(code);

        Assert.That(arrived, Is.EqualTo(await trip.OwnValue(code.StartsWith('{') ? code[1..^1] : code)).And.Not.Null);
    }

    [Test]
    public async Task OneThatIsNotCompleteIsRefused()
    {
        await using var trip = await Trip.Of(Usings + "var m = new DynamicMethod(\"F\", typeof(int), []);");

        Assert.That(trip.Refusal("m.Name"), Does.StartWith("m : DynamicMethod cannot leave this process: it is made while the program runs, in a way that cannot be told."));
    }

    [TestCase("n => n + 1", "f(3)", 0)]
    [TestCase("n => new byte[n].Length", "f(1000)", 1024)]
    public async Task InAWorkerACompiledExpressionAllocatesWhatItAllocates(string body, string code, long expected)
    {
        await using var session = await ScriptSession.Start($"{Usings}Expression<Func<int, int>> x = {body}; var f = x.Compile();");

        var report = await session.Memit(code, static request => request with { Repeat = 2 });

        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs.Select(static run => run.Allocated), Is.All.EqualTo(expected));
    }

    // The inner expression is made into a delegate in each call, and was compiled in the notebook.
    [Test]
    public async Task AnExpressionInsideACompiledOneIsNotCompiledAgain()
    {
        await using var session = await ScriptSession.Start(
            $"{Usings}Expression<Func<int, Func<int, int>>> x = a => b => a + b; var f = x.Compile();",
            "long Own() { f(1)(2); var before = GC.GetAllocatedBytesForCurrentThread(); f(1)(2); return GC.GetAllocatedBytesForCurrentThread() - before; } var own = Own();");

        var report = await session.Memit("f(1)(2)", static request => request with { Repeat = 1 });

        Assert.That(report.Worst!.Allocated, Is.EqualTo(session.State.GetVariable("own").Value));
    }
}
