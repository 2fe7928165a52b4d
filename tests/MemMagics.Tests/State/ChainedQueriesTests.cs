namespace MemMagics.Tests.State;

/// <summary>Queries made of queries travel, before they have begun and half-way through.</summary>
public sealed class ChainedQueriesTests
{
    private static readonly string[] s_queries =
    [
        "new[] { 1, 2 }.Select(x => x + 1).Select(x => x * 2)",
        "new[] { 1, 2, 3 }.Where(x => x > 1).Where(x => x < 5)",
        "new[] { 1, 2 }.Where(x => x > 0).Select(x => x + 1).Select(x => x * k)",
        "new List<int> { 1, 2 }.Where(x => x > 0).Select(x => x + 1).Select(x => x * k)",
        "new List<int> { 1, 2 }.Where(x => x > 0).Where(x => x + 1 > 0).Where(x => x * k > 0)",
        "Enumerable.Range(0, 5).Select(x => x + 1).Select(x => x * 2).Select(x => x.ToString())",
        "new[] { 3, 1, 2 }.OrderBy(x => x).ThenBy(x => -x).ThenByDescending(x => k)",
        "new[] { 3, 1, 2 }.OrderDescending().Where(x => x > 1).Skip(1)",
        "Enumerable.Range(0, 9).Skip(1).Take(7).Skip(1).SkipLast(1).TakeLast(2)",
        "new[] { 1 }.Concat(new[] { 2 }).Concat(new List<int> { 3 }).Concat(Enumerable.Range(0, 3))",
        "new[] { 1 }.Append(2).Append(3).Prepend(0).Prepend(-1)",
        "new[] { \"a\", \"b\", \"bb\" }.GroupBy(x => x.Length).Select(g => g.Key + g.Count()).Select(n => n + 1)",
        "new[] { \"ab\", \"cd\" }.SelectMany(x => x).Where(c => c > 'a').Where(c => c < 'z')",
        "new[] { 1, 2 }.Zip(new[] { \"a\", \"b\" }).Select(p => p.First).Select(x => x + 1)",
        "Enumerable.Range(0, 7).Chunk(3).Select(c => c.Length).Select(n => n * 2)",
        "new[] { 1, 2 }.Join(new[] { 2, 1 }, a => a, b => b, (a, b) => a + b).Select(x => x + 1).Select(x => x + 1)",
        "new object[] { 1, 2 }.OfType<int>().Cast<object>().Select(x => x.ToString()).Select(x => x + 1)",
        "from a in new[] { 1, 2 } from b in new[] { 3, 4 } let c = a * b where c > 3 orderby c descending select c + k",
        "Steps().Select(x => x + 1).Select(x => x + 1).Where(x => x > 0).Where(x => x < 9)",
        "new[] { 1, 2 }.ToLookup(x => x % 2).SelectMany(g => g).Select(x => x).Select(x => x + 1)",
        "new SortedSet<int> { 1, 2 }.Select(x => x + 1).Select(x => x + 1).Append(7).OrderBy(x => -x).Select(x => x + 1)",
    ];

    private static readonly string[] s_enumerables =
    [
        "new int[,] { { 1, 2 }, { 3, 4 } }", "new System.Collections.ArrayList { 1, 2, 3 }", "new System.Collections.Queue(new[] { 1, 2 })", "new System.Collections.Stack(new[] { 1, 2 })",
        "new System.Collections.BitArray(new[] { true, false })", "new SortedList<int, string> { [1] = \"a\", [2] = \"b\" }", "new SortedList<int, int> { [1] = 3, [2] = 4 }.Keys",
        "new SortedList<int, int> { [1] = 3, [2] = 4 }.Values", "new PriorityQueue<int, int>([(1, 2), (2, 1)]).UnorderedItems", "System.Collections.Immutable.ImmutableArray.Create(1, 2)",
        "System.Collections.Immutable.ImmutableStack.Create(1, 2)", "System.Collections.Immutable.ImmutableQueue.Create(1, 2)", "new System.Collections.Concurrent.ConcurrentQueue<int>([1, 2])",
        "new System.Collections.Concurrent.ConcurrentStack<int>([1, 2])", "new[] { 1, 2, 3 }.ToLookup(x => x % 2).Select(g => g.Key)", "new[] { 1, 2 }.ToLookup(x => x % 2)",
    ];

    [TestCaseSource(nameof(s_queries))]
    public async Task AQueryOverAQueryTravels(string query)
    {
        await using var trip = await Trip.Of("int k = 3; IEnumerable<int> Steps() { yield return 1; yield return 2; }", $"var q = {query};");

        Assert.That(trip.Value("string.Join(\",\", q)"), Is.EqualTo(await trip.OwnValue("string.Join(\",\", q)")).And.Not.Empty);
    }

    [TestCaseSource(nameof(s_queries))]
    public async Task AQueryOverAQueryTravelsHalfWayThrough(string query)
    {
        await using var trip = await Trip.Of("int k = 3; IEnumerable<int> Steps() { yield return 1; yield return 2; }", $"var e = ({query}).GetEnumerator(); e.MoveNext();");

        await AssertTheRestIsTheSame(trip);
    }

    [TestCaseSource(nameof(s_enumerables))]
    public async Task AnEnumeratorTravelsHalfWayThrough(string source)
    {
        await using var trip = await Trip.Of($"System.Collections.IEnumerator e = ((System.Collections.IEnumerable){source}).GetEnumerator(); e.MoveNext();");

        await AssertTheRestIsTheSame(trip);
    }

    private static async Task AssertTheRestIsTheSame(Trip trip)
    {
        await trip.Session.Run("string Rest(System.Collections.IEnumerator e) { var text = $\"{e.Current}\"; while (e.MoveNext()) text += $\",{e.Current}\"; return text; }");

        var arrived = trip.Value("Rest(e)");

        Assert.That(arrived, Is.EqualTo(await trip.OwnValue("Rest(e)")).And.Not.Empty);
    }
}
