using MemMagics.Compilation;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;

namespace MemMagics.Tests.Compilation;

/// <summary>Errors of measured code name the cell and the author's own line and column, and are those of a cell.</summary>
internal sealed class CellErrorTests
{
    [TestCase("[1, 2, 3]", "cell 1(1,9): error CS9176: There is no target type for the collection expression.")]
    [TestCase("x => x", "cell 1(1,11): error CS8917: The delegate type could not be inferred.")]
    [TestCase(")", "cell 1(1,9): error CS7017: Member definition, statement, or end-of-file expected")]
    [TestCase("new byte[\n100", "cell 1(2,4): error CS1003: Syntax error, ',' expected\ncell 1(2,4): error CS0443: Syntax error; value expected\ncell 1(2,4): error CS1003: Syntax error, ']' expected")]
    [TestCase("var a = 1;\nvar b = a +\n    nonsense;\nb", "cell 1(3,5): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("yield return 1;", "cell 1(1,9): error CS7020: Cannot use 'yield' in top-level script code")]
    [TestCase("Span<byte> s = stackalloc byte[9];\ns.Nonsense", "cell 1(2,3): error CS1061: 'Span<byte>' does not contain a definition for 'Nonsense' and no accessible extension method 'Nonsense' accepting a first argument of type 'Span<byte>' could be found (are you missing a using directive or an assembly reference?)")]
    [TestCase("var x = await (Task.FromResult(1)); nonsense", "cell 1(1,45): error CS0103: The name 'nonsense' does not exist in the current context", Description = "what is inserted before it moves no column")]
    [TestCase("using var s = new MemoryStream(); nonsense", "cell 1(1,43): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("using var s = 5;", "cell 1(1,9): error CS1674: 'int': type used in a using statement must implement 'System.IDisposable'.")]
    [TestCase("class C { void F() { nonsense(); } }\nnew C()", "cell 1(1,30): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("int a = 1; string a = \"\";", "cell 1(1,27): error CS0102: The cell already contains a definition for 'a'")]
    [TestCase("using Nonsense;\n1", "cell 1(1,15): error CS0246: The type or namespace name 'Nonsense' could not be found (are you missing a using directive or an assembly reference?)")]
    [TestCase("#error no\n1", "cell 1(1,16): error CS1029: #error: 'no'")]
    [TestCase("1\n#endif", "cell 1(2,1): error CS1028: Unexpected preprocessor directive")]
    [TestCase("#if X\n1", "cell 1(2,2): error CS1027: #endif directive expected")]
    [TestCase("#line 100 \"other\"\nnonsense", "cell 1(2,1): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("#line hidden\nnonsense", "cell 1(2,1): error CS0103: The name 'nonsense' does not exist in the current context")]
    [TestCase("int Of() => 1; int Of() => 2; 1", "cell 1(1,28): error CS0111: The cell already defines a member called 'Of' with the same parameter types")]
    [TestCase("class C { } C Of() => 5; Of()", "cell 1(1,31): error CS0029: Cannot implicitly convert type 'int' to 'C'")]
    [TestCase("var n = 1;\nnew byte[n];", "cell 1(2,1): error CS0201: Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement\nWithout the semicolon at its end it is the result of the code, and is measured.")]
    [TestCase("1 + 1; new byte[1]", "cell 1(1,9): error CS0201: Only assignment, call, increment, decrement, await, and new object expressions can be used as a statement")]
    public async Task ItIsAtItsOwnPlace(string code, string expected)
    {
        await using var session = await ScriptSession.Start();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit(code))!;

        // assert
        Assert.That(failure.Message, Is.EqualTo(expected));
    }

    [TestCase("nonsense")]
    [TestCase("var x = await (Task.FromResult(nonsense)); x")]
    [TestCase("int Of() => 1; int Of() => 2; Of()")]
    [TestCase(")")]
    public async Task EditorsMarkTheSamePlace(string code)
    {
        await using var session = await ScriptSession.Start();
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit(code))!;

        // act
        var marked = CellCheck.Of(session.Notebook, CellSplitter.Split("#!memit " + code, "cell 1"));

        // assert
        Assert.That(CompilerMessages.Render(marked), Is.EqualTo(failure.Message));
    }

    [TestCase("#r \"nuget: MathNet.Numerics, 5.0.0\"\n5", "#r")]
    [TestCase("var x = 1;\n#load \"other.csx\"\nx", "#load")]
    [TestCase("#i \"nuget: https://example.org/v3/index.json\"\n5", "#i")]
    public async Task WhatAddsToTheSessionIsASentence(string code, string directive)
    {
        await using var session = await ScriptSession.Start();

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => session.Memit(code))!;

        // assert
        var line = 1 + code[..code.IndexOf(directive, StringComparison.Ordinal)].Count(character => character == '\n');
        Assert.That(failure.Message, Is.EqualTo($"cell 1, line {line}: {directive} cannot be part of measured code, which adds nothing to the session. Put it before the magic, or into a cell that runs before."));
    }

    [TestCase("#define FOO\n#if FOO\nnew byte[100]\n#else\nnew byte[200]\n#endif", 128)]
    [TestCase("#define FOO\n#undef FOO\n#if FOO\nnew byte[100]\n#elif !BAR\nnew byte[200]\n#endif", 224)]
    [TestCase("var n = 100;\n#if FOO\nn = 200;\n#r \"nonsense\"\n#endif\nnew byte[n]", 128)]
    [TestCase("#region a\nvar n = 100;\n#endregion\n#region b\nclass C { }\n#endregion\nnew byte[n]", 128)]
    [TestCase("#pragma warning disable\n#nullable enable\nstring? s = null;\n#pragma warning restore\n#warning of mine\nnew byte[100]", 128)]
    [TestCase("#if FOO\n#error no\n#endif\nclass C\n{\n#if FOO\n    nonsense\n#endif\n    public byte[] Of() => new byte[100];\n}\nnew C().Of()", 128)]
    public async Task OtherDirectivesMeanWhatTheyMeanInACell(string code, long expected)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1, Origin = new CodeOrigin("cell 1", 2, 1, "#!memit\n" + code) });

        // assert
        Assert.That(report.Runs[0].Allocated, Is.EqualTo(expected));
    }
}
