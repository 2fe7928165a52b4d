using System.Text.RegularExpressions;

namespace MemMagics.Reports;

/// <summary>Text and code inside Markdown.</summary>
internal static partial class MarkdownText
{
    /// <summary>Text in which nothing is taken for markup.</summary>
    public static string Escaped(string text) => Special().Replace(text, @"\$0").ReplaceLineEndings("  \n");

    /// <summary>Code inside a table cell: a fence longer than any in the text, <c>|</c> escaped (tables split cells before they see code), indentation kept by no-break spaces.</summary>
    public static string CodeSpan(string code)
    {
        var text = code.Trim();
        if (text.Length == 0)
            return "";
        var indent = code[..(code.Length - code.TrimStart().Length)].Replace("\t", "    ").Length;
        var fence = new string('`', LongestRun(text) + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{new string('\u00A0', indent)}{text.Replace("|", "\\|")}{pad}{fence}";
    }

    /// <summary>A block of code.</summary>
    public static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text.TrimEnd('\r', '\n')}\n{fence}";
    }

    private static int LongestRun(string text) => Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\`*_\[\]<>|#~&$]")]
    private static partial Regex Special();
}
