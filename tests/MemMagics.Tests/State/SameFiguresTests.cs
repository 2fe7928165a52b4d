namespace MemMagics.Tests.State;

/// <summary>The state that a worker rebuilds is the same every time, so that figures are.</summary>
public sealed class SameFiguresTests
{
    [TestCase("var list = Enumerable.Range(0, 1000).ToList();", "{ for (var i = 0; i < 100; i++) list.Add(i); }")]
    [TestCase("var map = Enumerable.Range(0, 1000).ToDictionary(i => \"key \" + i, i => i);", "{ for (var i = 0; i < 3000; i++) map[\"more \" + i] = i; }")]
    [TestCase("var set = new HashSet<string>(Enumerable.Range(0, 500).Select(i => \"k\" + i), StringComparer.OrdinalIgnoreCase);", "{ for (var i = 0; i < 700; i++) set.Add(\"n\" + i); }")]
    [TestCase("record Key(string A, int B); var map = Enumerable.Range(0, 300).ToDictionary(i => new Key(\"a\" + i, i), i => new[] { i });", "map.Where(p => p.Key.B % 2 == 0).Select(p => p.Value.Length).ToArray()")]
    [TestCase("var words = Enumerable.Range(0, 2000).Select(i => \"word\" + i % 77).ToArray();", "words.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count())")]
    [TestCase("var text = new StringBuilder(); for (var i = 0; i < 500; i++) text.Append(i);", "{ for (var i = 0; i < 500; i++) text.Append(i); }")]
    [TestCase("var tree = new SortedDictionary<string, int>(); for (var i = 0; i < 500; i++) tree[\"k\" + i] = i;", "tree.Where(p => p.Value > 100).ToList()")]
    [TestCase("var lazy = new Lazy<int[]>(() => new int[100]); Func<int, int[]> make = n => new int[n + lazy.Value.Length];", "make(5)")]
    [TestCase("var bag = new System.Collections.Concurrent.ConcurrentDictionary<int, string>(); for (var i = 0; i < 300; i++) bag[i] = \"v\" + i;", "{ for (var i = 300; i < 900; i++) bag[i] = \"w\"; }")]
    [TestCase("var seeds = System.Collections.Immutable.ImmutableSortedDictionary<string, int>.Empty; for (var i = 0; i < 100; i++) seeds = seeds.Add(\"k\" + i, i);", "seeds.Add(\"x\", 1)")]
    public async Task TwoMeasurementsOnTheSameStateAllocateTheSameToTheByte(string cell, string code)
    {
        await using var session = await ScriptSession.Start(cell);

        // act
        var first = await session.Memit(code, static request => request with { Repeat = 2 });
        var second = await session.Memit(code, static request => request with { Repeat = 2 });

        Assert.That(first.Failure ?? second.Failure, Is.Null);
        Assert.That(first.Runs.Concat(second.Runs).Select(static run => run.Allocated).Distinct(), Has.Exactly(1).GreaterThan(0L));
    }
}
