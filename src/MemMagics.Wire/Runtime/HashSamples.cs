namespace MemMagics.Wire.Runtime;

/// <summary>Hash codes of a few values, by each function that begins with a seed. Two processes in which they are equal hash all values alike.</summary>
/// <remarks>Every worker computes them when it starts: nothing here loads more than the runtime has loaded by then.</remarks>
public static class HashSamples
{
    public static int[] Compute()
    {
        var added = default(HashCode);
        added.Add("words");
        added.Add(1);
        added.AddBytes([1, 2, 3, 4, 5]);
        return
        [
            "".GetHashCode(), "words".GetHashCode(), "Grüße, 世界".GetHashCode(), string.GetHashCode("words".AsSpan(1)), EqualityComparer<string>.Default.GetHashCode("word"),
            StringComparer.OrdinalIgnoreCase.GetHashCode("Words"), StringComparer.OrdinalIgnoreCase.GetHashCode("GRÜSSE"),
            HashCode.Combine(1), HashCode.Combine("words", 2, 3), added.ToHashCode(),
        ];
    }
}
