using System.CommandLine;

namespace MemMagics.Magics;

/// <summary>The options of a magic as those of a command in a shell, which measures a program instead of a cell: the same names, values and errors.</summary>
public sealed class MeasureCommandLine
{
    private readonly MagicDefinition _definition;

    private MeasureCommandLine(MagicDefinition definition) => _definition = definition;

    /// <summary>The options of <c>#!memit</c>.</summary>
    public static MeasureCommandLine Memit() => new(new MemitDefinition());

    /// <summary>The options of <c>#!mprun</c>.</summary>
    public static MeasureCommandLine Mprun() => new(new MprunDefinition());

    /// <summary>Adds the options that mean something without a notebook, and what has to hold between them.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in _definition.OptionsOfPrograms)
            command.Add(option);
        foreach (var validator in _definition.Validators)
            command.Validators.Add(validator);
    }

    /// <summary>Whether an option was given, and not left to its default.</summary>
    public bool Has(ParseResult parsed, string name) => _definition.FindOption(name) is { } option && parsed.GetResult(option) is { Implicit: false };

    /// <summary>The request of a command line without errors.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="code">What is measured.</param>
    public MeasureRequest CreateRequest(ParseResult parsed, string code) => _definition.CreateRequest(parsed, code);

    /// <summary>
    /// The words of a command line with the value of <c>--where</c> made explicit: whether the next word is its value cannot be told by a parser
    /// that does not know what the values are.
    /// </summary>
    public static IReadOnlyList<string> Explicit(IReadOnlyList<string> words)
    {
        var end = words.TakeWhile(static word => word != "--").Count();
        return [.. words.Select((word, i) => word == "--where" && i < end && !(i + 1 < end && words[i + 1].ToLowerInvariant() is OptionValues.Exact or OptionValues.Sampled) ? $"--where={OptionValues.Auto}" : word)];
    }
}
