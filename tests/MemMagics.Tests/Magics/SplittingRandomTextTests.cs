using MemMagics.Magics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Tests.Magics;

public sealed class SplittingRandomTextTests
{
    private static readonly int s_cells = FuzzBudget.Times(5000);
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, Microsoft.CodeAnalysis.DocumentationMode.None, Microsoft.CodeAnalysis.SourceCodeKind.Script, CSharpText.PreprocessorSymbols);

    [Test]
    public void EveryPieceHasTextAndThePiecesPutTogetherAreTheCell()
    {
        for (var seed = 0; seed < s_cells; seed++)
        {
            var cell = RandomCells.Of(seed);
            var position = 0;
            foreach (var part in CellSplitter.Parts(cell))
            {
                Assert.That(part.Start, Is.EqualTo(position), $"seed {seed}");
                Assert.That(part.End, Is.GreaterThan(part.Start), $"seed {seed}");
                position = part.End;
            }

            Assert.That(position, Is.EqualTo(cell.Length), $"seed {seed}");
        }
    }

    [Test]
    public void EveryPieceOfCodeStandsInTheCellAsItIsAndEveryMagicIsUnderstoodOrExplained()
    {
        for (var seed = 0; seed < s_cells; seed++)
        {
            var cell = RandomCells.Of(seed);
            var lines = CSharpText.Lines(cell);
            foreach (var piece in CellSplitter.Split(cell, "cell 1"))
            {
                if (piece is CodePiece code)
                    AssertIsOfTheCell(code.Text, lines[code.Line - 1].Start);
                else if (piece is MagicPiece { Command: MeasureCommand { Request: var request } })
                    AssertIsOfTheCell(request.Code, lines[request.Origin.Line - 1].Start + request.Origin.Column - 1);
                else if (piece is MagicPiece { Command: InvalidCommand invalid })
                    Assert.That(invalid.Sentence, Does.Contain(" "), $"seed {seed}");
            }

            // An #if around magics is blanked, with what it leaves out.
            void AssertIsOfTheCell(string text, int start)
            {
                Assert.That(start + text.Length, Is.LessThanOrEqualTo(cell.Length), $"seed {seed}");
                Assert.That(text.Index().All(character => character.Item == cell[start + character.Index] || character.Item == ' '), Is.True, $"seed {seed}");
            }
        }
    }

    /// <summary>The text is read in pieces, so that splitting is linear. Read as a whole it would be cut in the same places.</summary>
    [Test]
    public void ACellIsCutWhereLexingAllOfItWouldCutIt()
    {
        for (var seed = 0; seed < s_cells; seed++)
        {
            var cell = RandomCells.Of(seed);
            foreach (var part in CellSplitter.Parts(cell).Where(part => part.IsMagic))
            {
                var before = CellPart.Before(part.Conditions, isMagic: true);
                var expected = DirectivesOf(before + cell[part.CodeStart..]).Select(position => part.CodeStart + position - before.Length).Where(position => BeginsItsLine(cell, position, part.Start)).Select(position => LineStart(cell, position)).Append(cell.Length).First();
                Assert.That(part.End, Is.EqualTo(expected), $"seed {seed}");
            }
        }
    }

    [TestCase("#!memit -x (")]
    [TestCase("#!memit (a, b) => {")]
    [TestCase("#!memit")]
    [TestCase("#!mprun -f")]
    [TestCase("#!memit @\"")]
    [TestCase("#!memit -cq -zz \"")]
    [TestCase("#!time\n#!memit 1")]
    [TestCase("\uFEFF#!memit 1")]
    [TestCase("/* */ #!memit 1")]
    [TestCase("#if true\n#!memit 1")]
    [TestCase("#if true\n#!memit 1\n#else\n1\n#endif")]
    [TestCase("#!memit\n#define X\n1")]
    public void FourTimesTheLinesTakeFourTimesTheWork(string line)
    {
        CellSplitter.Split(Lines(line, 10), "cell 1");

        Assert.That(BytesToSplit(Lines(line, 1600)), Is.LessThan(6.0 * BytesToSplit(Lines(line, 400))));
    }

    [TestCase("-cq ", TestName = "Letters of several options in one word")]
    [TestCase("-fSolve ", TestName = "Values behind their options' letters")]
    [TestCase("-q ", TestName = "Short options")]
    [TestCase("--x=\"y\" ", TestName = "What is no option")]
    public void FourTimesTheOptionsTakeFourTimesTheWork(string option)
    {
        CellSplitter.Split("#!mprun 1", "cell 1");

        Assert.That(BytesToSplit(Options(1600)), Is.LessThan(6.0 * BytesToSplit(Options(400))));

        string Options(int count) => $"#!mprun {string.Concat(Enumerable.Repeat(option, count))}(";
    }

    private static string Lines(string line, int count) => string.Join('\n', Enumerable.Repeat(line, count));

    /// <summary>Work without a clock: everything that reads the text makes objects of it. The least of three times, since the compiler makes new tables (164 kB each) where its pool has none left.</summary>
    private static long BytesToSplit(string cell) => Enumerable.Range(0, 3).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        CellSplitter.Split(cell, "cell 1");
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });

    private static IEnumerable<int> DirectivesOf(string code) =>
        from token in SyntaxFactory.ParseTokens(code, options: s_script)
        from trivia in token.LeadingTrivia
        where trivia.IsDirective && trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: true } && code.AsSpan(trivia.SpanStart).StartsWith("#!")
        select trivia.SpanStart;

    private static bool BeginsItsLine(string cell, int position, int after) =>
        LineStart(cell, position) is var start && start > after && cell[start..position].All(CSharpText.IsWhiteSpace);

    private static int LineStart(string cell, int position) => cell.AsSpan(0, position).LastIndexOfAny("\r\n\u0085\u2028\u2029") + 1;
}
