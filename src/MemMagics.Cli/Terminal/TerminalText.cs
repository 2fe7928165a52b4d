using System.Globalization;
using System.Text;

namespace MemMagics.Cli.Terminal;

/// <summary>Text of a notebook on the terminal: names, headings, source, messages. None of it is a command to the terminal, so all of its control characters are shown.</summary>
internal static class TerminalText
{
    /// <summary>The text with control characters as pictures (<c>␛</c>) or as numbers (<c>\u009b</c>). Line breaks and tabs stay.</summary>
    public static string Plain(string text)
    {
        if (!text.AsSpan().ContainsAny(s_controls))
            return text;
        var plain = new StringBuilder(text.Length + 16);
        foreach (var character in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (character is '\n' or '\t' || !IsControl(character))
                plain.Append(character);
            else
                plain.Append(Shown(character));
        }

        return plain.ToString();
    }

    /// <summary>Whether a terminal may do something else with the character than to show it: controls of both sets, and what reverses the direction of the text after it.</summary>
    public static bool IsControl(char character) => s_controls.Contains(character);

    /// <summary>What is shown for a control character.</summary>
    public static string Shown(char control) => control switch
    {
        < ' ' => ((char)(PicturesOfControls + control)).ToString(),
        '\x7f' => "␡",
        _ => $"\\u{((int)control).ToString("x4", CultureInfo.InvariantCulture)}",
    };

    private const int PicturesOfControls = 0x2400;

    // C0, DEL, C1; line and paragraph separator; embeddings, overrides and isolates of bidirectional text. The marks that Arabic and Hebrew need are not among them.
    private static readonly System.Buffers.SearchValues<char> s_controls = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Concat(Enumerable.Range(0x2028, 7)).Concat(Enumerable.Range(0x2066, 4)).Select(code => (char)code)]);
}
