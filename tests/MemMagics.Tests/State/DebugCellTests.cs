using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Wire.State;
using Microsoft.CodeAnalysis;

namespace MemMagics.Tests.State;

/// <summary>Cells that the notebook compiled in Debug, as .NET Interactive does, and objects of theirs that Release has otherwise.</summary>
public sealed class DebugCellTests
{
    private const string Begun = "var e = Squares(9).GetEnumerator(); e.MoveNext(); e.MoveNext();";

    [TestCaseSource(typeof(HalfWayIterator), nameof(HalfWayIterator.Cases))]
    public async Task AnIteratorHalfWayThroughGoesOnInTheWorkerAndStaysWhereItIsInTheNotebook(HalfWayIterator iterator)
    {
        await using var session = await Session(OptimizationLevel.Debug, iterator.Cells);

        // act: the notebook's own goes on last
        var first = await Printed(session, iterator.Code);
        var second = await Printed(session, iterator.Code);
        var own = (await session.State.ContinueWithAsync<string>(iterator.Code)).ReturnValue;

        Assert.That((first, second, own), Is.EqualTo((iterator.Rest, iterator.Rest, iterator.Rest)));
    }

    [TestCaseSource(typeof(HalfWayIterator), nameof(HalfWayIterator.Cases))]
    public async Task TheSameCellsCompiledInReleaseRunInRelease(HalfWayIterator iterator)
    {
        await using var session = await Session(OptimizationLevel.Release, iterator.Cells);

        // act
        var report = await session.Memit($"Console.Write({iterator.Code})", Once);

        Assert.That((report.Printed, report.Conditions.Optimization, report.Notes), Is.EqualTo((iterator.Rest, "Release, fully optimised", Array.Empty<string>())));
    }

    [TestCase("Func<int> Make(int a) { { var b = 2 * a; return () => a++ + b; } } var f = Make(1);", "f() + f()", 7, TestName = "AClosureWhoseScopesReleaseMergesArrives")]
    [TestCase("(Func<int>, Func<int>) Make() { Func<int> f, g, h; var a = 1; { var b = 2; h = () => a + b; } { var x = 3; f = () => x; } { var x = 4; g = () => x * 100; } return (f, g); } var (f, g) = Make();", "f() + g()", 403, TestName = "AClosureThatReleaseNumbersOtherwiseArrives")]
    public async Task AClosureArrives(string cell, string code, int expected)
    {
        await using var session = await Session(OptimizationLevel.Debug, cell);

        // act
        var report = await session.Memit($"Console.Write({code})", Once);

        Assert.Multiple(() =>
        {
            Assert.That(report.Printed, Is.EqualTo($"{expected}"));
            Assert.That(report.Notes, Is.EqualTo(["cell 2 runs as the notebook compiled it (Debug): in Release the variables that are in f → Target are kept otherwise."]));
        });
    }

    [TestCase("var e = Squares(4);", "string.Join(' ', e)", "0 1 4 9", TestName = "AnIteratorThatNobodyEnumeratedRunsInRelease")]
    [TestCase("var e = Squares(4).GetEnumerator();", "Rest(e)", "0 1 4 9", TestName = "AnIteratorThatHasNotMovedRunsInRelease")]
    [TestCase("var e = Squares(4); var sum = e.Sum();", "string.Join(' ', e)", "0 1 4 9", TestName = "AnIteratorThatWasEnumeratedToItsEndRunsInRelease")]
    [TestCase("var e = Squares(4).GetEnumerator(); while (e.MoveNext()) { }", "$\"{e.Current} {e.MoveNext()} {string.Join(' ', (IEnumerable<int>)e)}\"", "9 False 0 1 4 9", TestName = "AnIteratorAtItsEndRunsInRelease")]
    [TestCase("var e = Squares(4).GetEnumerator(); e.MoveNext(); e.MoveNext(); e.Dispose();", "string.Join(' ', (IEnumerable<int>)e)", "0 1 4 9", TestName = "AnIteratorThatWasEndedEarlyRunsInRelease")]
    [TestCase("IEnumerable<int> Lazy(int n, System.Threading.Thread unused) { var twice = 2 * n; yield return twice; yield return n; } var e = Lazy(4, System.Threading.Thread.CurrentThread);", "string.Join(' ', e)", "8 4", TestName = "WhatAnIteratorWillNeverUseDoesNotTravel")]
    [TestCase("async IAsyncEnumerable<int> Later(int n) { for (var i = 0; i < n; i++) { var twice = 2 * i; await Task.Yield(); yield return twice; } } var later = Later(3); async Task<int> Sum() { var sum = 0; await foreach (var x in later) sum += x; return sum; }", "await Sum()", "6", TestName = "AnAsynchronousIteratorThatHasNotBegunRunsInRelease")]
    [TestCase("async Task<int> Slow(int n) { var twice = 2 * n; await Task.Yield(); return twice; } var done = Slow(3); await done;", "done.Result", "6", TestName = "AnAsynchronousMethodThatHasEndedRunsInRelease")]
    [TestCase("IEnumerable<int> Chain() => Squares(4).Where(s => s > 0).Append(16); var e = Chain();", "string.Join(' ', e)", "1 4 9 16", TestName = "AChainOfLinqThatHasNotBegunRunsInRelease")]
    public async Task AnIteratorThatHasNothingToRememberRunsInRelease(string cell, string code, string expected)
    {
        await using var session = await Session(OptimizationLevel.Debug, HalfWayIterator.Squares, cell);

        // act
        var report = await session.Memit($"Console.Write({code})", Once);

        Assert.That((report.Printed, report.Conditions.Optimization, report.Notes), Is.EqualTo((expected, "Release, fully optimised", Array.Empty<string>())));
    }

    [Test]
    public async Task TheReportSaysWhichCellRunsInDebugAndWhyInEveryForm()
    {
        await using var session = await Session(OptimizationLevel.Debug, HalfWayIterator.Squares, Begun);
        const string Note = "cell 2 runs as the notebook compiled it (Debug): the iterator e is half-way through.";
        const string Build = "Release, fully optimised (cell 2: Debug)";

        // act
        var report = await session.Memit("Rest(e)", static request => request with { Repeat = 1 });

        Assert.Multiple(() =>
        {
            Assert.That(ReportText.Render(report), Does.Contain($"note: {Note}").And.Contain($", {Build}, workstation GC"));
            Assert.That(ReportHtml.Render(report), Does.Contain(Note).And.Contain($", {Build}, workstation GC"));
            Assert.That(ReportMarkdown.Render(report), Does.Contain(Note).And.Contain($", {Build}, workstation GC"));
            Assert.That(ReportJson.Render(report)["conditions"]!["optimization"]!.GetValue<string>(), Is.EqualTo(Build));
            Assert.That(ReportJson.Render(report)["notes"]!.AsArray().Select(static note => note!.GetValue<string>()), Has.Member(Note));
        });
    }

    [Test]
    public async Task EachCellThatRunsInDebugIsNamedAndNoOther()
    {
        await using var session = await Session(OptimizationLevel.Debug, HalfWayIterator.Squares, "int Twice(int n) => 2 * n;",
            "IEnumerable<int> Doubled(IEnumerable<int> numbers) { foreach (var number in numbers) { var doubled = Twice(number); yield return doubled; } }",
            "var e = Doubled(Squares(5)).GetEnumerator(); e.MoveNext();");

        // act
        var report = await session.Memit("Rest(e)", Once);

        Assert.Multiple(() =>
        {
            Assert.That(report.Conditions.Optimization, Is.EqualTo("Release, fully optimised (cell 2, cell 4: Debug)"));
            Assert.That(report.Notes, Is.EqualTo([
                "cell 2 runs as the notebook compiled it (Debug): the iterator e → numbers is half-way through.",
                "cell 4 runs as the notebook compiled it (Debug): the iterator e is half-way through."]));
        });
    }

    [Test]
    public async Task OnceItHasEndedTheCellRunsInReleaseAgain()
    {
        await using var session = await Session(OptimizationLevel.Debug, HalfWayIterator.Squares, Begun);
        var halfWay = await session.Memit("e.Current", Once);
        await session.Run("while (e.MoveNext()) { }", OptimizationLevel.Debug);

        // act
        var ended = await session.Memit("e.Current", Once);

        Assert.That((halfWay.Conditions.Optimization, ended.Conditions.Optimization), Is.EqualTo(("Release, fully optimised (cell 2: Debug)", "Release, fully optimised")));
    }

    [Test]
    public async Task AnIteratorThatTheCodeDoesNotReachChangesNothing()
    {
        await using var session = await Session(OptimizationLevel.Debug, HalfWayIterator.Squares, Begun);

        // act
        var report = await session.Memit("Squares(3).ToArray()", Once);

        Assert.That(report.Conditions.Optimization, Is.EqualTo("Release, fully optimised"));
    }

    [Test]
    public async Task TwoMeasurementsAllocateTheSameToTheByte()
    {
        await using var session = await Session(OptimizationLevel.Debug, HalfWayIterator.Squares, Begun);

        // act
        var first = await session.Memit("Rest(e)", static request => request with { Repeat = 2 });
        var second = await session.Memit("Rest(e)", static request => request with { Repeat = 2 });

        Assert.That(first.Failure ?? second.Failure, Is.Null);
        Assert.That(first.Runs.Concat(second.Runs).Select(static run => run.Allocated).Distinct(), Has.Exactly(1).GreaterThan(0L));
    }

    [Test]
    public async Task WhatItAllocatesIsCountedExactly()
    {
        await using var session = await Session(OptimizationLevel.Debug,
            "IEnumerable<byte[]> Blocks(int n) { for (var i = 1; i <= n; i++) { var block = new byte[1000 * i]; yield return block; } }",
            "var e = Blocks(3).GetEnumerator(); e.MoveNext();");

        // act
        var report = await session.Memit("{ while (e.MoveNext()) { } }", static request => request with { Repeat = 2 });

        Assert.That(report.Runs.Select(static run => run.Allocated), Has.All.EqualTo(2024 + 3024));
    }

    [Test]
    public async Task ItsLinesCanBeProfiled()
    {
        await using var session = await Session(OptimizationLevel.Debug,
            "IEnumerable<byte[]> Blocks(int n)\n{\n    for (var i = 1; i <= n; i++)\n    {\n        var block = new byte[1000 * i];\n        yield return block;\n    }\n}",
            "var e = Blocks(3).GetEnumerator(); e.MoveNext();");

        // act
        var report = await session.Mprun("{ while (e.MoveNext()) { } }", "Blocks");

        var lines = report.Functions.Single().Lines.Where(static line => line.Occurrences > 0).Select(static line => (line.Line, line.Occurrences, line.Allocated));
        Assert.Multiple(() =>
        {
            Assert.That(lines, Is.SupersetOf(new[] { (5, (long?)2, (long?)(2024 + 3024)), (6, 2, 0) }));
            Assert.That(report.Functions.Single().Total.Allocated, Is.EqualTo(2024 + 3024));
            Assert.That(report.Notes, Has.Member("cell 2 runs as the notebook compiled it (Debug): the iterator e is half-way through."));
        });
    }

    [Test]
    public async Task ASnapshotForOneBuildIsNotReadByAnother()
    {
        await using var trip = await Trip.Of();
        await trip.Session.Run($"{HalfWayIterator.Squares} {Begun}", OptimizationLevel.Debug);

        // act
        void Arrive() => trip.ArriveInRelease("e.Current").Dispose();

        Assert.That(Arrive, Throws.TypeOf<SnapshotException>().With.Message.Contains("has other fields in the worker than in the notebook"));
    }

    [TestCase("IEnumerable<int> Read() { using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.DeleteOnClose); yield return 1; yield return 2; }", "e → file : FileStream cannot leave this process: it is an open file.")]
    [TestCase("IEnumerable<int> Read() { var buffer = new byte[8]; foreach (var pair in new Dictionary<Spot, int> { [default] = 1, [new() { X = 1 }] = 3 }) yield return pair.Value; } struct Spot { public int X; }", "e → <>s__2 : Dictionary<Spot, int>.Enumerator cannot leave this process: it is half-way through a hash table, whose entries lie elsewhere in another process.")]
    public async Task WhatItHoldsAndCannotTravelIsRefusedWithTheWaysOut(string cell, string sentence)
    {
        await using var session = await Session(OptimizationLevel.Debug, cell, "var e = Read().GetEnumerator(); e.MoveNext();");

        // act
        var refusal = Assert.ThrowsAsync<MagicException>(() => session.Memit("e.Current"))!.Message;
        var replayed = await session.Memit("Console.Write(Rest(e))", static request => request with { State = StateMode.Replay, Repeat = 1 });
        var inProcess = await session.Memit("e.Current", static request => request with { State = StateMode.InProcess });

        Assert.Multiple(() =>
        {
            Assert.That(refusal, Does.StartWith(sentence).And.Contain("--replay").And.Contain("--in-process"));
            Assert.That((replayed.Printed, replayed.Conditions.Optimization), Is.EqualTo((cell.Contains("Stream", StringComparison.Ordinal) ? "2" : "3", "Release, fully optimised")));
            Assert.That((inProcess.Failure, inProcess.Runs.Count), Is.EqualTo((default(string), 1)));
        });
    }

    [Test]
    public async Task AnAsynchronousIteratorUnderWayIsRefused()
    {
        await using var session = await Session(OptimizationLevel.Debug,
            "async IAsyncEnumerable<int> Later(int n) { for (var i = 0; i < n; i++) { var twice = 2 * i; await Task.Yield(); yield return twice; } } var e = Later(3).GetAsyncEnumerator(); await e.MoveNextAsync();");

        // act
        var refusal = Assert.ThrowsAsync<MagicException>(() => session.Memit("e.Current"))!.Message;

        Assert.That(refusal, Does.StartWith("e → ").And.Contain("cannot leave this process").And.Contain("--replay").And.Contain("--in-process"));
    }

    private static async Task<ScriptSession> Session(OptimizationLevel level, params string[] cells)
    {
        var session = await ScriptSession.Start(HalfWayIterator.RestOf);
        foreach (var cell in cells)
            await session.Run(cell, level);
        return session;
    }

    private static async Task<string> Printed(ScriptSession session, string code)
    {
        var report = await session.Memit($"Console.Write({code})", Once);
        return report.Failure ?? report.Printed;
    }

    private static MemitRequest Once(MemitRequest request) => request with { Repeat = 1, Call = CallChoice.Cold };
}
