using System.Text.RegularExpressions;

namespace MemMagics.Reports.Output;

/// <summary>Text and code inside Markdown.</summary>
public static partial class MarkdownText
{
    /// <summary>A fenced block, whose fence is longer than any in the text, which would end it.</summary>
    /// <param name="language">What the text is in, for readers that colour it.</param>
    /// <param name="text">The text; line breaks at its end are left out.</param>
    public static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text.TrimEnd('\r', '\n')}\n{fence}";
    }

    /// <summary>Text in which nothing is taken for markup.</summary>
    internal static string Escaped(string text) => Special().Replace(text, @"\$0").ReplaceLineEndings("  \n");

    /// <summary>Code inside a table cell: a fence longer than any in the text, <c>|</c> escaped (tables split cells before they see code), indentation kept by no-break spaces.</summary>
    internal static string CodeSpan(string code)
    {
        var text = code.Trim();
        if (text.Length == 0)
            return "";
        var indent = code[..(code.Length - code.TrimStart().Length)].Replace("\t", "    ").Length;
        var fence = new string('`', LongestRun(text) + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{new string('\u00A0', indent)}{text.Replace("|", "\\|")}{pad}{fence}";
    }

    private static int LongestRun(string text) => Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\`*_\[\]<>|#~&$]")]
    private static partial Regex Special();
}
