using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>How reports look: for a page, the style of all of them; for a report that may be shown by itself, the part of it that this report uses.</summary>
internal static partial class ReportStyle
{
    private static readonly StyleRule s_root = StyleRule.Parse(Read());

    /// <summary>The style of every report.</summary>
    public static Html Whole { get; } = new(s_root.Text);

    /// <summary>
    /// The style that a report's markup needs, and the class that it is for. The class is named after a hash of the style: a page may hold reports
    /// with other parts of it, or of another version, and among rules for one class the last would win.
    /// </summary>
    public static (string Class, Html Style) For(string markup)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Match tag in Tag().Matches(markup))
        {
            names.Add(tag.Groups["element"].Value);
            foreach (var styled in tag.Groups["classes"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                names.Add("." + styled);
        }

        // The outermost rule is for the report itself, those nested in it for what is in the report.
        var style = new StringBuilder();
        s_root.AppendTo(style, names.Contains);
        var rules = style.ToString();
        var name = $"mm-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rules)))[..6]}";

        // Three times, as in the style sheet: for a higher specificity than that of the page's own rules.
        return (name, new Html($".{name}.{name}.{name}{rules[rules.IndexOf('{')..]}"));
    }

    private static string Read()
    {
        using var stream = typeof(ReportStyle).Assembly.GetManifestResourceStream("MemMagics.Reports.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    // What a user wrote is encoded: every angle bracket and every quote is ours.
    [GeneratedRegex("""<(?<element>[a-z][a-z0-9]*)(?:[^>]*? class="(?<classes>[^"]*)")?""")]
    private static partial Regex Tag();
}
