using System.CommandLine;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var memmagics = ToolCommand.Create();
        if (Suggestions.Answered(memmagics, arguments, Console.Out))
            return ExitCodes.Success;

        var parsed = memmagics.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return await ExplainAsync(parsed);

        using var interrupt = new Interrupt();
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupt.Token);
    }

    private static async Task<int> ExplainAsync(ParseResult parsed)
    {
        foreach (var sentence in UsageErrors.Of(parsed))
            await Console.Error.WriteLineAsync($"memmagics: {sentence}");
        return ExitCodes.Unusable;
    }
}
