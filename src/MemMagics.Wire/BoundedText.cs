using System.Globalization;

namespace MemMagics.Wire;

/// <summary>Text of measured code, cut to a length that a notebook can show.</summary>
public static class BoundedText
{
    private const int Head = 8 * 1024;
    private const int Tail = 2 * 1024;

    /// <summary>The text; of a long one its beginning and its end, and between them a line that says how much was cut.</summary>
    public static string Cut(string text) => text.Length <= Head + Tail
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, Start(text, Head))}\n[… {text.Length - Head - Tail:N0} characters cut …]\n{text.AsSpan(Start(text, text.Length - Tail))}");

    /// <summary>The text, without what is beyond a length.</summary>
    public static string Cut(string text, int length) => text.Length <= length ? text : string.Concat(text.AsSpan(0, Start(text, length)), "…");

    /// <summary>A surrogate pair is not cut in half.</summary>
    private static int Start(string text, int at) => char.IsLowSurrogate(text[at]) && char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
}
