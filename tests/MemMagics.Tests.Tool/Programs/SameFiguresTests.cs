using System.Text.Json.Nodes;

namespace MemMagics.Tests.Tool.Programs;

/// <summary>A function costs in a file or a project what it costs in a notebook: Allocated, to the byte, and of each of its lines.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class SameFiguresTests
{
    [TestCaseSource(typeof(UserProgram), nameof(UserProgram.All))]
    public async Task ACallAllocatesWhatItAllocatesInANotebook(UserProgram program)
    {
        var expected = (await NotebookFigures.OfAsync(program)).Memit;

        // act
        var report = await Door.ReportAsync("memit", program, "-r", "2", "--call", program.CallInFile);

        // assert
        Assert.That((string)report["kind"]!, Is.EqualTo("memit"));
        Assert.That((string)report["measured"]!, Is.EqualTo("warm"));
        Assert.That(Allocated(report), Is.EqualTo(Allocated(expected)));
    }

    [TestCaseSource(typeof(UserProgram), nameof(UserProgram.All))]
    public async Task EachLineAllocatesWhatItAllocatesInANotebook(UserProgram program)
    {
        var expected = (await NotebookFigures.OfAsync(program)).Mprun;

        // act
        var report = await Door.ReportAsync("mprun", program, "-f", program.FunctionInFile, "--call", program.CallInFile);

        // assert
        Assert.That(Lines(report), Is.EqualTo(Lines(expected)).And.Not.Empty);
        Assert.That(report["functions"]!.AsArray().Select(function => (string)function!["origin"]!), Is.All.EqualTo("symbols"));
    }

    private static IReadOnlyList<long> Allocated(JsonNode report) => [.. report["runs"]!.AsArray().Select(run => (long)run!["allocated"]!)];

    /// <summary>The lines that ran, with their text, for their numbers differ.</summary>
    private static IReadOnlyList<string> Lines(JsonNode report) =>
    [
        .. report["functions"]!.AsArray().SelectMany(function => function!["lines"]!.AsArray()).Where(line => line!["occurrences"] is not null)
            .Select(line => $"{((string)line!["content"]!).Trim()}: {line["allocated"]} B, {line["occurrences"]} times"),
    ];
}
