using System.CommandLine;
using System.CommandLine.Parsing;
using MemMagics.Cli.CommandLine;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Running;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Building;
using MemMagics.Magics;

namespace MemMagics.Cli.Programs;

/// <summary>The command lines of <c>memmagics memit</c>, <c>mprun</c> and <c>where</c>.</summary>
internal sealed class ProgramCommand
{
    private const string Ends = "The exit code is 0 when it was measured, 1 when it failed or a budget is exceeded, 2 when it cannot be measured, 130 after Ctrl-C.";

    private readonly MeasureCommandLine _measuring;
    private readonly Func<MeasureRequest, MeasureRequest> _adapt;
    private readonly Argument<string[]> _words = new("FILE")
    {
        HelpName = "FILE [-- ARGUMENTS]",
        Description = "A C# file (app.cs), a script (.csx) or a project, and what the program is called with.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> _project = new("--project")
    {
        HelpName = "PROJECT",
        Description = "A project file, or the folder that it is in, instead of FILE: all words are arguments then.",
    };

    private readonly Option<string?> _call = new("--call")
    {
        HelpName = "EXPRESSION",
        Description = "Measure this C# expression, or statements, with the program's types and functions in sight, instead of the program.",
    };

    private readonly Option<string?> _framework = new("--framework") { HelpName = "FRAMEWORK", Description = "The target framework, of a project that has several: net10.0." };

    private readonly Option<bool> _noBuild = new("--no-build") { Description = "Measure what was built before." };

    private readonly Option<string> _format = new("--format")
    {
        Description = "What standard output gets. With json: one document and nothing else.",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string?> _html = new("--html") { HelpName = "OUT.html", Description = "Write the report as one self-contained page." };

    private ProgramCommand(string name, string description, MeasureCommandLine measuring, Func<MeasureRequest, MeasureRequest>? adapt = null)
    {
        _measuring = measuring;
        _adapt = adapt ?? (static request => request);
        _format.AcceptOnlyFromAmong("text", "json", "markdown");
        Command = new Command(name, $"{description} {Ends}") { _words, _project, _call, _framework, _noBuild, _format, _html };
        measuring.AddTo(Command);
        Command.Validators.Add(CheckWords);
        _words.CompletionSources.Add(context => NotebookFiles.Completing(context.WordToComplete, [".cs", ".csx", ".csproj"]));
        Command.SetAction((parsed, cancellationToken) => MistakenOption(parsed) is { } word
            ? Task.FromResult(Refuse(UsageErrors.UnknownOption(word, parsed.CommandResult), parsed))
            : new ProgramMeasurement(OptionsOf(parsed)).RunAsync(cancellationToken));
    }

    private Command Command { get; }

    /// <summary>The commands.</summary>
    public static IEnumerable<Command> Create() =>
    [
        new ProgramCommand("memit", "Measure what a C# file, a project, or a call in it costs in memory.", MeasureCommandLine.Memit()).Command,
        new ProgramCommand("mprun", "Show, line by line, where the memory of a C# file's or project's functions goes.", MeasureCommandLine.Mprun()).Command,
        new ProgramCommand(
            "where", "Show where every object comes from that a C# file or a project allocates: by type, by line and by call path.", MeasureCommandLine.Memit(),
            static request => request is MemitRequest { Where: WhereChoice.None } memit ? memit with { Where = WhereChoice.Auto } : request).Command,
    ];

    private void CheckWords(CommandResult command)
    {
        if (command.GetResult(_words) is not { Tokens.Count: > 0 } && command.GetResult(_project) is null)
            command.AddError($"Which file? memmagics {command.Command.Name} app.cs, or --project src/App.");
    }

    /// <summary>After <c>--</c> a word may look like an option. Before it, one is a mistake; <see langword="null"/> for none.</summary>
    private string? MistakenOption(ParseResult parsed)
    {
        var own = parsed.Tokens.TakeWhile(static token => token.Type != TokenType.DoubleDash).ToHashSet<Token>(ReferenceEqualityComparer.Instance);
        return parsed.GetResult(_words)?.Tokens.FirstOrDefault(token => own.Contains(token) && token.Value is ['-', _, ..])?.Value;
    }

    private static int Refuse(string sentence, ParseResult parsed)
    {
        ErrorOutput.Write(sentence, $"Try 'memmagics {parsed.CommandResult.Command.Name} --help'.");
        return ExitCodes.Unusable;
    }

    private ProgramOptions OptionsOf(ParseResult parsed)
    {
        var words = parsed.GetValue(_words) ?? [];
        var project = parsed.GetValue(_project);
        var arguments = project is null ? words[1..] : words;
        var call = parsed.GetValue(_call);
        return new ProgramOptions
        {
            Source = new ProgramSource(project ?? words[0], parsed.GetValue(_framework)),
            Build = !parsed.GetValue(_noBuild),
            Arguments = arguments,
            Call = call,
            Format = Enum.Parse<OutputFormat>(parsed.GetRequiredValue(_format), ignoreCase: true),
            Html = parsed.GetValue(_html),
            SaveTo = _measuring.CreateRequest(parsed, "0").SaveTo,
            ChoosesGc = _measuring.Has(parsed, "--gc"),
            Request = code => _adapt(_measuring.CreateRequest(parsed, code)) with { Timeout = TimeoutOf(parsed, call) },
            CommandLine = string.Join(
                ' ',
                [
                    .. call is null ? [] : (string[])["--call", ShellWord.Of(call)],
                    .. parsed.GetValue(_framework) is { } framework ? (string[])["--framework", framework] : [],
                    .. project is null ? [ShellWord.Of(words[0])] : (string[])["--project", ShellWord.Of(project)],
                    .. arguments.Length == 0 ? [] : (string[])["--", .. arguments.Select(ShellWord.Of)],
                ]),
        };
    }

    /// <summary>A program may take as long as it likes, unless the command line says otherwise; a call in it is like one in a notebook.</summary>
    private TimeSpan TimeoutOf(ParseResult parsed, string? call) =>
        call is null && !_measuring.Has(parsed, "--timeout") ? TimeSpan.FromDays(1) : _measuring.CreateRequest(parsed, "0").Timeout;
}
