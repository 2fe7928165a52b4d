using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;

namespace MemMagics.Magics;

/// <summary>
/// One magic's definition. System.CommandLine defines the options, converts their values and reports what is wrong with them;
/// <see cref="OptionScanner"/> finds where the options end and the code begins, which no command-line parser can know.
/// </summary>
internal abstract class MagicDefinition
{
    // The scanner passes each option as --name=value, so nothing is bundled; and @word is C#, not a response file.
    private static readonly ParserConfiguration s_configuration = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    private readonly Option<bool> _help = new("--help", "-h", "-?") { Description = "Show this help." };

    protected MagicDefinition(string name, string description)
    {
        Command = new Command(name, description);
    }

    public string Name => Command.Name;

    protected Command Command { get; }

    protected MeasureOptions Common { get; } = new();

    protected abstract IReadOnlyList<string> Examples { get; }

    /// <summary>The options that mean something without a notebook.</summary>
    public IEnumerable<Option> OptionsOfPrograms => Command.Options.Where(option => option != _help && !Common.NeedsNotebook(option));

    /// <summary>What has to hold between options.</summary>
    public IEnumerable<Action<CommandResult>> Validators => Command.Validators;

    public abstract MeasureRequest CreateRequest(ParseResult options, string code);

    protected void AddHelp() => Command.Add(_help);

    public MagicCommand Parse(MagicLine line, CodeOrigin origin)
    {
        var words = OptionScanner.Scan(line, this);
        if (words.AsksForHelp)
            return new HelpCommand(Describe().Help);
        if (words.Problem is not null)
            return new InvalidCommand(words.Problem);

        var options = Command.Parse(words.Arguments, s_configuration);
        if (options.Errors.Count > 0)
            return new InvalidCommand(string.Join(" ", options.Errors.Select(error => error.Message)));

        var code = line.ReadCode();
        return CSharpText.HasTokens(code)
            ? new MeasureCommand(CreateRequest(options, code) with { Origin = line.OriginOfCode(origin) })
            : new InvalidCommand($"{Name} has no code to measure. Write it after the options or on the lines below: {Examples[0]}");
    }

    public Option? FindOption(string name) => Command.Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    public bool IsHelp(Option option) => option == _help;

    public MagicDescription Describe()
    {
        var options = Command.Options.Select(DescribeOption).ToArray();
        return new MagicDescription(Name, Command.Description!, options, Examples, MagicHelp.Write(Name, Command.Description!, options, Examples));
    }

    private static MagicOption DescribeOption(Option option) => new(
        option.Name,
        [.. option.Aliases],
        option.Description!,
        option.HelpName,
        IsRepeatable(option),
        ValuesOf(option),
        ValueIsOptional(option));

    public static bool TakesValue(Option option) => option.Arity.MinimumNumberOfValues > 0;

    /// <summary>Whether a value may follow, or not. A flag, whose value would be true or false, is no such option.</summary>
    public static bool ValueIsOptional(Option option) => !TakesValue(option) && option.HelpName is not null;

    /// <summary>The values to offer; of an option whose value is optional, all that there are.</summary>
    public static IReadOnlyList<string> ValuesOf(Option option) => [.. option.GetCompletions(CompletionContext.Empty).Select(item => item.Label)];

    public static bool IsRepeatable(Option option) => option.Arity.MaximumNumberOfValues > 1;
}
