using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Saves a report to a file (<c>-T FILE</c>).</summary>
public static class ReportFile
{
    /// <summary>Writes a report, as a whole or not at all: an existing file is replaced only when the new one is complete.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file; its ending chooses the format: <c>.md</c> Markdown, <c>.json</c> JSON, <c>.html</c> a page, everything else plain text.</param>
    /// <exception cref="MagicException">The file cannot be written; the message says why.</exception>
    public static void Save(Report report, string path)
    {
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".md" or ".markdown" => ReportMarkdown.Render(report) + "\n",
            ".json" => JsonLayout.Indented(ReportJson.Render(report)) + "\n",
            ".html" or ".htm" => ReportPage.Render(report),
            _ => ReportText.Render(report) + "\n",
        };
        try
        {
            WholeFile.Write(path, text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MagicException($"The report cannot be saved to '{path}': {exception.Message}", exception);
        }
    }
}
