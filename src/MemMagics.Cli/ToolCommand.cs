using System.CommandLine;
using System.CommandLine.Help;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Converting;
using MemMagics.Cli.Jupyter;
using MemMagics.Cli.Programs;
using MemMagics.Cli.Running;
using MemMagics.Cli.Serving;
using MemMagics.Cli.Watching;

namespace MemMagics.Cli;

/// <summary>The command line of <c>memmagics</c> as a whole.</summary>
internal static class ToolCommand
{
    public const string Name = "memmagics";

    public static Command Create()
    {
        // Not a RootCommand: that one is named after the assembly.
        var memmagics = new Command(Name, "Memory profiling for C#: notebooks, files and projects.")
        {
            new HelpOption("--help", "-h", "-?"), // without /h and /?, which are files where a notebook is asked for
            new VersionOption(),
            RunCommand.Create(),
            PlotCommand.Create(),
            ConvertCommand.Create(),
            JupyterCommand.Create(),
            ServeCommand.Create(),
            CompletionsCommand.Create(),
        };
        foreach (var command in ProgramCommand.Create())
            memmagics.Add(command);
        ShowHelpWhereACommandIsMissing(memmagics);
        return memmagics;
    }

    /// <summary>Whoever types half a command asks what there is.</summary>
    private static void ShowHelpWhereACommandIsMissing(Command command)
    {
        if (command.Subcommands.Count > 0)
            command.SetAction(parsed => new HelpAction().Invoke(parsed));
        foreach (var subcommand in command.Subcommands)
            ShowHelpWhereACommandIsMissing(subcommand);
    }
}
