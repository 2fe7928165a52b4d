using System.Runtime.CompilerServices;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Origins;

/// <summary>What <c>--where</c> finds alive is what <c>--types</c> finds and what Retained counts, for programs that keep a part of what they allocate.</summary>
[Parallelizable(ParallelScope.Children)]
internal sealed class AliveTests
{
    private static readonly Dictionary<string, Func<MemitRequest, MemitRequest>> s_modes = new()
    {
        ["warm"] = static request => request,
        ["--cold"] = static request => request with { Call = CallChoice.Cold },
        ["--replay"] = static request => request with { State = StateMode.Replay },
        ["--gc server"] = static request => request with { Gc = GcFlavor.Server },
        ["--tiered"] = static request => request with { Tiered = true },
    };

    // What a collector can do differently.
    private static readonly string[] s_ofEveryMode = ["Alive.Generations", "Alive.Compaction", "Alive.Finalizable", "Heaps.Large"];

    private readonly MemoryProfiler _profiler = new();

    [OneTimeTearDown]
    public async Task EndWorkers() => await _profiler.DisposeAsync();

    [TestCaseSource(nameof(Cases))]
    public Task WhatIsAliveByLineIsWhatIsRetained(string name, string mode) => AssertAlive(name, mode, repetitions: 1);

    [TestCaseSource(nameof(AllCases))]
    [Explicit("Every program in every mode, 20 times.")]
    public Task WhatIsAliveByLineIsWhatIsRetainedInEveryRun(string name, string mode) => AssertAlive(name, mode, repetitions: 20);

    [Test]
    public async Task WhatTheSessionLetsGoOfIsNotAmongIt()
    {
        await using var session = await ScriptSession.Start(_profiler, "var kept = new List<byte[]>(8) { new byte[2000] };");

        // act
        var report = await session.Memit("kept.Clear(); kept.Add(new byte[1000]);", request => request with { Where = WhereChoice.Auto, Repeat = 1 });

        // assert
        Assert.That(report.Where!.Types, Is.EqualTo(new OriginType[] { new("byte[]", 1, 1_024, 1_024) }));
        Assert.That(report.Worst!.Retained, Is.EqualTo(1_024 - 2_024));
    }

    private async Task AssertAlive(string name, string mode, int repetitions)
    {
        // GIVEN
        var program = TruthProgram.Read(Folder(), name);
        await using var session = await ScriptSession.Start(_profiler, program.Cell);
        var request = s_modes[mode](program.Request());
        for (var repetition = 1; repetition <= repetitions; repetition++)
        {
            // WHEN
            var report = await session.Memit(request.Code, _ => request with { Where = WhereChoice.Auto, Types = true });

            // THEN, less what a thread's first object is missing
            Assert.That(report.Failure, Is.Null);
            Assert.That(report.Where, Is.Not.Null, string.Join('\n', report.Notes));
            var isFirstCall = report.Measured == MeasuredCall.FirstCall;
            Assert.That(TruthComparison.Differences(program, report.Where, isFirstCall ? FirstOfTypes(program) : null), Is.Empty, $"{program.Claim} (run {repetition})");
            OriginSums.AssertAgree(report.Where);
            Assert.That(report.Where.Alive, Is.InRange(report.Worst!.Retained!.Value - report.Where.Missing, report.Worst.Retained.Value));
            if (report.Where.Missing > 0)
                continue;

            var retained = report.Types!.ToDictionary(use => use.Name, use => use.Bytes);
            Assert.That(report.Where.Types.Where(type => type.Alive > 0).ToDictionary(type => type.Type, type => type.Alive), Is.EquivalentTo(retained));
        }
    }

    /// <summary>In a first call the runtime does not report the first object of each type.</summary>
    private static long FirstOfTypes(TruthProgram program) =>
        program.MostMissing + program.Lines.SelectMany(line => line.Types.Values).GroupBy(type => type.Name).Sum(group => group.Max(type => type.Bytes / type.Objects));

    private static IEnumerable<string> Programs() => TruthProgram.Names(Folder()).Where(name => name.StartsWith("Alive.", StringComparison.Ordinal)).Append("Heaps.Large").Append("Heaps.Pinned");

    private static IEnumerable<TestCaseData> AllCases() => from name in Programs() from mode in s_modes.Keys select new TestCaseData(name, mode);

    private static IEnumerable<TestCaseData> Cases() => AllCases().Where(test => test.Arguments is [string name, string mode] && (mode == "warm" || s_ofEveryMode.Contains(name)));

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Programs");
}
