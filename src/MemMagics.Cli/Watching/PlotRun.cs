using System.Text.Json.Nodes;
using MemMagics.Cli.Programs;
using MemMagics.Cli.Running;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Building;
using MemMagics.Reports;
using MemMagics.Reports.Output;
using MemMagics.Reports.Plots;

namespace MemMagics.Cli.Watching;

/// <summary>Watches a program and draws what was asked for.</summary>
internal sealed class PlotRun(PlotOptions options)
{
    private const int NarrowestChart = 50;
    private const int WidestChart = 120;

    private readonly List<string> _problems = [];
    private readonly List<string> _saved = [];

    /// <summary>Does it. What cannot be done is said on standard error.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        // Reserved before the program starts, which then has standard error for its output.
        using var document = options.Format is null ? null : StandardOutput.Reserve();
        try
        {
            ProgramFiles.Protect(options.Source?.Path, options.Words);
            CheckOutputs();

            using var program = options.Source is { } source ? await PlottedProgram.BuildAsync(source, options, cancellationToken) : PlottedProgram.OfCommand(options.Words);
            CheckOutputs();
            var plot = await WatchedProgram.PlotAsync(program, options, cancellationToken);
            foreach (var file in options.Files)
                Save(plot, file);
            Show(plot, document);
            ErrorOutput.Write(_saved.Select(static file => $"Saved to {file}."));
            ErrorOutput.Write(_problems);
            return plot.IsInterrupted ? ExitCodes.Interrupted
                : _problems.Count > 0 ? ExitCodes.Unusable
                : plot.ExitCode!.Value;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            ErrorOutput.Write("Interrupted before the program had started.");
            return ExitCodes.Interrupted;
        }
        catch (Exception e) when (e is WatchException or MagicException or BuildException)
        {
            ErrorOutput.Write(e.Message);
            return ExitCodes.Unusable;
        }
    }

    private void CheckOutputs() => ProgramFiles.Check([.. options.Files.Select(static file => ((string?)file, "-T"))]);

    private void Save(MemoryPlot plot, string file)
    {
        try
        {
            PlotFile.Save(plot, file);
            _saved.Add(file);
        }
        catch (MagicException e)
        {
            _problems.Add(e.Message);
        }
    }

    private void Show(MemoryPlot plot, StandardOutput? document)
    {
        if (document is null)
        {
            using var error = new GuardedWriter(StandardStream.Error());
            error.WriteLine(TerminalText.Plain(PlotText.Render(plot, Console.IsErrorRedirected ? PlotText.DefaultWidth : WidthOfTerminal())));
            return;
        }

        document.Writer.WriteLine(options.Format switch
        {
            OutputFormat.Json => JsonLayout.Indented(new JsonObject { ["file"] = options.Source?.Path, ["command"] = options.Source is null ? plot.Title : null, ["reports"] = new JsonArray(PlotJson.Render(plot)) }),
            OutputFormat.Markdown => PlotMarkdown.Render(plot),
            _ => TerminalText.Plain(PlotText.Render(plot, Console.IsOutputRedirected ? PlotText.DefaultWidth : WidthOfTerminal())),
        });
        document.Writer.Flush();
        if (document.Failure is { } failure)
            _problems.Add($"Standard output cannot be written: {failure}");
    }

    private static int WidthOfTerminal() => Math.Clamp(Console.WindowWidth - 1, NarrowestChart, WidestChart);
}
