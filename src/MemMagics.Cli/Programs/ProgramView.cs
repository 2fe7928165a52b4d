using System.Text.Json.Nodes;
using MemMagics.Cli.Running;
using MemMagics.Cli.Terminal;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Programs;

/// <summary>The report on standard output.</summary>
internal sealed class ProgramView(ProgramOptions options, TextWriter writer)
{
    public void Show(Report report)
    {
        switch (options.Format)
        {
            case OutputFormat.Json:
                Write([ReportJson.Render(report)], report.Failure);
                break;
            case OutputFormat.Markdown:
                writer.WriteLine(TerminalText.Plain(ReportMarkdown.Render(report).TrimEnd()));
                break;
            default:
                writer.WriteLine(ReportLines.Of(report, TerminalColors.OfStandardOutput(), TerminalWidth.OfStandardOutput()));
                break;
        }

        writer.Flush();
    }

    /// <summary>Whoever reads the document gets one in every case, and in it why there is nothing else.</summary>
    public void Refuse(string sentence)
    {
        if (options.Format == OutputFormat.Json)
            Write([], sentence);
    }

    private void Write(JsonArray reports, string? error)
    {
        writer.WriteLine(JsonLayout.Indented(new JsonObject { ["file"] = options.Source.Path, ["reports"] = reports, ["error"] = error }));
        writer.Flush();
    }
}
