using System.Text;
using System.Text.Json;

namespace MemMagics.Reports;

/// <summary>Saves a report to a file (<c>-T FILE</c>).</summary>
public static class ReportFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Writes a report, as a whole or not at all: an existing file is replaced only when the new one is complete.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">The file; its ending chooses the format: <c>.md</c> Markdown, <c>.json</c> JSON, <c>.html</c> a page, everything else plain text.</param>
    /// <exception cref="MagicException">The file cannot be written; the message says why.</exception>
    public static void Save(Report report, string path)
    {
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".md" or ".markdown" => ReportMarkdown.Render(report) + "\n",
            ".json" => ReportJson.Render(report).ToJsonString(Indented) + "\n",
            ".html" or ".htm" => ReportPage.Render(report),
            _ => ReportText.Render(report) + "\n",
        };
        try
        {
            Replace(Path.GetFullPath(path), text);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new MagicException($"The report cannot be saved to '{path}': the folder '{Path.GetDirectoryName(Path.GetFullPath(path))}' does not exist. Create it or name another file.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new MagicException($"The report cannot be saved to '{path}': {exception.Message}", exception);
        }
    }

    private static void Replace(string path, string text)
    {
        if (Directory.Exists(path))
            throw new IOException("it is a folder. Name a file in it.");

        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(temporary, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
