using System.CommandLine;
using System.CommandLine.Parsing;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Running;
using MemMagics.Cli.Terminal;
using MemMagics.Magics;

namespace MemMagics.Cli.Watching;

/// <summary>The command line of <c>memmagics plot</c>.</summary>
internal static class PlotCommand
{
    public static Command Create()
    {
        var words = new Argument<string[]>("COMMAND") { HelpName = "-- COMMAND", Arity = ArgumentArity.ZeroOrMore, Description = "The command to watch, with its arguments." };
        var save = new Option<string[]>("-T", "--save") { HelpName = "FILE", Description = "Save the plot; the ending chooses the format: .svg, .html, .md, .json, or text. May be repeated." };
        var format = new Option<string?>("--format")
        {
            Description = "Have standard output get the plot, and nothing else: what the command prints goes to standard error. Otherwise the command has standard output, and the plot is drawn on standard error.",
        };
        var interval = new Option<TimeSpan?>("--interval")
        {
            HelpName = "TIME",
            Description = "Time from one sample to the next (10ms, 1s). Default: 1 ms at first, longer in a longer run. The peak does not depend on it.",
            CustomParser = Interval,
        };
        var children = new Option<bool>("-c", "--include-children") { Description = "Count in the processes that the command starts." };
        format.AcceptOnlyFromAmong("text", "json", "markdown");

        var command = new Command("plot", "Run a command and draw its memory over time, with the garbage collections of a .NET program. The exit code is the command's, 2 when it cannot be run, 130 after Ctrl-C.")
        {
            words, save, format, interval, children,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (Misused(parsed, parsed.GetValue(words) ?? []) is { } sentence)
            {
                ErrorOutput.Write(sentence, "Try 'memmagics plot --help'.");
                return Task.FromResult(ExitCodes.Unusable);
            }

            return new PlotRun(new PlotOptions
            {
                Command = parsed.GetValue(words) ?? [],
                Files = parsed.GetValue(save) ?? [],
                Format = parsed.GetValue(format) is { } name ? Enum.Parse<OutputFormat>(name, ignoreCase: true) : null,
                Interval = parsed.GetValue(interval),
                IncludeChildren = parsed.GetValue(children),
            }).RunAsync(cancellationToken);
        });
        return command;
    }

    /// <summary>What is wrong with the words: those of the command come after <c>--</c>, so that its options are its own.</summary>
    private static string? Misused(ParseResult parsed, string[] words)
    {
        var before = parsed.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash).Where(static token => token.Type == TokenType.Argument).Select(static token => token.Value).ToList();
        if (words.FirstOrDefault() is not { } first)
            return "Name a command after --: memmagics plot -- dotnet app.dll.";
        if (first.StartsWith('-') && before.Contains(first))
            return UsageErrors.UnknownOption(first, parsed.CommandResult);
        return before.Contains(first) ? $"Write -- before the command, so that its options are its own: memmagics plot -- {ShellText.Of(words)}" : null;
    }

    private static TimeSpan? Interval(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (DurationText.TryParse(text) is { } time && time >= TimeSpan.FromMilliseconds(1) && time <= TimeSpan.FromHours(1))
            return time;
        argument.AddError($"--interval takes a time from 1ms up to 1h such as 10ms, 500ms or 1s, not '{text}'.");
        return null;
    }
}
