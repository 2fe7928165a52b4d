using MemMagics.Reports;
using MemMagics.Tests.Instrumentation;

namespace MemMagics.Tests.Libraries;

/// <summary>Where the text of a library's functions comes from.</summary>
public sealed class SourceOfTextTests : TestsInAFolder
{
    private const string Source = """
        namespace Sample;

        public static class Solver
        {
            // what people write above a function

            public static byte[] Solve(int n)
            {
                var result = new byte[n]; // the answer
                if (n > 1000)
                    result = null;

                return result;
            }
        }
        """;

    [TestCase("Beside")]
    [TestCase("Embedded")]
    [TestCase("EmbeddedSource")]
    [TestCase("Mapped")]
    public async Task SymbolsLeadToTheSourceAsItsAuthorWroteIt(string symbols)
    {
        var report = await Profile(Enum.Parse<SampleSymbols>(symbols));

        var solve = report["Solver.Solve"];
        Assert.That((solve.Origin, solve.Source), Is.EqualTo((SourceOrigin.Symbols, "Sample.cs")));
        Assert.That(LineTable.Of(solve), Is.EqualTo(new[]
        {
            "7     public static byte[] Solve(int n)",
            "8     {",
            "9         var result = new byte[n]; // the answer | 1x 128 B",
            "10         if (n > 1000) | 1x 0 B",
            "11             result = null;",
            "12 ",
            "13         return result; | 1x 0 B",
            "14     }",
        }));
        Assert.That(solve.Total.Allocated, Is.EqualTo(128));
        Assert.That(report.Notes, Is.Empty);
    }

    [TestCase("None")]
    [TestCase("WithoutSource")]
    [TestCase("ChangedSource")]
    [TestCase("OfAnotherBuild")]
    public async Task WithoutTheSourceThatItWasBuiltFromALibraryIsDecompiled(string symbols)
    {
        var report = await Profile(Enum.Parse<SampleSymbols>(symbols));

        var solve = report["Solver.Solve"];
        Assert.That((solve.Origin, solve.Source), Is.EqualTo((SourceOrigin.Decompiled, "Sample")));
        Assert.That(solve.Lines[0].Content, Is.EqualTo("public static byte[] Solve(int n)"));
        Assert.That(Line(solve, "new byte[n]"), Is.EqualTo((1, 128)));
        Assert.That(Line(solve, "return result"), Is.EqualTo((1, 0)));
        Assert.That(solve.Lines.Single(line => line.Content.Contains("= null")).Occurrences, Is.Null.Or.EqualTo(0));
        Assert.That(ReportText.Render(report), Does.Contain("Solver.Solve (Sample, decompiled)"));
        Assert.That(report.Notes, Is.EqualTo(symbols == "ChangedSource"
            ? new[] { "Sample.cs has changed since Sample.dll was built from it, so decompiled code is shown instead." }
            : []));
    }

    private async Task<LineReport> Profile(SampleSymbols symbols)
    {
        var library = SampleLibrary.Compile(Folder, "Sample", Source, symbols);
        await using var session = await ScriptSession.Start($"#r \"{library}\"");
        return await session.Mprun("Sample.Solver.Solve(100)", "Sample.Solver.Solve");
    }

    private static (long?, long?) Line(FunctionLines function, string content)
    {
        var line = function.Lines.Single(line => line.Content.Contains(content));
        return (line.Occurrences, line.Allocated);
    }
}
