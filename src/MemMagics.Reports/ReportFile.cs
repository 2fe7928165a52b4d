using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Saves a report to a file (<c>-T FILE</c>).</summary>
public static class ReportFile
{
    /// <summary>Whether a file is, by its ending (<c>.speedscope.json</c>), one for the call paths that only a report with <see cref="MemitReport.Where"/> has.</summary>
    /// <param name="path">The file.</param>
    public static bool HoldsCallPaths(string path) => path.EndsWith(SpeedscopeFile.Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Finds out before there is a report what could not be saved, and what should not: a report never replaces a source file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="MagicException">The file cannot be written; the message says why.</exception>
    public static void Check(string path) => Try(path, () => WholeFile.CheckOutput(path));

    /// <summary>Writes a report, as a whole or not at all: an existing file is replaced only when the new one is complete.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file; its ending chooses the format: <c>.md</c> Markdown, <c>.speedscope.json</c> a profile for speedscope, <c>.json</c> JSON, <c>.html</c> a page, everything else plain text.</param>
    /// <exception cref="MagicException">The file cannot be written; the message says why.</exception>
    /// <exception cref="MagicException">The file is for speedscope, and the report does not say where objects come from.</exception>
    public static void Save(Report report, string path)
    {
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" when HoldsCallPaths(path) => SpeedscopeFile.Render(report),
            ".md" or ".markdown" => ReportMarkdown.Render(report) + "\n",
            ".json" => JsonLayout.Indented(ReportJson.Render(report)) + "\n",
            ".html" or ".htm" => ReportPage.Render(report),
            _ => ReportText.Render(report) + "\n",
        };
        Write(path, text);
    }

    /// <summary>Writes a report that has been rendered.</summary>
    internal static void Write(string path, string text) => Try(path, () => WholeFile.Write(path, text));

    private static void Try(string path, Action write)
    {
        if (path.Length == 0)
            throw new MagicException("The report cannot be saved to a file without a name. Give it one, such as report.md.");

        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MagicException($"The report cannot be saved to '{path}': {exception.Message}", exception);
        }
    }
}
