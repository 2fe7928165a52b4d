using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>Programs that nobody wrote, of which all is known: every object on its line, alive or not.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class RandomTruthTests
{
    private static readonly int s_programs = FuzzBudget.Times(8);
    private static readonly int s_first = int.TryParse(Environment.GetEnvironmentVariable("MEMMAGICS_FUZZ_SEED"), out var seed) ? seed : 1;

    private readonly MemoryProfiler _profiler = new();

    [OneTimeTearDown]
    public async Task EndWorkers() => await _profiler.DisposeAsync();

    [TestCaseSource(nameof(Seeds))]
    public async Task EveryObjectOfARandomProgramIsOnItsLine(int seed)
    {
        // GIVEN
        var program = RandomTruth.Make(seed);
        await using var session = await ScriptSession.Start(_profiler, program.Cell);
        var request = program.Request();

        // WHEN
        var report = await session.Memit(request.Code, _ => request with { Where = WhereChoice.Auto });

        // THEN
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Where, Is.Not.Null, string.Join('\n', report.Notes));
        Assert.That(report.Where.Mode, Is.EqualTo(OriginMode.Exact));
        Assert.That(TruthComparison.Differences(program, report.Where), Is.Empty, program.Cell);
        OriginSums.AssertAgree(report.Where);
    }

    /// <summary>What the generator states is what its programs allocate and retain: that much needs no origins.</summary>
    [TestCaseSource(nameof(Seeds))]
    [Explicit("For whoever changes the generator.")]
    public async Task WhatIsStatedAddsUpToAllocated(int seed)
    {
        var program = RandomTruth.Make(seed);
        await using var session = await ScriptSession.Start(_profiler, program.Cell);
        var request = program.Request();

        // act
        var report = await session.Memit(request.Code, _ => request);

        // assert
        var stated = program.Lines.SelectMany(line => line.Types.Values).ToList();
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Allocated, program.IsWhole ? Is.EqualTo(stated.Sum(type => type.Bytes)) : Is.AtLeast(stated.Sum(type => type.Bytes)), program.Cell);
        if (program.IsWhole)
            Assert.That(report.Worst.Retained, Is.EqualTo(stated.Sum(type => type.Alive)), program.Cell);
    }

    private static IEnumerable<int> Seeds() => Enumerable.Range(s_first, s_programs);
}
