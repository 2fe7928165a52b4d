using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports.Output;

public sealed class CSharpColoringTests
{
    [TestCase("int n = 0x1F;", "K:int P: n = N:0x1F P:;")]
    [TestCase("var var = await F();", "K:var P: var = K:await P: F();")]
    [TestCase("s = \"a\" + 'b' + @\"c\" + \"d\"u8;", "P:s = S:\"a\" P: + S:'b' P: + S:@\"c\" P: + S:\"d\"u8 P:;")]
    [TestCase("s = $\"{n:N0} of {(b ? \"x\" : null)}\";", "P:s = S:$\" P:{n: S:N0 P:} S: of  P:{(b ?  S:\"x\" P: :  K:null P:)} S:\" P:;")]
    [TestCase("from x in xs where x > 1 select x", "K:from P: x  K:in P: xs  K:where P: x >  N:1 P:  K:select P: x")]
    [TestCase("int where = 1; // K", "K:int P: where =  N:1 P:;  C:// K")]
    [TestCase("a /* b */ c /// d", "P:a  C:/* b */ P: c  C:/// d")]
    public void EveryPieceIsWhatTheLanguageSaysItIs(string code, string pieces)
    {
        Assert.That(Told(code), Is.EqualTo(Lines(pieces)));
    }

    [TestCase("#!memit -r 3 new int[1000]", "D:#!memit -r 3 new int[1000]")]
    [TestCase("#!memit F(\"a\") // why", "D:#!memit F(\"a\") // why")]
    [TestCase("#r \"nuget: X, 1.0\"\nvar x = 1;", "D:#r \"nuget: X, 1.0\"\nK:var P: x = N:1 P:;")]
    [TestCase("F(\n  #!memit 1\n);", "P:F(\nP:   D:#!memit 1\nP:);")]
    [TestCase("#if false\n#!memit 1\n#endif", "D:#if false\nD:#!memit 1\nD:#endif")]
    [TestCase("var s = @\"\n#!memit 1\n\";", "K:var P: s = S:@\"\nS:#!memit 1\nS:\" P:;")]
    [TestCase("/*\n#!memit 1\n*/", "C:/*\nC:#!memit 1\nC:*/")]
    public void DirectivesAndMagicsAreTheirOwnWhereTheyAreNoTextOfAStringOrComment(string code, string pieces)
    {
        Assert.That(Told(code), Is.EqualTo(Lines(pieces)));
    }

    [TestCase("    public override int Size => 1;\n}", "public override int", TestName = "a member without its class")]
    [TestCase("get { return size; }\nset { }", "return", TestName = "accessors without their property")]
    [TestCase("} else { return null; )", "else return null", TestName = "code that does not parse")]
    [TestCase("~Node() => Dispose(false);", "false", TestName = "a finalizer")]
    public void CodeNeedsToBeNeitherCompleteNorCorrect(string code, string keywords)
    {
        var found = CSharpColoring.Lines(code).SelectMany(line => line).Where(piece => piece.Color == CodeColor.Keyword).Select(piece => piece.Text);

        Assert.That(found, Is.SupersetOf(keywords.Split(' ')));
    }

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("var a = \"\"\"\r\n  x\r\n  \"\"\";\r\n")]
    [TestCase("var unfinished = \"abc\nvar next = $\"{")]
    [TestCase("a\u2028b\u0085c // λ 👩‍👩‍👧‍👦\n\t}")]
    public void PutTogetherThePiecesAreTheCode(string code)
    {
        var lines = CSharpColoring.Lines(code);

        Assert.That(lines.Select(line => string.Concat(line.Select(piece => piece.Text))), Is.EqualTo(code.Split('\n').Select(line => line.TrimEnd('\r'))));
    }

    /// <summary>Pieces without the space around them: the space has no colour of its own.</summary>
    private static string[] Told(string code) =>
        [.. CSharpColoring.Lines(code).Select(line => Lines(string.Join(' ', line.Select(piece => $"{piece.Color.ToString()[0]}:{piece.Text}")))[0])];

    private static string[] Lines(string pieces) =>
        [.. pieces.Split('\n').Select(line => System.Text.RegularExpressions.Regex.Replace(line, " +", " "))];
}
