using MemMagics.Magics;

namespace MemMagics.Tests.Magics;

public sealed class CellSplitterTests
{
    [TestCase("var x = 1;\nx", TestName = "A cell without magics is one piece of code")]
    [TestCase("var s = @\"\n#!memit 1\n\";", TestName = "A magic inside a verbatim string is text")]
    [TestCase("var s = \"\"\"\n    #!memit 1\n    \"\"\";", TestName = "A magic inside a raw string is text")]
    [TestCase("var s = $$\"\"\"\n    {{x}}\n    #!memit 1\n    \"\"\";", TestName = "A magic inside an interpolated raw string is text")]
    [TestCase("var s = $@\"{x}\n#!memit 1\n\";", TestName = "A magic inside an interpolated verbatim string is text")]
    [TestCase("/*\n#!memit 1\n*/ x", TestName = "A magic inside a comment is text")]
    [TestCase("#if NEVER\n#!memit 1\n#endif\nx", TestName = "A magic inside disabled code is text")]
    [TestCase("// #!memit 1", TestName = "A magic behind comment slashes is text")]
    [TestCase("x #!memit 1", TestName = "A magic behind code is left to the compiler")]
    [TestCase("#!memitx 1\n#!time\n#r \"nuget: X\"", TestName = "Other directives stay in the code")]
    public void IsLeftAsItStands(string cell)
    {
        var pieces = CellSplitter.Split(cell, "cell 1");

        Assert.That(pieces, Is.EqualTo(new CellPiece[] { new CodePiece(cell, 1) }));
    }

    [TestCase("")]
    [TestCase(" \r\n\t\r\n")]
    [TestCase("\uFEFF")]
    [TestCase("\uFEFF\uFEFF\n\u001A")]
    public void ABlankCellHasNoPieces(string cell)
    {
        Assert.That(CellSplitter.Split(cell, "cell 1"), Is.Empty);
    }

    [TestCase("#!memit #!x")]
    [TestCase("#!mprun #!time")]
    [TestCase("#!memit #!memit 1")]
    public void AMagicWhoseCodeIsAnotherMagicHasNothingToMeasure(string cell)
    {
        var pieces = CellSplitter.Split(cell, "cell 1");

        Assert.That(pieces, Has.Count.EqualTo(1));
        Assert.That(((MagicPiece)pieces[0]).Command, Is.InstanceOf<InvalidCommand>().With.Property("Sentence").Contains("has no code to measure"));
    }

    [TestCase("var x = 1;\n\uFEFF#!memit 1")]
    [TestCase("var x = 1;\n\u001A#!memit 1")]
    [TestCase("var x = 1;\n\uFEFF \uFEFF#!memit 1")]
    [TestCase("var x = 1;\r\u00A0\uFEFF#!memit\uFEFF1")]
    public void WhatTheCompilerSkipsMayStandBeforeAMagicToo(string cell)
    {
        var pieces = CellSplitter.Split(cell, "cell 1");

        Assert.That(pieces.Select(piece => piece.Line), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(RequestOf(pieces[1]).Code, Is.EqualTo("1"));
    }

    [TestCase("/* c */ #!memit 1")]
    [TestCase("/* c\n*/ #!memit 1")]
    [TestCase("/* c\n*/ #!memit 1\n/* d */ #!mprun 2")]
    public void AMagicBehindACommentIsLeftToTheHost(string cell)
    {
        Assert.That(CellSplitter.Split(cell, "cell 1"), Is.EqualTo(new CellPiece[] { new CodePiece(cell, 1) }));
    }

    [Test]
    public void CodeBeforeAMagicIsRunFirstAndKeepsItsLines()
    {
        var pieces = CellSplitter.Split("var a = 1;\nvar b = 2;\n#!memit a + b\n", "cell 3");

        Assert.That(pieces, Has.Count.EqualTo(2));
        Assert.That(pieces[0], Is.EqualTo(new CodePiece("var a = 1;\nvar b = 2;\n", 1)));
        Assert.That(pieces[1].Line, Is.EqualTo(3));
        Assert.That(RequestOf(pieces[1]).Code, Is.EqualTo("a + b"));
    }

    [Test]
    public void AMagicExtendsToTheNextDirectiveOfTheHost()
    {
        var pieces = CellSplitter.Split("#!time\n#!memit\nvar a = 1;\na + 1\n\n  #!mprun -f F F()\n#!csharp\nF();", "cell 3");

        Assert.That(pieces.Select(piece => piece.Line), Is.EqualTo(new[] { 1, 2, 6, 7 }));
        Assert.That(pieces[0], Is.EqualTo(new CodePiece("#!time\n", 1)));
        Assert.That(RequestOf(pieces[1]).Code, Is.EqualTo("var a = 1;\na + 1"));
        Assert.That(RequestOf(pieces[2]).Code, Is.EqualTo("F()"));
        Assert.That(pieces[3], Is.EqualTo(new CodePiece("#!csharp\nF();", 7)));
    }

    [Test]
    public void AStringInMeasuredCodeMayHoldWhatLooksLikeAMagic()
    {
        var pieces = CellSplitter.Split("#!memit Parse(@\"\n#!memit 1\n\")\n#!memit 2", "cell 1");

        Assert.That(pieces.Select(piece => RequestOf(piece).Code), Is.EqualTo(new[] { "Parse(@\"\n#!memit 1\n\")", "2" }));
    }

    [TestCase("\n\n")]
    [TestCase("\r\n\r\n")]
    public void TheOriginIsThatOfTheCodesFirstCharacter(string blankLine)
    {
        var cell = $"var a = 1;{blankLine}\t #!memit -r 2{blankLine}    new int[a]{blankLine}";

        var origin = RequestOf(CellSplitter.Split(cell, "cell 7")[1]).Origin;

        Assert.That(origin, Is.EqualTo(new CodeOrigin("cell 7", Line: 5, Column: 5, DocumentText: cell)));
    }

    [Test]
    public void TheOriginCountsTheMagicsOwnColumns()
    {
        var origin = RequestOf(CellSplitter.Split("  #!memit -r 2   a + b", "cell 7")[0]).Origin;

        Assert.That((origin.Line, origin.Column), Is.EqualTo((1, 18)));
    }

    [Test]
    public void AByteOrderMarkIsNoCode()
    {
        var pieces = CellSplitter.Split("\uFEFF#!memit 1 + 1", "cell 1");

        Assert.That(RequestOf(pieces.Single()).Code, Is.EqualTo("1 + 1"));
    }

    [TestCase("#if true\n#!memit 1\n#endif", "memit 1")]
    [TestCase("#if RELEASE && NET10_0_OR_GREATER && !DEBUG\n#!memit 1\n#endif", "memit 1", Description = "the symbols are those that measured code is compiled with")]
    [TestCase("#if DEBUG\n#!memit 1\n#else\n#!memit 2\n#endif\n#!memit 3", "memit 2; memit 3")]
    [TestCase("#if TRACE\nvar a = 1;\n#!memit a\n#else\nvar b = 1;\n#!memit b\n#endif\nvar c = 1;\n#!memit c", "var a = 1;; memit a var c = 1;; memit c", Description = "what follows a magic's code without a #! is part of it")]
    [TestCase("#if X\n#elif TRACE\n#!memit 1\n#elif RELEASE\n#!memit 2\n#else\n#!memit 3\n#endif", "memit 1")]
    [TestCase("#if TRACE\n#if RELEASE\n#!memit 1\n#endif\n#else\n#!memit 2\n#endif\n#!csharp\n3", "memit 1; #!csharp 3")]
    [TestCase("#define BIG\nvar x = 1;\n#!memit\n#if BIG\nx\n#else\ny\n#endif\n#!csharp\n#if BIG\nz\n#endif", "#define BIG var x = 1;; memit x; #!csharp z")]
    [TestCase("#undef TRACE\n#if TRACE\n#!memit 1\n#endif\n#!memit 2", "#undef TRACE #if TRACE #!memit 1 #endif; memit 2")]
    [TestCase("#if TRACE\n#!memit \"\"\"\n#endif\n\"\"\"\n#endif", "memit \"\"\" #endif \"\"\"", Description = "a line of a text is no directive")]
    [TestCase("#if TRACE\n#!memit 1", "#if TRACE; memit 1", Description = "the compiler says that it is not closed")]
    [TestCase("#if TRACE\n1\n#endif\n#!memit 2", "#if TRACE 1 #endif; memit 2", Description = "what is closed in a piece stays as it is")]
    public void AnIfAroundMagicsDecidesAboutThem(string cell, string expected)
    {
        var pieces = CellSplitter.Split(cell, "cell 1").Select(piece => piece is CodePiece code ? Words(code.Text) : $"memit {Words(RequestOf(piece).Code)}");

        Assert.That(string.Join("; ", pieces), Is.EqualTo(expected));

        static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [TestCase("\f#!memit 1")]
    [TestCase("\u00A0#!memit 1")]
    [TestCase("x\r#!memit 1")]
    [TestCase("#!memit")]
    [TestCase("#!mprun -T \"unclosed\n#!memit 1")]
    public void EverySplitEndsAndFindsTheMagic(string cell)
    {
        Assert.That(CellSplitter.Split(cell, "cell 1"), Has.Some.InstanceOf<MagicPiece>());
    }

    private static MeasureRequest RequestOf(CellPiece piece) => ((MeasureCommand)((MagicPiece)piece).Command).Request;
}
