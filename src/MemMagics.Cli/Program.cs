using System.CommandLine;
using System.CommandLine.Help;
using MemMagics.Cli.Jupyter;
using MemMagics.Cli.Running;
using MemMagics.Cli.Serving;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Not a RootCommand: that one is called after the assembly.
        var memmagics = new Command("memmagics", "Memory profiling for C# notebooks: #!memit and #!mprun.")
        {
            new HelpOption(),
            new VersionOption(),
            RunCommand.Create(),
            ServeCommand.Create(),
            JupyterCommand.Create(),
        };
        var parsed = memmagics.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return await ExplainAsync(parsed);

        using var interrupt = new Interrupt();
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupt.Token);
    }

    private static async Task<int> ExplainAsync(ParseResult parsed)
    {
        foreach (var error in parsed.Errors)
            await Console.Error.WriteLineAsync($"memmagics: {error.Message}");
        await Console.Error.WriteLineAsync("Try 'memmagics --help' or 'memmagics run --help'.");
        return ExitCodes.Unusable;
    }
}
