using System.CommandLine;
using System.CommandLine.Parsing;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Notebooks;
using MemMagics.Magics;

namespace MemMagics.Cli.Running;

/// <summary>The command line of <c>memmagics run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var notebook = new Argument<string>("NOTEBOOK") { HelpName = "NOTEBOOK", Description = "A .dib or .ipynb file." };
        notebook.CompletionSources.Add(context => NotebookFiles.Completing(context.WordToComplete, NotebookFiles.Endings));
        notebook.Validators.Add(UsageErrors.RefuseOption);
        var html = new Option<string?>("--html") { HelpName = "OUT.html", Description = "Write the executed notebook as one self-contained page." };
        var save = new Option<string?>("--save") { HelpName = "EXECUTED.ipynb", Description = "Write the executed notebook for Jupyter, with its outputs." };
        var format = new Option<string>("--format")
        {
            Description = "What standard output gets. With json: one document and nothing else.",
            DefaultValueFactory = _ => "text",
        };
        var keepGoing = new Option<bool>("--keep-going") { Description = "Run the cells after a failed one, too." };
        var cellTimeout = new Option<TimeSpan?>("--cell-timeout")
        {
            HelpName = "TIME",
            Description = "Stop a cell, and fail it, that runs for longer (60s, 500ms, 2m). Default: no limit.",
            CustomParser = Duration,
        };
        var allowShell = new Option<bool>("--allow-shell") { Description = "Let cells run commands of the shell (!command)." };
        format.AcceptOnlyFromAmong("text", "json", "markdown");
        save.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && !path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
                result.AddError($"--save writes a Jupyter notebook: '{path}' should end in .ipynb.");
        });

        var command = new Command("run", "Run a C# notebook. The exit code is 0 when every cell succeeded, 1 when one failed, 2 when the notebook cannot be run, has no C# cell, or a file cannot be written, 130 after Ctrl-C.")
        {
            notebook, html, save, format, keepGoing, cellTimeout, allowShell,
        };
        command.SetAction((parsed, cancellationToken) => new NotebookCommand(new RunOptions(
            parsed.GetRequiredValue(notebook), parsed.GetValue(html), parsed.GetValue(save), Enum.Parse<OutputFormat>(parsed.GetRequiredValue(format), ignoreCase: true), parsed.GetValue(keepGoing), parsed.GetValue(cellTimeout), parsed.GetValue(allowShell)))
            .RunAsync(cancellationToken));
        return command;
    }

    private static TimeSpan? Duration(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DurationText.TryParse(text) is { } time && time > TimeSpan.Zero && time <= TimeSpan.FromDays(1))
            return time;
        argument.AddError($"--cell-timeout takes a time above zero and up to 24h such as 60s, 500ms, 2m or 1:30, not '{text}'.");
        return null;
    }
}
