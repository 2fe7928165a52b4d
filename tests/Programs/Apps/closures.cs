var log = new List<string>();
var factor = 3;

void Note(string text) => log.Add($"{log.Count}: {text}");

int Scaled(int n)
{
    Note($"scaled {n}");
    return n * factor;
}

Func<int, int> add = n => n + factor;
Console.WriteLine(add(Scaled(4)));
Console.WriteLine(string.Join("; ", log));
Console.WriteLine(Fib(20));

// ---

static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

static List<Func<int>> Counters(int count)
{
    var counters = new List<Func<int>>();
    for (var i = 0; i < count; i++)
    {
        var next = i;
        counters.Add(() => next++);
    }

    return counters;
}

// ---

static int Nested(int n)
{
    int Inner(int m)
    {
        string Deeper() => new('d', m);
        return Deeper().Length;
    }

    return Inner(n) + new Hidden<int>(n).Text().Length + "four".Doubled.Length;
}

file sealed class Hidden<T>(T item)
{
    public string Text()
    {
        return $"hidden {item}";
    }
}

internal static class Extensions
{
    extension(string text)
    {
        public string Doubled => text + text;
    }
}
