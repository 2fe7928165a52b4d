var text = args is [var path, ..] ? File.ReadAllText(path) : "the cat and the dog and the bird";
foreach (var (word, count) in Top(text.Split(' '), 2))
    Console.WriteLine($"{word} {count}");

// ---

static List<(string Word, int Count)> Top(IReadOnlyCollection<string> words, int count) =>
    words.AsParallel().WithDegreeOfParallelism(2)
        .GroupBy(word => word, StringComparer.Ordinal)
        .Select(group => (Word: group.Key, Count: group.Count()))
        .OrderByDescending(pair => pair.Count).ThenBy(pair => pair.Word, StringComparer.Ordinal)
        .Take(count)
        .ToList();

static IEnumerable<string> Windows(string text, int size)
{
    for (var i = 0; i + size <= text.Length; i++)
        yield return text.Substring(i, size);
}

static int Distinct(string text, int size) => Windows(text, size).ToHashSet(StringComparer.Ordinal).Count;
