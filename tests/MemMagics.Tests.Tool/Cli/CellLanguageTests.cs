using MemMagics.Cli.Embedding;
using MemMagics.Reports;

namespace MemMagics.Tests.Cli;

/// <summary>What C# a cell may hold, and what of it scripts cannot read by themselves.</summary>
[NonParallelizable]
public sealed class CellLanguageTests
{
    private const string Tracked = """
        class Tracked(string name) : IDisposable, IAsyncDisposable
        {
            public bool IsDisposed;
            public void Dispose() { IsDisposed = true; Console.WriteLine($"{name} disposed"); }
            public async ValueTask DisposeAsync() { await Task.Yield(); Dispose(); }
        }
        class Failing : IDisposable { public void Dispose() => throw new InvalidOperationException("not closed"); }
        """;

    private RecordedSession _session = null!;

    [SetUp]
    public async Task StartSession()
    {
        _session = new RecordedSession();
        await RunAsync(Tracked);
    }

    [TearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("using var a = new Tracked(\"a\");\nConsole.WriteLine(\"in\");", "in\na disposed\n")]
    [TestCase("await using var a = new Tracked(\"a\");\nConsole.WriteLine(\"in\");", "in\na disposed\n")]
    [TestCase("using Tracked a = new(\"a\"), b = new(\"b\"); await using var c = new Tracked(\"c\");", "c disposed\nb disposed\na disposed\n")]
    [TestCase("using System.Globalization;\nusing var a = new Tracked(CultureInfo.InvariantCulture.TwoLetterISOLanguageName);", "iv disposed\n")]
    [TestCase("using Tracked none = null; using var a = new Tracked(\"a\"); a.IsDisposed", "false\na disposed\n", Description = "the value is displayed before the cell ends")]
    [TestCase("void F() { using var b = new Tracked(\"b\"); }\nusing var a = new Tracked(\"a\");\nF();\n{ using var c = new Tracked(\"c\"); }", "b disposed\nc disposed\na disposed\n")]
    public async Task AUsingDeclarationEndsWithItsCell(string cell, string output)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.EqualTo(output));
    }

    [Test]
    public async Task ACellThatThrowsDisposesOfWhatItHasMade()
    {
        // act
        var ran = await RunAsync("using var a = new Tracked(\"a\");\nif (a is not null) throw new Exception(\"no\");\nusing var b = new Tracked(\"b\");");

        // assert
        Assert.That(ran.Result.Error!.Message, Is.EqualTo("System.Exception: no"));
        Assert.That(ran.Text, Is.EqualTo("a disposed\n"));
    }

    [Test]
    public async Task LaterCellsSeeTheDisposedVariable()
    {
        await RunAsync("using var a = new Tracked(\"a\");");
        Assert.That((await RunAsync("a.IsDisposed")).Text, Is.EqualTo("true\n"));
    }

    [Test]
    public async Task AMagicOfTheCellStandsInItsScope()
    {
        // act
        var ran = await RunAsync("using var a = new Tracked(\"a\");\n#!memit -q -r 1 a.IsDisposed ? new byte[200] : new byte[100]");

        // assert
        Assert.That(((MemitReport)ran.Result.Reports.Single()).Runs[0].Allocated, Is.EqualTo(128));
        Assert.That(ran.Text, Is.EqualTo("a disposed\n"));
    }

    [Test]
    public async Task ADisposalThatFailsFailsTheCell()
    {
        var ran = await RunAsync("using var a = new Tracked(\"a\"); using var f = new Failing();");
        Assert.That(ran.Result.Error!.Text, Is.EqualTo("System.InvalidOperationException: not closed\n   at Failing.Dispose in cell 1, line 7"));
        Assert.That(ran.Text, Is.EqualTo("a disposed\n"));
    }

    [TestCase("#if RELEASE\n#!memit -q -r 1 new byte[100]\n#endif", "128")]
    [TestCase("#if DEBUG\nConsole.WriteLine(\"debug\");\n#else\nvar n = 100;\n#!memit -q -r 1 new byte[n]\n#endif\n#!memit -q -r 1 new byte[2 * n]", "128 224")]
    [TestCase("#if DEBUG\n#!memit nonsense\n#r \"nuget: NoSuch.Package.At.All\"\n#elif TRACE\n#!memit -q -r 1\n#if NET10_0\nnew byte[100]\n#endif\n#endif", "128")]
    [TestCase("#define LOGS\nusing System.Diagnostics;\n[Conditional(\"LOGS\")] static void Log(object o) => GC.KeepAlive(o);\n#!memit -q -r 1 Log(new byte[100]);\n#if LOGS\n#!memit -q -r 1 new byte[200]\n#endif", "128 224")]
    public async Task AnIfAroundMagicsDecidesAboutThem(string cell, string allocated)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.Empty);
        Assert.That(string.Join(' ', ran.Result.Reports.Cast<MemitReport>().Select(report => report.Runs[0].Allocated)), Is.EqualTo(allocated));
    }

    [TestCase("#if TRACE\n#!memit 1", "cell 2(2,1): error CS1027: #endif directive expected")]
    [TestCase("#if TRACE\n#!memit -q -r 1 GC.Collect();\nnonsense\n#endif", "cell 2(3,1): error CS0103: The name 'nonsense' does not exist in the current context")]
    public async Task ErrorsAroundSuchMagicsKeepTheirPlaces(string cell, string error) =>
        Assert.That((await RunAsync(cell)).Result.Error!.Message, Does.Contain(error));

    [TestCase("throw new Exception(new string('x', 40_000_000));", 80_000_000)]
    [TestCase("var long1 = new string('x', 20_000_000); throw new AggregateException(new Exception(long1), new Exception(long1));", 40_000_000 + 80_000_000, Description = "an AggregateException's own message repeats those inside")]
    [TestCase("using var f = new Failing(); throw new Exception(new string('x', 40_000_000));", 80_000_000)]
    public async Task AnExceptionOfAnySizeIsBounded(string cell, long ofTheCell)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        // act
        var ran = await RunAsync(cell);

        // assert
        Assert.That(ran.Result.Error!.Text, Has.Length.LessThan(200_000).And.Contains("at cell 2, line 1"));
        Assert.That(GC.GetTotalAllocatedBytes(precise: true) - before, Is.LessThan(ofTheCell + (256 << 20)));
    }

    [TestCase("await (Task.FromResult(5))", "5\n")]
    [TestCase("1 + await (Task.FromResult(5))", "6\n")]
    [TestCase("var x = await ((Func<Task<int>>)(async () => { await Task.Yield(); return 5; }))(); x", "5\n")]
    [TestCase("if (await (Task.FromResult(true))) foreach (var i in await (Task.FromResult(new[] { 7 }))) Console.WriteLine(await (Task.FromResult(i)));", "7\n")]
    [TestCase("(await (Task.FromResult(\"abc\"))).Length", "3\n")]
    [TestCase("await (Task<int>)(object)Task.FromResult(5)", "5\n")]
    public async Task AnAwaitOfParenthesesIsAnAwait(string cell, string output)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.EqualTo(output));
    }

    [TestCase("var x = await (Task.FromResult(1)); nonsense", "cell 2(1,37): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("var a = 1;\nusing var s = new MemoryStream(); var b = await (Task.FromResult(a)) + nonsense;", "cell 2(2,72): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("await (Task.FromResult(nonsense))", "cell 2(1,24): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("var a = 1; var a = 2;", "cell 2(1,16): error CS0102: The cell already contains a definition for 'a'")]
    [TestCase("using var x = 5;", "cell 2(1,7): error CS1674: 'int': type used in a using statement must implement 'System.IDisposable'.")]
    [TestCase("await using var x = new Failing();", "cell 2(1,13): error CS8410: 'Failing': type used in an asynchronous using statement must implement 'System.IAsyncDisposable' or implement a suitable 'DisposeAsync' method.")]
    public async Task ErrorsKeepTheirPlaces(string cell, string error) =>
        Assert.That((await RunAsync(cell)).Result.Error!.Message, Is.EqualTo(error));

    [TestCase("union")]
    [TestCase("closed")]
    [TestCase("safe")]
    public async Task AWordOfNewerLanguagesIsAName(string name)
    {
        var ran = await RunAsync($"var {name} = new HashSet<int>(); {name}.Add(3); int F(int {name}) => {name}; F({name}.Count)");
        Assert.That(ran.Text, Is.EqualTo("1\n"));
        Assert.That((await RunAsync($"#!memit -q -r 1 {name}.Add(4);")).Result.Error?.Text, Is.Null);
    }

    [TestCase("#!time hits++;")]
    [TestCase("#!time\nhits++;")]
    [TestCase("#!time   hits++; // once")]
    [TestCase("#!time for (var i = 0;\n    i < 1; i++) hits++;")]
    [TestCase("#!time var text = \"\"\"\n    #!nonsense\n    \"\"\"; hits += text.Length - 9;")]
    [TestCase("hits++;\n#!time")]
    [TestCase("#!time --hits; hits += 2;")]
    public async Task TimeRunsTheCodeOnItsLine(string cell)
    {
        await RunAsync("var hits = 0;");

        // act
        var ran = await RunAsync(cell);

        // assert
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Match("^Wall time: .*s\n$"));
        Assert.That((await RunAsync("hits")).Text, Is.EqualTo("1\n"));
    }

    [TestCase("#!time -r 3 hits++;")]
    public async Task TimeHasNoOptions(string cell) =>
        Assert.That((await RunAsync(cell)).Result.Error!.Message, Is.EqualTo("cell 2, line 1: #!time has no options; it times the whole cell, and the rest of its line is code."));

    [Test]
    public async Task AnErrorAfterTimeIsAtItsOwnPlace() =>
        Assert.That((await RunAsync("#!time nonsense")).Result.Error!.Message, Does.StartWith("cell 2(1,8): error CS0103:"));

    [TestCase("#if false\n#!memit new byte[100]\n#endif\n6")]
    [TestCase("#if false\n#!nonsense\n#r \"nuget: Nonsense.Package, 1.0.0\"\n#load \"nonsense.csx\"\n#!time\n#endif\n6")]
    [TestCase("#define FOO\n#if !FOO\n#!mprun nonsense\n#else\n6\n#endif")]
    public async Task WhatIfLeavesOutDoesNothing(string cell)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.EqualTo("6\n"));
    }

    private Task<RanCell> RunAsync(string text) => _session.RunAsync(text);
}
