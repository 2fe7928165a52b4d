namespace MemMagics.Tests.State;

/// <summary>Static fields of notebook types are part of the session's state.</summary>
public sealed class StaticFieldTests
{
    [Test]
    public async Task StaticFieldsTravelWithTheirValues()
    {
        await using var trip = await Trip.Of(
            "class Cache { public static readonly Dictionary<string, int> Known = new() { [\"a\"] = 1 }; public static int Hits; public static int Get(string k) { Hits++; return Known[k]; } }",
            "Cache.Known[\"b\"] = 2; Cache.Get(\"a\");");

        Assert.That(trip.Value("Cache.Get(\"b\") + 10 * Cache.Hits"), Is.EqualTo(22));
    }

    [Test]
    public async Task AnInitialiserThatHasRunDoesNotRunAgain()
    {
        var log = Path.GetTempFileName();
        await using var trip = await Trip.Of(
            $"class Log {{ public static readonly int Number = Start(); static int Start() {{ File.AppendAllText(@\"{log}\", \"x\"); return 5; }} }}",
            "var first = Log.Number;");

        // act
        var value = trip.Value("Log.Number");

        // assert
        Assert.That(value, Is.EqualTo(5));
        Assert.That(await File.ReadAllTextAsync(log), Is.EqualTo("x"));
        File.Delete(log);
    }

    [Test]
    public async Task AnInitialiserThatHasNotRunRunsInTheWorkerOnly()
    {
        var log = Path.GetTempFileName();
        await using var trip = await Trip.Of(
            $"class Log {{ public static readonly int Number; static Log() {{ File.AppendAllText(@\"{log}\", \"x\"); Number = 5; }} }}");

        using var arrival = trip.Arrive("Log.Number");
        var captured = await File.ReadAllTextAsync(log);
        var value = arrival.Invoke();

        Assert.Multiple(() =>
        {
            Assert.That(captured, Is.Empty);
            Assert.That(value, Is.EqualTo(5));
            Assert.That(File.ReadAllText(log), Is.EqualTo("x"));
        });
        File.Delete(log);
    }

    [Test]
    public async Task EachConstructionOfAGenericTypeHasItsOwn()
    {
        await using var trip = await Trip.Of(
            "class Pool<T> { public static readonly List<T> Items = new(); } int Count<T>() => Pool<T>.Items.Count;",
            "Pool<int>.Items.Add(1); Pool<int>.Items.Add(2); Pool<string>.Items.Add(\"x\");");

        Assert.That(trip.Value("Count<int>() + 10 * Count<string>() + 100 * Pool<double>.Items.Count"), Is.EqualTo(12));
    }

    [Test]
    public async Task TheWarmCallSeesTheStaticFieldsOfTheNotebookAgain()
    {
        await using var trip = await Trip.Of("class Counter { public static int Count; } Counter.Count = 7; var list = new List<int>();");
        using var arrival = trip.Arrive("{ list.Add(1); return ++Counter.Count + 100 * list.Count; }");

        // act
        var first = arrival.Invoke();
        arrival.Rebuild();
        var warm = arrival.Invoke();

        // assert
        Assert.That(first, Is.EqualTo(108));
        Assert.That(warm, Is.EqualTo(108));
    }
}
