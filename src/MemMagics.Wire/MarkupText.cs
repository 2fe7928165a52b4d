using System.Net;
using System.Text.RegularExpressions;

namespace MemMagics.Wire;

/// <summary>What there is to read in HTML, for where there is only text.</summary>
public static partial class MarkupText
{
    // Longer markup is a chart's data or an image's: nobody reads it.
    private const int Longest = 1024 * 1024;

    /// <summary>The text, a line for each row and paragraph; empty when there is none.</summary>
    /// <param name="markup">HTML, well-formed or not.</param>
    public static string Of(string markup)
    {
        if (markup.Length > Longest)
            return "";
        var text = Unread().Replace(markup, "");
        text = SpaceBetween().Replace(text, " ");
        text = Cell().Replace(text, static cell => $"{LineEnd().Replace(cell.Groups["content"].Value, " ")}\t");
        text = LineEnd().Replace(text, "\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        var lines = text.Split('\n').Select(static line => string.Join("  ", line.Split('\t').Select(static cell => cell.Trim())).Trim());
        return string.Join('\n', lines.Where(static line => line.Length > 0));
    }

    [GeneratedRegex(@"<!--.*?-->|<(?<name>style|script|head|template)\b.*?</\k<name>\s*>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex Unread();

    [GeneratedRegex(@"\s+")]
    private static partial Regex SpaceBetween();

    // Whatever is in a cell stands in the line of its row.
    [GeneratedRegex("<t[dh]\\b[^>]*>(?<content>.*?)</t[dh]>", RegexOptions.IgnoreCase)]
    private static partial Regex Cell();

    [GeneratedRegex("<br\\b[^>]*>|</(p|div|tr|li|h[1-6]|pre|table|summary|details|ul|ol|caption)>", RegexOptions.IgnoreCase)]
    private static partial Regex LineEnd();

    [GeneratedRegex("</?[a-z!][^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
