using System.Text.RegularExpressions;

namespace MemMagics.Reports.Output;

/// <summary>Text and code inside Markdown.</summary>
public static partial class MarkdownText
{
    /// <summary>A fenced block, whose fence is longer than any in the text, which would end it.</summary>
    /// <param name="language">What the text is in, for readers that colour it: of a name that is more than one word the first, since a line break or a backtick would end the line of the fence.</param>
    /// <param name="text">The text; line breaks at its end are left out.</param>
    public static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{FirstWord().Match(language).Value}\n{text.TrimEnd('\r', '\n')}\n{fence}";
    }

    /// <summary>Text in which nothing is taken for markup.</summary>
    internal static string Escaped(string text) => Special().Replace(text, @"\$0").ReplaceLineEndings("  \n");

    /// <summary>Code inside a table cell: a fence longer than any in the text, <c>|</c> escaped (tables split cells before they see code), indentation kept by no-break spaces.</summary>
    internal static string CodeSpan(string code)
    {
        var text = LineBreaks().Replace(code.Trim(), " ");
        if (text.Length == 0)
            return "";
        var indent = code[..(code.Length - code.TrimStart().Length)].Replace("\t", "    ").Length;
        var fence = new string('`', LongestRun(text) + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{new string('\u00A0', indent)}{text.Replace("|", "\\|")}{pad}{fence}";
    }

    private static int LongestRun(string text) => Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();

    /// <summary>Text on one line, such as a table's row needs it.</summary>
    internal static string OnOneLine(string text) => LineBreaks().Replace(text, " ");

    /// <summary>Prose that stands by itself: a fence that it leaves open ends with it.</summary>
    /// <param name="markdown">The prose.</param>
    public static string Closed(string markdown)
    {
        string? open = null;
        foreach (Match fence in FenceLines().Matches(markdown))
        {
            var (ticks, rest) = (fence.Groups["fence"].Value, fence.Groups["rest"].Value);
            if (open is null)
                open = ticks[0] == '~' || !rest.Contains('`', StringComparison.Ordinal) ? ticks : null;
            else if (ticks[0] == open[0] && ticks.Length >= open.Length && string.IsNullOrWhiteSpace(rest))
                open = null;
        }

        return open is null ? markdown : $"{markdown.TrimEnd('\r', '\n')}\n{open}";
    }

    [GeneratedRegex("^[^\\s\\p{C}`~]*")]
    private static partial Regex FirstWord();

    [GeneratedRegex(@"[\r\n\u0085\u2028\u2029]+")]
    private static partial Regex LineBreaks();

    [GeneratedRegex(@"^ {0,3}(?<fence>`{3,}|~{3,})(?<rest>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex FenceLines();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\`*_\[\]<>|#~&$]")]
    private static partial Regex Special();
}
