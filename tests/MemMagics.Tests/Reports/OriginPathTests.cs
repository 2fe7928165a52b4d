using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

public sealed class OriginPathTests
{
    private static readonly string[] s_names = ["Foo:3", "Small1:12", "Small2:13", "Small3:14", "List<int>.Add"];

    [TestCase(58, "Foo:3 › Small1:12 › Small2:13 › Small3:14 › List<int>.Add")]
    [TestCase(55, "Foo:3 › Small1:12 › … › Small3:14 › List<int>.Add")]
    [TestCase(40, "Foo:3 › … › Small3:14 › List<int>.Add")]
    [TestCase(26, "Foo:3 › … › List<int>.Add")]
    [TestCase(20, "… › List<int>.Add")]
    [TestCase(12, "… › List…Add")]
    public void WhereThereIsNoRoomTheMiddleIsLeftOut(int width, string path)
    {
        Assert.That(path, Has.Length.LessThanOrEqualTo(width));
        Assert.That(OriginPath.Join(s_names, width), Is.EqualTo(path));
    }

    [Test]
    public void EveryWidthIsKept()
    {
        for (var width = 8; width < 80; width++)
            Assert.That(OriginPath.Join(s_names, width), Has.Length.LessThanOrEqualTo(width));
    }

    [Test]
    public void ACellsOwnFrameIsLeftOutBeforeWhatItCalls()
    {
        Assert.That(OriginPath.AllOf(SampleOrigins.Exact.Tree)[0].Describe(int.MaxValue), Is.EqualTo("Foo:3 › Small1:12 › Small2:13 › Small3:14   100,000 × byte[]"));
        Assert.That(OriginPath.AllOf(SampleOrigins.OfDepth(1).Tree).Single().Describe(80), Is.EqualTo("F0:1   1 × byte[]"));
    }

    [Test]
    public void LinesOfACellAreNamedWhereThereAreSeveral()
    {
        OriginFrame Line(int number) => Frame("cell 4", number, Frame("Foo", 2) with { Types = [new("byte[]", number, 100 * number, 0)] });

        static OriginFrame Frame(string name, int? line, params IReadOnlyList<OriginFrame> children) =>
            new() { Frame = name, Kind = CodeKind.Notebook, Source = "cell 4", Line = line, Children = children };

        Assert.That(OriginPath.AllOf(Frame("cell 4", null, Line(1))).Single().Describe(80), Is.EqualTo("Foo:2   1 × byte[]"));
        Assert.That(
            OriginPath.AllOf(Frame("cell 4", null, Line(1), Line(2))).Select(path => path.Describe(80)),
            Is.EqualTo(new[] { "cell 4:2 › Foo:2   2 × byte[]", "cell 4:1 › Foo:2   1 × byte[]" }));
    }

    [Test]
    public void ALambdasLineIsSaidOnce()
    {
        var lambda = new OriginFrame { Frame = "Solve.lambda, line 23", Kind = CodeKind.Notebook, Source = "cell 1", Line = 23 };

        Assert.That(OriginPath.Name(lambda), Is.EqualTo("Solve.lambda, line 23"));
        Assert.That(OriginPath.Name(lambda with { Line = 24 }), Is.EqualTo("Solve.lambda, line 23:24"));
    }

    [Test]
    public void TextFitsATerminalWhereNamesAreOfOrdinaryLength()
    {
        var lines = ReportText.Render(SampleReports.Located("Deep()", SampleOrigins.OfDepth(200))).Split('\n');

        Assert.That(lines.Where(line => line.Contains('›', StringComparison.Ordinal)), Has.Exactly(14).Items.And.All.Length.LessThanOrEqualTo(80));
    }

    [Test]
    public void ANameIsNotCutWithinACharacter()
    {
        for (var length = 0; length < 12; length++)
        {
            Assert.That(ShortText.Middle("👩👩👩👩👩👩", length).Where(char.IsSurrogate).Count() % 2, Is.Zero);
            Assert.That(new System.Text.UTF8Encoding(false, true).GetBytes(ShortText.Middle("👩👩👩👩👩👩", length) + ShortText.End("👩👩👩👩👩👩", length)), Is.Not.Null);
        }
    }
}
