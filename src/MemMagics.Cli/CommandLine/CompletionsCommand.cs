using System.CommandLine;

namespace MemMagics.Cli.CommandLine;

/// <summary>The command line of <c>memmagics completions</c>.</summary>
internal static class CompletionsCommand
{
    private static readonly string[] s_shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "The shell that is to complete commands, options and notebooks." };
        shell.AcceptOnlyFromAmong(s_shells);
        var command = new Command("completions", "Print what teaches a shell to complete this command. The first lines say where it belongs.") { shell };
        command.SetAction(parsed => Console.Out.Write(Script(parsed.GetRequiredValue(shell))));
        return command;
    }

    private static string Script(string shell)
    {
        using var script = typeof(CompletionsCommand).Assembly.GetManifestResourceStream($"MemMagics.Cli.completions.{shell}")!;
        return new StreamReader(script).ReadToEnd();
    }
}
