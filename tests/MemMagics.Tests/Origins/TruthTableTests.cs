using System.Runtime.CompilerServices;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>
/// <c>#!memit --where</c> of programs whose allocations are known: every object, with its type, its size and its line, and whether it is alive.
/// The files in <c>Programs/</c> are the table. Nothing writes into them: what they say is reckoned, not recorded.
/// </summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class TruthTableTests
{
    private readonly MemoryProfiler _profiler = new();

    [OneTimeTearDown]
    public async Task EndWorkers() => await _profiler.DisposeAsync();

    [TestCaseSource(nameof(Names))]
    public Task EveryObjectIsOnItsLine(string name) => AssertTrue(name, repetitions: 1);

    [TestCaseSource(nameof(Names))]
    [Explicit("The claim of issue 11: 20 of 20 runs.")]
    public Task EveryObjectIsOnItsLineInEveryRun(string name) => AssertTrue(name, repetitions: 20);

    /// <summary>What is stated of a program is what it allocates: that much needs no origins.</summary>
    [TestCaseSource(nameof(Names))]
    [Explicit("For whoever writes a program: its figures against Allocated alone.")]
    public async Task TheTableAddsUpToAllocated(string name)
    {
        var program = TruthProgram.Read(Folder(), name);
        await using var session = await ScriptSession.Start(_profiler, program.Cell);
        var request = program.Request();

        // act
        var report = await session.Memit(request.Code, _ => request with { Types = true, Repeat = 3 });

        // assert
        var stated = program.Lines.SelectMany(line => line.Types.Values).Sum(type => type.Bytes);
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs.Select(run => run.Allocated), program.IsWhole ? Is.All.EqualTo(stated) : Is.All.GreaterThan(stated), string.Join('\n', report.Types ?? []));
        if (program.IsWhole)
            Assert.That(report.Worst!.Retained, Is.EqualTo(program.Lines.SelectMany(line => line.Types.Values).Sum(type => type.Alive)), string.Join('\n', report.Types ?? []));
    }

    private async Task AssertTrue(string name, int repetitions)
    {
        // GIVEN
        var program = TruthProgram.Read(Folder(), name);
        await using var session = await ScriptSession.Start(_profiler, program.Cell);
        for (var repetition = 1; repetition <= repetitions; repetition++)
        {
            // WHEN
            var request = program.Request();
            var report = await session.Memit(request.Code, _ => request with { Where = WhereChoice.Auto });

            // THEN
            Assert.That(report.Failure, Is.Null);
            Assert.That(report.Where, Is.Not.Null, string.Join('\n', report.Notes));
            Assert.That(report.Where.Mode, Is.EqualTo(OriginMode.Exact));
            Assert.That(TruthComparison.Differences(program, report.Where), Is.Empty, $"{program.Claim} (run {repetition})");
            OriginSums.AssertAgree(report.Where);
            if (program.IsWhole)
                Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(report.Where.Bytes + report.Where.Missing));
        }
    }

    private static IEnumerable<string> Names() => TruthProgram.Names(Folder());

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Programs");
}
