using MemMagics.Magics;

namespace MemMagics.Tests.PlainProgram;

/// <summary>What <c>#!memit</c> says is what the same code allocates in a program of its own, to the byte.</summary>
internal sealed class ExactnessTests
{
    private const int Runs = 5;
    private const int RunsOfVarying = 8;

    private Program _program = null!;
    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task Build()
    {
        _program = new Program();
        _session = await ScriptSession.Start($"#r \"{_program.Library}\"", Snippets.Usings, Snippets.Types);
    }

    [OneTimeTearDown]
    public async Task CleanUp()
    {
        await _session.DisposeAsync();
        _program.Dispose();
    }

    [TestCaseSource(nameof(Fixed))]
    public async Task AllocatedIsThatOfAPlainProgram(Snippet snippet)
    {
        // act
        var plain = (await _program.MeasureAsync(snippet)).Min(); // some find a thread of the pool new to its work
        var report = await _session.Memit(snippet.Code, static request => request with { Repeat = Runs, Call = CallChoice.Warm });

        // assert
        Assert.That(report.Failure, Is.Null);
        var ours = report.Runs.Select(run => run.Allocated).Order().ToList();
        if (snippet.IsPooled)
            Assert.That(ours[Runs / 2], Is.EqualTo(plain), string.Join(' ', ours));
        else
            Assert.That(ours, Is.All.EqualTo(plain).And.Exactly(Runs).Items);
    }

    [TestCaseSource(nameof(Varying))]
    public async Task WhereRunsOfThePlainProgramDifferAllocatedIsWithinThem(Snippet snippet)
    {
        var plain = new List<long>();
        for (var run = 0; run < 3; run++)
            plain.AddRange(await _program.MeasureAsync(snippet));

        // act
        var report = await _session.Memit(snippet.Code, static request => request with { Repeat = RunsOfVarying, Call = CallChoice.Warm, Timeout = TimeSpan.FromMinutes(5) });

        // assert: the ranges meet
        Assert.That(report.Failure, Is.Null);
        var ours = report.Runs.Select(run => run.Allocated).ToList();
        var (least, most) = (plain.Min() - snippet.Slack, plain.Max() + snippet.Slack);
        Assert.That(ours.Min() <= most && least <= ours.Max(), $"{string.Join(' ', ours)} against {string.Join(' ', plain)}");
    }

    [Test]
    public void NearlyAllAreExact() => Assert.That((Snippets.All.Count >= 60, Varying.Count() <= 10), Is.EqualTo((true, true)));

    private static IEnumerable<Snippet> Fixed => Snippets.All.Where(static snippet => snippet.Varies is null);

    private static IEnumerable<Snippet> Varying => Snippets.All.Where(static snippet => snippet.Varies is not null);
}
