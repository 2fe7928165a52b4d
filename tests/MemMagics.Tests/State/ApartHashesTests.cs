namespace MemMagics.Tests.State;

/// <summary>Where the worker computes other hash codes than the notebook, nothing relies on them: tables are built again, and what keeps hash codes is refused.</summary>
public sealed class ApartHashesTests
{
    [TestCase("var c = new Dictionary<string, int>(100, StringComparer.OrdinalIgnoreCase) { [\"b\"] = 1, [\"a\"] = 2 };", "c[\"A\"] + \":\" + c.Capacity + string.Join(',', c)")]
    [TestCase("class K { } var k = new K(); var c = new Dictionary<K, HashSet<K>> { [k] = new() { k } };", "\"\" + c[k].Contains(k)")]
    [TestCase("var c = new System.Collections.Concurrent.ConcurrentDictionary<string, int>(); c[\"a\"] = 1; var h = new System.Collections.Hashtable { [\"a\"] = 2 }; var o = new OrderedDictionary<string, int> { [\"a\"] = 3 };", "\"\" + c[\"a\"] + h[\"a\"] + o[\"a\"]")]
    public async Task TablesAreBuiltAgain(string cell, string description)
    {
        await using var trip = await Trip.Apart(cell);

        Assert.That(trip.Value(description), Is.EqualTo(await trip.OwnValue(description)));
    }

    [Test]
    public async Task AHashCodeThatAnObjectRemembersIsComputedAnew()
    {
        await using var trip = await Trip.Apart(
            "class Memo { readonly string _text = \"x\"; int _code; public override int GetHashCode() => _code != 0 ? _code : _code = _text.GetHashCode(); } var v = new Memo(); v.GetHashCode();");

        Assert.That(trip.Value("v.GetHashCode() == \"x\".GetHashCode()"), Is.True);
    }

    [TestCase("class Pair { readonly int _code = HashCode.Combine(\"a\", 1); public int Code => _code; } var v = new Pair();", "v.Code", "v : Pair cannot leave this process: it keeps hash codes in its field '_code'")]
    [TestCase("class Own { readonly int[] _codes = new int[4]; public void Add(object o) => _codes[0] = System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(o); public int N => _codes.Length; } var v = new Own(); v.Add(v);", "v.N", "v : Own cannot leave this process: it keeps hash codes in its field '_codes'")]
    [TestCase("class Sum { public HashCode Code; } var v = new Sum(); v.Code.Add(1);", "v.Code.ToHashCode()", "v : Sum cannot leave this process: it keeps hash codes in its field 'Code'")]
    [TestCase("var v = new Dictionary<string, int> { [\"a\"] = 1 }.Where(p => p.Value > 0).GetEnumerator(); v.MoveNext();", "v.Current", "v → _enumerator : Dictionary<string, int>.Enumerator cannot leave this process: it is half-way through a hash table, whose entries lie elsewhere in another process.")]
    public async Task WhatKeepsHashCodesIsRefused(string cell, string code, string expected)
    {
        await using var trip = await Trip.Apart(cell);

        Assert.That(trip.Refusal(code), Does.StartWith(expected).And.Contain("--replay").And.Contain("--in-process"));
    }
}
