using MemMagics.Reports;

namespace MemMagics.Cli.Terminal;

/// <summary>A report on standard output: on a terminal no wider than its window, and what failed in its colour.</summary>
internal static class ReportLines
{
    private const string Failed = "FAILED: ";

    public static string Of(Report report, TerminalColors colors)
    {
        // Whoever reads a file or a pipe gets everything.
        var text = TerminalWidth.OfStandardOutput() is { } width ? ReportText.Render(report, width) : ReportText.Render(report);
        var plain = TerminalText.Plain(text);
        return report.Failure is { } failure ? plain.Replace(Failed, colors.Bad(Failed.TrimEnd()) + " ", StringComparison.Ordinal) : plain;
    }
}
