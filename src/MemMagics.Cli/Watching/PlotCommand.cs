using System.CommandLine;
using System.CommandLine.Parsing;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Programs;
using MemMagics.Cli.Running;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Building;
using MemMagics.Magics;

namespace MemMagics.Cli.Watching;

/// <summary>The command line of <c>memmagics plot</c>.</summary>
internal static class PlotCommand
{
    private static readonly HashSet<string> s_sources = new(StringComparer.OrdinalIgnoreCase) { ".cs", ".csproj", ".fsproj", ".vbproj" };

    public static Command Create()
    {
        var words = new Argument<string[]>("FILE")
        {
            HelpName = "-- COMMAND | FILE [-- ARGUMENTS]",
            Arity = ArgumentArity.ZeroOrMore,
            Description = "The command to watch, with its arguments; or a C# file (app.cs) or a project, and what its program is called with.",
        };
        words.CompletionSources.Add(context => NotebookFiles.Completing(context.WordToComplete, [".cs", ".csproj"]));
        var project = new Option<string?>("--project") { HelpName = "PROJECT", Description = "A project file, or the folder that it is in, instead of FILE: all words are arguments then." };
        var framework = new Option<string?>("--framework") { HelpName = "FRAMEWORK", Description = "The target framework, of a project that has several: net10.0." };
        var noBuild = new Option<bool>("--no-build") { Description = "Watch what was built before." };
        var functions = new Option<string[]>("-f", "--function") { HelpName = "NAME", Description = "Mark when a function of the file or project runs: Solve, Solver.Solve. May be repeated." };
        var save = new Option<string[]>("-T", "--save") { HelpName = "FILE", Description = "Save the plot; the ending chooses the format: .svg, .html, .md, .json, or text. May be repeated." };
        var format = new Option<string?>("--format")
        {
            Description = "Have standard output get the plot, and nothing else: what the command prints goes to standard error. Otherwise the command has standard output, and the plot is drawn on standard error.",
        };
        var interval = new Option<TimeSpan?>("--interval")
        {
            HelpName = "TIME",
            Description = "Time from one sample to the next (10ms, 1s). Default: 1 ms at first, longer in a longer run. The peak does not depend on it, but for what comes after the last sample.",
            CustomParser = Interval,
        };
        var children = new Option<bool>("-c", "--include-children") { Description = "Count in the processes that the command starts." };
        format.AcceptOnlyFromAmong("text", "json", "markdown");

        var command = new Command("plot", "Run a command, a C# file or a project, and draw its memory over time, with the garbage collections of a .NET program. The exit code is the program's, 2 when it cannot be run, 130 after Ctrl-C.")
        {
            words, project, framework, noBuild, functions, save, format, interval, children,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var given = parsed.GetValue(words) ?? [];
            var file = parsed.GetValue(project) ?? FirstBeforeDashes(parsed, given);
            var needless = file is not null ? null
                : parsed.GetValue(functions) is { Length: > 0 } ? "-f marks functions of a C# file or a project; of a command nothing is known but its memory."
                : parsed.GetResult(framework) is not null ? "--framework is of a C# file or a project; a command is run as it is."
                : parsed.GetValue(noBuild) ? "--no-build is of a C# file or a project; a command is never built."
                : null;
            if ((Misused(parsed, file, given) ?? needless) is { } sentence)
            {
                ErrorOutput.Write(sentence, "Try 'memmagics plot --help'.");
                return Task.FromResult(ExitCodes.Unusable);
            }

            return new PlotRun(new PlotOptions
            {
                Source = file is null ? null : new ProgramSource(file, parsed.GetValue(framework)),
                Build = !parsed.GetValue(noBuild),
                Words = parsed.GetValue(project) is null && file is not null ? given[1..] : given,
                Functions = parsed.GetValue(functions) ?? [],
                Files = parsed.GetValue(save) ?? [],
                Format = parsed.GetValue(format) is { } name ? Enum.Parse<OutputFormat>(name, ignoreCase: true) : null,
                Interval = parsed.GetValue(interval),
                IncludeChildren = parsed.GetValue(children),
            }).RunAsync(cancellationToken);
        });
        return command;
    }

    /// <summary>The first word, unless <c>--</c> comes before it: what comes after that is a command, or arguments, with options of their own.</summary>
    private static string? FirstBeforeDashes(ParseResult parsed, string[] words) =>
        words.Length > parsed.Tokens.SkipWhile(static token => token.Type != TokenType.DoubleDash).Skip(1).Count() ? words[0] : null;

    private static string? Misused(ParseResult parsed, string? file, string[] words)
    {
        if (file is null)
            return words.Length > 0 ? null : "What is to be watched? memmagics plot -- dotnet app.dll, or memmagics plot app.cs, or --project src/App.";
        if (file.StartsWith('-'))
            return UsageErrors.UnknownOption(file, parsed.CommandResult);
        if (Path.GetExtension(file).Equals(".csx", StringComparison.OrdinalIgnoreCase))
            return $"'{file}' is a script, which is no program of its own. memmagics memit --plot {ShellWord.Of(file)} draws its memory.";
        return parsed.CommandResult.GetResult("--project") is null && !s_sources.Contains(Path.GetExtension(file)) && !Directory.Exists(file)
            ? $"'{file}' is no C# file and no project. Write -- before a command: memmagics plot -- {string.Join(' ', words.Select(ShellWord.Of))}"
            : null;
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
