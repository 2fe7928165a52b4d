/// <summary>Lines that contain a word.</summary>
sealed class Matcher(string word)
{
    public List<(int Number, string Line)> Lines(IEnumerable<string> lines)
    {
        var found = new List<(int, string)>();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Contains(word, StringComparison.OrdinalIgnoreCase))
                found.Add((number, line.ToUpperInvariant()));
        }

        return found;
    }

    internal static int Demo(int count)
    {
        var lines = Enumerable.Range(0, count).Select(i => i % 10 == 0 ? "a needle" : "hay");
        return new Matcher("needle").Lines(lines).Count;
    }
}
