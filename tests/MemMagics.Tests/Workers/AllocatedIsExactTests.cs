namespace MemMagics.Tests.Workers;

internal sealed class AllocatedIsExactTests
{
    [TestCase("1 + 1", 0)]
    [TestCase("new byte[1_000_000]", 1_000_024)]
    [TestCase("new double[1000, 1000]", 8_000_000 + 40)] // header, type, total length, two lengths, two lower bounds
    [TestCase("var list = new List<object>(10_000);\nfor (var i = 0; i < 10_000; i++) list.Add(i);\nlist", 10_000 * 24 + 80_024 + 32)]
    public async Task EveryRunCountsToTheByte(string code, long expected)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 20 });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(expected).And.Exactly(20).Items);
    }
}
