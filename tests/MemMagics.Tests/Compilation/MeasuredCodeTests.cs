namespace MemMagics.Tests.Compilation;

/// <summary>Any C# that a cell can hold can be measured, and nothing of ours is counted.</summary>
internal sealed class MeasuredCodeTests
{
    [TestCase("new object()", 24)]
    [TestCase("new object();", 0, Description = "unused: the optimiser removes it, as in shipped code")]
    [TestCase("Console.Out.Flush()", 0)]
    [TestCase("null", 0)]
    [TestCase("(Func<int, int>)(x => x * 2)", 0, Description = "a lambda without captures is created by the first call and cached")]
    [TestCase("new byte[100].AsSpan(10)", 128)]
    [TestCase("(1, 2.0, \"x\")", 0)]
    [TestCase("new { A = 1, B = \"x\" }", 32)]
    [TestCase("await Task.FromResult(new byte[1000])", 1024 + 72)]
    [TestCase("await new ValueTask<int>(7)", 0)]
    [TestCase("var a = new byte[100];\nvar b = new byte[200];\n(a, b)", 128 + 224)]
    [TestCase("int Twice(int n) => 2 * n;\nvar xs = new int[4];\nxs[0] = Twice(3);\nxs", 40)]
    [TestCase("record Point(int X, int Y);\nnew Point(1, 2)", 24)]
    [TestCase("using System.Globalization;\nenum E { A }\nvar c = CultureInfo.InvariantCulture;\nnew object[1]", 32)]
    [TestCase("for (var i = 0; i < 10; i++) GC.KeepAlive(new object());", 240)]
    [TestCase("Action f = () => { }; return;", 0)]
    [TestCase("var last = new int[3]; GC.KeepAlive(last)", 40)]
    [TestCase("if (DateTime.Now.Year > 1) GC.KeepAlive(new object())", 24)]
    [TestCase("static List<byte[]> kept = new();\nstatic void Keep(int n) => kept.Add(new byte[n]);\nKeep(1000);\nKeep(1000);", 2 * 1024 + 56)]
    [TestCase("public static int Twice(this int n) => 2 * n;\npublic byte[] Of(int n) => new byte[n];\nGC.KeepAlive(Of(50.Twice()));", 128)]
    public async Task EveryShapeOfCodeIsMeasuredToTheByte(string code, long expected)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 2 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(expected));
    }

    [Test]
    public async Task CompilerErrorsAreAtTheCellsOwnLineAndColumnAndNoWorkerStarts()
    {
        await using var session = await ScriptSession.Start();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit("var a = 1;\n  a + nonsense"))!;

        // assert
        Assert.That(failure.Message, Is.EqualTo("cell 1(2,7): error CS0103: The name 'nonsense' does not exist in the current context"));
    }

    [Test]
    public async Task MeasuringAddsNothingToTheSession()
    {
        await using var session = await ScriptSession.Start("var x = 1;");
        var before = session.State;

        // act
        await session.Memit("var y = 1 + 1; y");

        // assert
        Assert.That(session.State, Is.SameAs(before));
        Assert.That(session.State.Variables.Select(variable => variable.Name), Is.EqualTo(new[] { "x" }));
    }
}
