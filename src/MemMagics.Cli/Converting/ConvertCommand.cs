using System.CommandLine;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Cli.Converting;

/// <summary>The command line of <c>memmagics convert</c>.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var notebook = new Argument<string>("NOTEBOOK") { HelpName = "NOTEBOOK", Description = "A .dib or .ipynb file." };
        notebook.CompletionSources.Add(context => NotebookFiles.Completing(context.WordToComplete, [".dib", ".ipynb"]));
        notebook.Validators.Add(UsageErrors.RefuseOption);
        var output = new Argument<string?>("APP.cs")
        {
            HelpName = "APP.cs",
            Description = "The file to write; - for standard output. Default: the notebook's name, with .cs.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        output.Validators.Add(result =>
        {
            if (result is { Tokens: [{ Value: var path }] } && path != "-" && !path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
                result.AddError($"The file is C#: '{path}' should end in .cs.");
        });
        var force = new Option<bool>("--force") { Description = "Replace a file that is there." };

        var command = new Command("convert", "Turn a C# notebook into a file that 'dotnet run' runs. The exit code is 0 when the file compiles, 1 when it needs changes by hand, 2 when nothing was written, 130 after Ctrl-C.")
        {
            notebook, output, force,
        };
        command.SetAction((parsed, cancellationToken) =>
            new NotebookConversion(new ConvertOptions(parsed.GetRequiredValue(notebook), parsed.GetValue(output), parsed.GetValue(force))).RunAsync(cancellationToken));
        return command;
    }
}
