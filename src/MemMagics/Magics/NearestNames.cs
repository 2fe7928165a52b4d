namespace MemMagics.Magics;

/// <summary>Finds the names that a mistyped one may have meant.</summary>
public static class NearestNames
{
    /// <summary>The question to add to a sentence: <c> Did you mean --repeat?</c>, with a space before it. At most three names; empty when none is near.</summary>
    /// <param name="typed">What was typed.</param>
    /// <param name="names">The existing names.</param>
    public static string Question(string typed, IEnumerable<string> names)
    {
        var nearest = Of(typed, names.Distinct(StringComparer.Ordinal)).Take(3).ToList();
        return nearest.Count switch
        {
            0 => "",
            1 => $" Did you mean {nearest[0]}?",
            _ => $" Did you mean {string.Join(", ", nearest.SkipLast(1))} or {nearest[^1]}?",
        };
    }

    /// <summary>Names that begin with what was typed, or differ from it by one or two edits; the nearest first. Empty for words of fewer than three letters: they resemble everything.</summary>
    internal static IEnumerable<string> Of(string typed, IEnumerable<string> names)
    {
        var word = typed.TrimStart('-').ToLowerInvariant();
        if (word.Length < 3)
            return [];
        return from name in names
               let candidate = name.TrimStart('-').ToLowerInvariant()
               let distance = candidate.StartsWith(word, StringComparison.Ordinal) ? 0 : Math.Abs(word.Length - candidate.Length) > Math.Max(1, candidate.Length / 4) ? int.MaxValue : Distance(word, candidate)
               where distance <= Math.Max(1, candidate.Length / 4)
               orderby distance
               select name;
    }

    // Damerau-Levenshtein distance with adjacent transpositions: most typos swap two letters.
    private static int Distance(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= other.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var substitution = rows[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(substitution, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[one.Length, other.Length];
    }
}
