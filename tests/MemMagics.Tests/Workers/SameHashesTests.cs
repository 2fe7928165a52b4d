namespace MemMagics.Tests.Workers;

/// <summary>Every hash code is the same in a worker as in the notebook, wherever a program has put it.</summary>
public sealed class SameHashesTests
{
    private const string Kept = """
        using System.Runtime.CompilerServices;
        record Person(string Name, int Age); class Plain { } record struct Point(double X, string Label);
        class HashIndex { readonly Dictionary<int, string> byHash = new(); public void Add(string s) => byHash[s.GetHashCode()] = s; public bool Has(string s) => byHash.ContainsKey(s.GetHashCode()); }
        class Bloom<T> { readonly System.Collections.BitArray bits = new(4096); IEnumerable<int> Slots(T item) { for (var i = 0; i < 3; i++) yield return (HashCode.Combine(item, i) & int.MaxValue) % 4096; } public void Add(T item) { foreach (var slot in Slots(item)) bits[slot] = true; } public bool Has(T item) => Slots(item).All(slot => bits[slot]); }
        class Sketch { readonly int[][] rows = Enumerable.Range(0, 3).Select(_ => new int[64]).ToArray(); public void Add(string s) { for (var i = 0; i < rows.Length; i++) rows[i][((s.GetHashCode() * (i + 7)) & int.MaxValue) % 64]++; } public int Count(string s) => rows.Select((row, i) => row[((s.GetHashCode() * (i + 7)) & int.MaxValue) % 64]).Min(); }
        var words = Enumerable.Range(0, 40).Select(i => "word" + i).ToArray(); var plain = new Plain(); object locked = new(); lock (locked) locked.GetHashCode();
        var index = new HashIndex(); var bloom = new Bloom<string>(); var sketch = new Sketch(); var people = new Bloom<Person>();
        foreach (var word in words) { index.Add(word); bloom.Add(word); sketch.Add(word); } people.Add(new("ada", 36));
        var byHash = words.ToDictionary(w => w.GetHashCode()); var sorted = new SortedList<int, string>(byHash); var anonymous = words.Select(w => new { Hash = w.GetHashCode(), Word = w }).ToList();
        var identities = new Dictionary<int, string> { [RuntimeHelpers.GetHashCode(plain)] = "plain", [locked.GetHashCode()] = "locked", [RuntimeHelpers.GetHashCode(words)] = "words" };
        var codes = new HashSet<int> { new Person("gone", 1).GetHashCode(), new Point(1.5, "p").GetHashCode(), (1, "x").GetHashCode(), new { A = 1 }.GetHashCode(), StringComparer.OrdinalIgnoreCase.GetHashCode("Aa"), "aa".GetHashCode(StringComparison.CurrentCultureIgnoreCase), typeof(Person).GetHashCode(), typeof(IDictionary<,>).GetHashCode(), typeof(string).GetHashCode() };
        bool All() => words.All(w => index.Has(w) && bloom.Has(w) && sketch.Count(w) > 0 && byHash[w.GetHashCode()] == w && sorted.ContainsKey(w.GetHashCode()) && anonymous.Any(a => a.Hash == w.GetHashCode() && a.Word == w))
            && people.Has(new("ada", 36)) && identities[RuntimeHelpers.GetHashCode(plain)] == "plain" && identities[locked.GetHashCode()] == "locked" && identities[RuntimeHelpers.GetHashCode(words)] == "words"
            && codes.Contains(new Person("gone", 1).GetHashCode()) && codes.Contains(new Point(1.5, "p").GetHashCode()) && codes.Contains((1, "x").GetHashCode()) && codes.Contains(new { A = 1 }.GetHashCode())
            && codes.Contains(StringComparer.OrdinalIgnoreCase.GetHashCode("aA")) && codes.Contains("AA".GetHashCode(StringComparison.CurrentCultureIgnoreCase)) && codes.Contains(typeof(Person).GetHashCode()) && codes.Contains(typeof(IDictionary<,>).GetHashCode()) && codes.Contains(typeof(string).GetHashCode());
        bool here = All();
        """;

    [TestCase(12)]
    [TestCase(1000, Explicit = true, Reason = "The figure of docs/measurements.md: a thousand processes.")]
    public async Task EveryFreshWorkerFindsWhatWasKeptByAnyHashCode(int workers)
    {
        await using var session = await ScriptSession.Start(Kept);

        // act
        var report = await session.Memit(
            "if (!here || !All()) throw new Exception(\"a hash code is another one\");", request => request with { Repeat = workers, Timeout = TimeSpan.FromHours(1) });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs, Has.Count.EqualTo(workers));
    }
}
