using MemMagics.Origins.Code;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>Code of the notebook is named as it is written, at the line that its author sees.</summary>
public sealed class NotebookFramesTests
{
    [TestCase("byte[] Make() =>\n    new byte[77777];", "Make | cell 1:2 | new byte[77777];", TestName = "AMethod")]
    [TestCase("void Solve()\n{\n    byte[] Norm()\n    {\n        return new byte[77777];\n    }\n    Norm();\n}", "Solve.Norm | cell 1:5 | return new byte[77777];", TestName = "ALocalFunction")]
    [TestCase("Func<byte[]> make = () =>\n    new byte[77777];", "make | cell 1:2 | new byte[77777];", TestName = "ALambdaByTheVariableThatHoldsIt")]
    [TestCase("int Solve(int n) => Enumerable.Range(0, n)\n    .Select(i => new byte[77777])\n    .Count();", "Solve.lambda, line 2 | cell 1:2 | .Select(i => new byte[77777])", TestName = "ALambdaThatIsAnArgument")]
    [TestCase("async Task<byte[]> Later()\n{\n    await Task.Yield();\n    return new byte[77777];\n}", "Later | cell 1:4 | return new byte[77777];", TestName = "AnAsyncMethod")]
    [TestCase("IEnumerable<byte[]> Rows()\n{\n    yield return new byte[77777];\n}", "Rows | cell 1:3 | yield return new byte[77777];", TestName = "AnIterator")]
    [TestCase("async IAsyncEnumerable<byte[]> Rows()\n{\n    await Task.Yield();\n    yield return new byte[77777];\n}", "Rows | cell 1:4 | yield return new byte[77777];", TestName = "AnAsyncIterator")]
    [TestCase("IEnumerable<int> Rows()\n{\n    try { yield return 1; }\n    finally\n    {\n        GC.KeepAlive(new byte[77777]);\n    }\n}", "Rows | cell 1:6 | GC.KeepAlive(new byte[77777]);", TestName = "TheFinallyOfAnIterator")]
    [TestCase("class Matrix\n{\n    public byte[] Row { get { return new byte[77777]; } }\n}", "Matrix.Row.get | cell 1:3 | public byte[] Row { get { return new byte[77777]; } }", TestName = "AnAccessor")]
    [TestCase("class Matrix\n{\n    public Matrix(int n)\n    {\n        Rows = new byte[77777];\n    }\n    public byte[] Rows;\n}", "Matrix.Matrix | cell 1:5 | Rows = new byte[77777];", TestName = "AConstructor")]
    [TestCase("class Matrix\n{\n    public byte[] Rows =\n        new byte[77777];\n}", "Matrix.Matrix | cell 1:3 | public byte[] Rows =", TestName = "AFieldInitialiser")]
    [TestCase("class Box<T>\n{\n    public byte[] Rows = new byte[77777];\n}", "Box.Box | cell 1:3 | public byte[] Rows = new byte[77777];", TestName = "AFieldInitialiserOfAGenericType")]
    [TestCase("class Matrix\n{\n    public static byte[] Rows = new byte[77777];\n}", "Matrix.static Matrix | cell 1:3 | public static byte[] Rows = new byte[77777];", TestName = "AStaticInitialiser")]
    [TestCase("class Matrix\n{\n    public static byte[] operator +(Matrix a, int b) => new byte[77777];\n}", "Matrix.operator + | cell 1:3 | public static byte[] operator +(Matrix a, int b) => new byte[77777];", TestName = "AnOperator")]
    [TestCase("interface IRows { byte[] Row(); }\nclass Matrix : IRows\n{\n    byte[] IRows.Row() => new byte[77777];\n}", "Matrix.IRows.Row | cell 1:4 | byte[] IRows.Row() => new byte[77777];", TestName = "AnExplicitImplementation")]
    [TestCase("class Outer<T>\n{\n    public class Inner { public byte[] Row() => new byte[77777]; }\n}", "Outer.Inner.Row | cell 1:3 | public class Inner { public byte[] Row() => new byte[77777]; }", TestName = "ANestedGenericType")]
    [TestCase("record Point(int X)\n{\n    public byte[] Bytes { get; } = new byte[77777];\n}", "Point.Point | cell 1:3 | public byte[] Bytes { get; } = new byte[77777];", TestName = "ARecord")]
    [TestCase("Func<Task<byte[]>> later = async () =>\n{\n    await Task.Yield();\n    return new byte[77777];\n};", "later | cell 1:4 | return new byte[77777];", TestName = "AnAsyncLambda")]
    [TestCase("int n = 3;\nvar q = from i in Enumerable.Range(0, n)\n        where new byte[77777].Length > i\n        select i;", "cell 1 | cell 1:3 | where new byte[77777].Length > i", TestName = "AQueryClauseOfTheCell")]
    public async Task AFrameHasTheNameTheLineAndTheTextThatItsAuthorWrote(string cell, string expected)
    {
        using var session = await CompiledSession.Of("1", cell);

        Assert.That(session.FrameMaking(77777), Is.EqualTo(expected));
    }

    [TestCase("new byte[77777]", "cell 9 | cell 9:1 | new byte[77777]")]
    [TestCase("var n = 1;\nvar bytes = new byte[77777];\nbytes.Length + n", "cell 9 | cell 9:2 | var bytes = new byte[77777];")]
    [TestCase("await Task.Yield();\nGC.KeepAlive(new byte[77777]);", "cell 9 | cell 9:2 | GC.KeepAlive(new byte[77777]);")]
    [TestCase("byte[] Make()\n{\n    return new byte[77777];\n}\nMake()", "Make | cell 9:3 | return new byte[77777];")]
    [TestCase("Enumerable.Range(0, 3)\n    .Select(i => new byte[77777]).Count()", "lambda, line 2 | cell 9:2 | .Select(i => new byte[77777]).Count()")]
    [TestCase("class Matrix\n{\n    public byte[] Row() => new byte[77777];\n}\nnew Matrix().Row()", "Matrix.Row | cell 9:3 | public byte[] Row() => new byte[77777];")]
    public async Task TheMeasuredCodeHasTheLinesOfItsCell(string code, string expected)
    {
        using var session = await CompiledSession.Of(code);

        Assert.That(session.FrameMaking(77777), Is.EqualTo(expected));
    }

    [Test]
    public async Task ALineIsInTheFunctionWithANameOfItsOwn()
    {
        using var session = await CompiledSession.Of(
            "Enumerable.Range(0, 3).Select(i => new byte[66666]).Count()", "int Solve(int n) => Enumerable.Range(0, n).Select(i => new byte[77777]).Count();");

        Assert.That(session.Frames.Of(session.Making(77777))!.Function, Is.EqualTo("Solve"));
        Assert.That(session.Frames.Of(session.Making(66666))!.Function, Is.EqualTo("cell 9"));
    }

    [Test]
    public async Task WhatStartsAStateMachineIsTheSameFunctionAsTheMachine()
    {
        using var session = await CompiledSession.Of("1", "async Task<byte[]> Later()\n{\n    await Task.Yield();\n    return new byte[77777];\n}");

        var stub = session.Frames.Of(new CodePlace(session.Method("Submission", "Later"), 0))!;

        Assert.That(CompiledSession.Shown(stub), Is.EqualTo("Later | cell 1:1 | async Task<byte[]> Later()"));
        Assert.That(stub.Identity, Is.EqualTo(session.Frames.Of(session.Making(77777))!.Identity));
    }

    [Test]
    public async Task WhatTheCompilerMadeOfNothingThatWasWrittenIsInNoPath()
    {
        using var session = await CompiledSession.Of("1", "record Point(int X);\nint n = 1;\nFunc<int> f = () => n;\nFunc<int, int> g = static x => x;");

        Assert.That(session.Frames.Of(new CodePlace(session.Method("Point", "<Clone>$"), 0)), Is.Null);
        Assert.That(session.Frames.Of(new CodePlace(session.Method("<>c", ".cctor"), 0)), Is.Null);
    }

    [Test]
    public async Task AMemberThatTheCompilerWroteHasANameButNoLine()
    {
        using var session = await CompiledSession.Of("1", "record Point(int X);");

        var frame = session.Frames.Of(new CodePlace(session.Method("Point", "ToString"), 0))!;

        Assert.That((frame.Name, frame.Kind, frame.Line, frame.IsOwn), Is.EqualTo(("Point.ToString", CodeKind.Notebook, (int?)null, false)));
    }

    [Test]
    public async Task WithoutAnOffsetOnlyAFunctionOfOneLineHasALine()
    {
        using var session = await CompiledSession.Of("1", "byte[] One() => new byte[66666];\nbyte[] Two(int n)\n{\n    n++;\n    return new byte[77777];\n}");

        Assert.That(session.Frames.Of(session.Making(66666) with { Offset = -1 })!.Line, Is.EqualTo(1));
        Assert.That(session.Frames.Of(session.Making(77777) with { Offset = -1 }), Has.Property("Line").Null.And.Property("Name").EqualTo("Two"));
    }
}
