using System.CommandLine;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Terminal;
using MemMagics.Magics;
using MemMagics.Platform;

namespace MemMagics.Cli;

internal static class Program
{
    // "@name" is C#, or an argument of a program, and no file of more arguments.
    private static readonly ParserConfiguration s_parsing = new() { ResponseFileTokenReplacer = null };

    private static async Task Main(string[] arguments)
    {
        ToolEnd.IsCertain();
        HostPlatform.Streams.UseUtf8();

        // Not by returning: a foreground thread of some cell would keep the process alive.
        Environment.Exit(await ExitCodeOfAsync(arguments));
    }

    private static async Task<int> ExitCodeOfAsync(string[] arguments)
    {
        try
        {
            return await RunAsync(arguments);
        }
        catch (Exception e)
        {
            // What a command has not foreseen ends here, whichever it is: in a sentence and an exit code.
            ErrorOutput.Write(UnexpectedFailure.Sentence(e));
            return ExitCodes.Unusable;
        }
    }

    private static async Task<int> RunAsync(string[] arguments)
    {
        var memmagics = ToolCommand.Create();
        if (Suggestions.Answered(memmagics, arguments, Console.Out))
            return ExitCodes.Success;

        var parsed = memmagics.Parse(MeasureCommandLine.Explicit(arguments), s_parsing);
        if (parsed.Errors.Count > 0)
        {
            ErrorOutput.Write(UsageErrors.Of(parsed));
            return ExitCodes.Unusable;
        }

        using var interrupt = new Interrupt();
        return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false }, interrupt.Token);
    }
}
