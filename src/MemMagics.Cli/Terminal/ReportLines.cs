using MemMagics.Reports;

namespace MemMagics.Cli.Terminal;

/// <summary>A report on standard output: on a terminal no wider than its window, and what failed in its colour.</summary>
internal static class ReportLines
{
    private const string Failed = "FAILED:";

    /// <param name="report">The report.</param>
    /// <param name="colors">The terminal's colours.</param>
    /// <param name="width">The characters of its lines; <see langword="null"/> where there is no terminal.</param>
    public static string Of(Report report, TerminalColors colors, int? width)
    {
        // Whoever reads a file or a pipe gets everything.
        var text = width is { } most ? ReportText.Render(report, most) : ReportText.Render(report);
        var plain = TerminalText.Plain(text);
        if (report.Verdict is { } verdict)
            plain = Coloured(plain, $"{verdict.ToUpperInvariant()};", colors);
        return report.Failure is null ? plain : Coloured(plain, Failed, colors);
    }

    /// <summary>The first one: what follows may be what the code printed.</summary>
    private static string Coloured(string text, string word, TerminalColors colors) =>
        text.IndexOf(word, StringComparison.Ordinal) is >= 0 and var start ? $"{text[..start]}{colors.Bad(word)}{text[(start + word.Length)..]}" : text;
}
