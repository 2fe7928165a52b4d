namespace MemMagics.Reports;

/// <summary>Names and code that are too long for their place.</summary>
internal static class ShortText
{
    private const string Left = "…";

    /// <summary>At most so many characters, those in the middle left out: a name's ends tell more.</summary>
    public static string Middle(string text, int length)
    {
        if (text.Length <= length)
            return text;
        var kept = Math.Max(0, length - Left.Length);
        return Start(text, kept - (kept / 2)) + Left + Tail(text, kept / 2);
    }

    /// <summary>At most so many characters, those at the end left out.</summary>
    public static string End(string text, int length) => text.Length <= length ? text : Start(text, Math.Max(0, length - Left.Length)) + Left;

    // Not within a surrogate pair.
    private static string Start(string text, int length) => text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    private static string Tail(string text, int length) => text[(length > 0 && char.IsLowSurrogate(text[^length]) ? text.Length - length + 1 : text.Length - length)..];
}
