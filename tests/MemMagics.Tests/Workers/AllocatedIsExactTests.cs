using MemMagics.Magics;

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

    [Test]
    public async Task CastsThatTheRuntimeHasNotSeenBeforeCountNothing()
    {
        // GIVEN thousands of pairs of types
        await using var session = await ScriptSession.Start("Type[] types = [.. typeof(double).GetInterfaces(), .. typeof(decimal).GetInterfaces(), .. typeof(char).GetInterfaces()]; var castable = 0;");

        // WHEN each is asked of for the first time
        var report = await session.Memit(
            "foreach (var target in types)\n    foreach (var source in types)\n        castable += target.IsAssignableFrom(source) ? 1 : 0;", request => request with { Repeat = 5, Call = CallChoice.Cold });

        // THEN
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.Zero.And.Exactly(5).Items);
    }

    [TestCase("1 + 1", 0)]
    [TestCase("number - 2", 0)]
    [TestCase("$\"{number} {number}\"", 32)]
    [TestCase("new byte[1000]", 1024)]
    [TestCase("numbers.Select(n => 2 * n).ToList()", 4000 + 24 + 32, Description = "the list and its array; the iterator is garbage")]
    [TestCase("kept.Add(new byte[1000])", 1024, Description = "what a variable of the session holds on to")]
    [TestCase("kept.Clear()", -2024, Description = "what it lets go of")]
    public async Task EveryRunRetainsToTheByte(string code, long expected)
    {
        await using var session = await ScriptSession.Start(
            "var number = 7; var numbers = Enumerable.Range(0, 1000).ToList();", "var kept = new List<byte[]>(8) { new byte[2000] };");

        // act
        var report = await session.Memit(code, request => request with { Repeat = 10 });

        // assert
        Assert.That(report.Runs.Select(run => run.Retained), Is.All.EqualTo(expected).And.Exactly(10).Items);
    }
}
