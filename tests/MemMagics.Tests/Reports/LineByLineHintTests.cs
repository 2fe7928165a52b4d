using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>How to go on from the line that allocates most.</summary>
public sealed class LineByLineHintTests
{
    private static readonly MemitRequest s_request = new() { Code = "Foo()", Where = WhereChoice.Auto };

    [TestCase("Small3", "#!mprun -f Small3 Foo()")]
    [TestCase("Matrix.Multiply", "#!mprun -f Matrix.Multiply Foo()")]
    [TestCase("Matrix.Rows.get", "#!mprun -f Matrix.Rows.get Foo()")]
    [TestCase("Pair<int, List<string>>.Swap", "#!mprun -f Pair<int, List<string>>.Swap Foo()")]
    [TestCase("Money.operator +", "#!mprun -f \"Money.operator +\" Foo()")]
    [TestCase("λ.Größe", "#!mprun -f λ.Größe Foo()")]
    [TestCase("cell 5", "#!mprun Foo()")]
    [TestCase("cell 2", null)]
    [TestCase("lambda, line 3", null)]
    [TestCase("Solve.lambda, line 3", null)]
    [TestCase("<Main>$", null)]
    public void TheFunctionOfTheLargestLineIsNamedWhereTheMagicTakesIt(string function, string? hint)
    {
        Assert.That(NextMagic.Of(s_request, Of(function), overBudget: false), Is.EqualTo(hint));
        if (hint is null)
            return;

        var again = (MprunRequest)((MeasureCommand)MagicGrammar.Parse(hint, new CodeOrigin("hint"))!).Request;
        Assert.That(again.Code, Is.EqualTo("Foo()"));
        Assert.That(again.Functions, Is.EqualTo(function == "cell 5" ? [] : new[] { function }));
    }

    [Test]
    public async Task TheMagicTakesTheNamesOfAllKindsOfFunctions()
    {
        await using var session = await ScriptSession.Start("""
            interface IRows { int Row(); }
            class Matrix : IRows
            {
                static int s_made = 1;
                public Matrix() { s_made++; }
                public int Width { get { return s_made; } }
                int IRows.Row() { return 1; }
                public static Matrix operator +(Matrix a, Matrix b) => a;
                public class Part<T> { public T Swap(T value) { return value; } }
            }
            int Solve(int n)
            {
                int Norm() => n;
                return Norm();
            }
            Func<int> make = () => 1;
            async Task<int> Later() { await Task.Yield(); return 1; }
            """);

        foreach (var function in new[] { "Matrix.Matrix", "Matrix.static Matrix", "Matrix.Width.get", "Matrix.IRows.Row", "Matrix.operator +", "Matrix.Part.Swap", "Solve", "Solve.Norm", "make", "Later" })
        {
            var hint = NextMagic.Of(s_request, Of(function), overBudget: false);
            Assert.That(hint, Does.StartWith("#!mprun -f "), function);
            var again = (MprunRequest)((MeasureCommand)MagicGrammar.Parse(hint!, new CodeOrigin("hint"))!).Request;

            var report = await session.Mprun("1", [.. again.Functions]);

            Assert.That(report.Functions.Select(profiled => profiled.Name), Is.EqualTo(new[] { function }));
        }
    }

    [Test]
    public void ALineThatCannotBeNamedIsPassedOver()
    {
        Assert.That(NextMagic.Of(s_request, Of("cell 2", "lambda, line 3", "Solve"), overBudget: false), Is.EqualTo("#!mprun -f Solve Foo()"));
    }

    [Test]
    public void OnlyTheFirstLineOfCodeIsRepeatedAndReplayIs()
    {
        Assert.That(
            NextMagic.Of(s_request with { Code = "Foo(\n    1)", State = StateMode.Replay }, Of("Solve"), overBudget: false),
            Is.EqualTo("#!mprun -f Solve --replay Foo( …"));
    }

    [Test]
    public void CodeThatLooksLikeAnOptionStaysCode()
    {
        Assert.That(NextMagic.Of(s_request with { Code = "-r" }, Of("Solve"), overBudget: false), Is.EqualTo("#!mprun -f Solve -- -r"));
    }

    [Test]
    public void EveryFormatSaysWhatItTells()
    {
        var report = SampleReports.Where with { Hint = "#!mprun -f Small3 Foo()" };

        Assert.That(ReportText.Render(report), Does.Contain("\nline by line: #!mprun -f Small3 Foo()\n"));
        Assert.That(ReportHtml.Render(report), Does.Contain("<p class=\"mm-hint\">Line by line: <code>#!mprun -f Small3 Foo()</code></p>"));
        Assert.That(ReportMarkdown.Render(report), Does.Contain("\n\nLine by line: `#!mprun -f Small3 Foo()`\n\n"));
    }

    private static MemitReport Of(params string[] functions)
    {
        var lines = functions.Select((function, index) => new OriginLine
        {
            Source = "cell 2",
            Line = index + 1,
            Function = function,
            Kind = CodeKind.Notebook,
            Types = [new("byte[]", 1, 1_000 - index, 0)],
            Error = 0,
        });
        return SampleReports.Located("Foo()", SampleOrigins.Exact with { Lines = [.. lines] });
    }
}
