using MemMagics.Cli.Completion;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Pages;

namespace MemMagics.Tests.Cli;

/// <summary>Brackets for which C#'s parser takes twice as long with every level: at thirty it takes hours, and nothing stops it.</summary>
public sealed class DeepNestingTests
{
    private static readonly string[] s_units =
    [
        "var ?[", "((=", "[from a in ?", "?[<", "a[static (delegate", "[$\"{<\"s\"?", "[(?", "=(", "delegate{(scoped ", "=a(", "a?[", "[new(]?", "(and .=>?.", "(async where (", "(isa=", "?(select select ", "[ref (this$\"{",
        "\n\n[from a in ?", "[if(async 1(", "$\"{<?[", "(\"s\"this(", "*?[throw ", "[&*?", "\"s\"[(\"s\"", "a[(1]",
    ];

    [TestCaseSource(nameof(s_units))]
    public async Task IsAnsweredInsteadOfParsed(string unit)
    {
        var code = "x = " + string.Concat(Enumerable.Repeat(unit, 40));
        await using var session = new EmbeddedSession(TestContext.CurrentContext.WorkDirectory);

        foreach (var cell in new[] { code, "#!memit " + code.ReplaceLineEndings(" "), "#!mprun -x " + code.ReplaceLineEndings(" ") })
        {
            var result = await session.RunCellAsync(new CellSource("cell 1", cell), new OutputRecord());

            Assert.That(result.Error!.Message, Does.StartWith("cell 1 nests more brackets than the C# compiler can read"));
            Assert.That(CellCompleteness.Of(cell), Is.EqualTo(CellCompleteness.Answer.Invalid));
            Assert.That((await new CompletingSession(session.Script).CompleteAsync(cell, cell.Length)).Matches, Is.Empty);
            Assert.That(CodeHtml.Render(new Cell(1, "csharp", cell)), Does.Contain("code"));
        }
    }

    [TestCase("var x = {0}1{1};", "(", ")", 200)]
    [TestCase("int[] F(params object[] a) => null; var x = {0}1{1};", "F(", ")", 60)]
    [TestCase("object x = {0}null{1};", "new Exception(\"\", (Exception)", ")", 40)]
    [TestCase("int x = 1; x = {0}3{1};", "(x > 0 ? x : ", ")", 40)]
    [TestCase("{0}{1}", "{ ", "}", 200)]
    [TestCase("Func<int, Func<int, int>> f = a => b => a; {0}1{1}", "f(1)(", ")", 30)]
    [TestCase("var s = \"{0}{1}\";", "(?:[a=?", "x", 60)]
    public async Task WhatIsDeepAndPlainIsRun(string form, string open, string close, int depth)
    {
        var code = string.Format(System.Globalization.CultureInfo.InvariantCulture, form.Replace("{ ", "{{ ", StringComparison.Ordinal), string.Concat(Enumerable.Repeat(open, depth)), string.Concat(Enumerable.Repeat(close, depth)));
        await using var session = new EmbeddedSession(TestContext.CurrentContext.WorkDirectory);

        var result = await session.RunCellAsync(new CellSource("cell 1", code), new OutputRecord());

        Assert.That(result.Error?.Message, Is.Null);
    }
}
