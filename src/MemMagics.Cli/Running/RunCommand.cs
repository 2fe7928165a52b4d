using System.CommandLine;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>The command line of <c>memmagics run</c>.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var notebook = new Argument<string>("NOTEBOOK") { HelpName = "NOTEBOOK", Description = "A .dib or .ipynb file." };
        notebook.CompletionSources.Add(context => NotebookFiles.Completing(context.WordToComplete));
        notebook.Validators.Add(UsageErrors.RefuseOption);
        var html = new Option<string?>("--html") { HelpName = "OUT.html", Description = "Write the executed notebook as one self-contained page." };
        var save = new Option<string?>("--save") { HelpName = "EXECUTED.ipynb", Description = "Write the executed notebook for Jupyter, with its outputs." };
        var format = new Option<string>("--format")
        {
            Description = "What standard output gets. With json: one document and nothing else.",
            DefaultValueFactory = _ => "text",
        };
        var keepGoing = new Option<bool>("--keep-going") { Description = "Run the cells after a failed one, too." };
        format.AcceptOnlyFromAmong("text", "json", "markdown");
        save.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } path && !path.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
                result.AddError($"--save writes a Jupyter notebook: '{path}' should end in .ipynb.");
        });

        var command = new Command("run", "Run a C# notebook. The exit code is 0 when every cell succeeded, 1 when one failed, 2 when the notebook cannot be run, 130 after Ctrl-C.")
        {
            notebook, html, save, format, keepGoing,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new RunOptions(
                parsed.GetRequiredValue(notebook), parsed.GetValue(html), parsed.GetValue(save), Enum.Parse<OutputFormat>(parsed.GetRequiredValue(format), ignoreCase: true), parsed.GetValue(keepGoing)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await new NotebookCommand(options).RunAsync(cancellationToken);
        }
        catch (NotebookException e)
        {
            await Console.Error.WriteLineAsync($"memmagics: {e.Message}");
            return ExitCodes.Unusable;
        }
    }
}
