using System.CommandLine;
using System.Text.RegularExpressions;

namespace MemMagics.Magics;

/// <summary>
/// Reads the options that precede the code. The first word that is not an option begins the code. The hard case is a word that only
/// looks like an option: <c>-x</c> and <c>--i</c> are C#, <c>--repaet 5</c> is a typo. It is taken for a typo when it resembles an
/// option or when the text is not valid C#. <c>--</c> ends the options explicitly.
/// </summary>
internal sealed partial class OptionScanner
{
    private const int MostQuestions = 16;

    private readonly MagicLine _line;
    private readonly MagicDefinition _magic;
    private readonly List<string> _arguments = [];
    private readonly HashSet<Option> _seen = [];
    private int _questions;

    private OptionScanner(MagicLine line, MagicDefinition magic)
    {
        _line = line;
        _magic = magic;
    }

    /// <param name="Arguments">The options for System.CommandLine, each as <c>--name</c> or <c>--name=value</c>.</param>
    /// <param name="AsksForHelp">Whether <c>-h</c> is among them.</param>
    /// <param name="Problem">What is wrong, as a sentence; <see langword="null"/> when nothing is.</param>
    public sealed record Words(IReadOnlyList<string> Arguments, bool AsksForHelp, string? Problem);

    public static Words Scan(MagicLine line, MagicDefinition magic)
    {
        var scanner = new OptionScanner(line, magic);
        var problem = scanner.ReadOptions();
        return new Words(scanner._arguments, scanner._seen.Any(magic.IsHelp), problem);
    }

    private string? ReadOptions()
    {
        string? problem = null;
        while (problem is null && _line.PeekWord() is var word && word.StartsWith('-'))
        {
            if (word == "--")
            {
                _line.Skip(2);
                return null;
            }

            if (OptionShape().Match(word) is not { Success: true } shape)
                return null; // -1, -(a + b), --i;
            if (Find(word, shape) is not var (options, length))
                return LooksLikeTypo(word, shape.Groups["name"].Value) ? UnknownOption(shape.Groups["name"].Value) : null;

            _line.Skip(length);
            foreach (var option in options)
                problem ??= ReadOption(option, word);
        }

        return problem;
    }

    /// <summary>The options that the word names (several for <c>-cq</c>), and how many of its characters do so; a value may follow.</summary>
    private (Option[] Options, int Length)? Find(string word, Match shape)
    {
        var name = shape.Groups["name"].Value;
        if (_magic.FindOption(name) is { } exact)
            return ([exact], name.Length);
        if (word.StartsWith("--", StringComparison.Ordinal) || _magic.FindOption(word[..2]) is not { } first)
            return null;
        if (MagicDefinition.TakesValue(first) && char.IsAsciiDigit(word[2]))
            return ([first], 2); // -r5
        if (NearestNames.Of(name, Names).Any() || RestIsCode())
            return null; // -repeat, -cost
        if (MagicDefinition.TakesValue(first))
            return ([first], 2); // -fSolve

        var bundle = name[1..].Select(letter => _magic.FindOption($"-{letter}")).ToArray();
        return bundle.All(option => option is not null && !MagicDefinition.TakesValue(option)) ? (bundle, name.Length)! : null; // -cq
    }

    private string? ReadOption(Option option, string word)
    {
        var separated = _line.Rest is ['=' or ':', ..];
        if (MagicDefinition.ValueIsOptional(option) && !separated)
            return ReadOptionalValue(option);
        if (!MagicDefinition.TakesValue(option) && !MagicDefinition.ValueIsOptional(option))
        {
            if (separated)
                return $"{option.Name} takes no value: leave '{word[word.IndexOfAny(['=', ':'])..]}' out.";
            _seen.Add(option);
            _arguments.Add(option.Name);
            return null;
        }

        if (!_seen.Add(option) && !MagicDefinition.IsRepeatable(option))
            return Twice(option);
        if (separated)
            _line.Skip(1);
        else if (OptionShape().Match(_line.PeekWord()) is { Success: true } next && _magic.FindOption(next.Groups["name"].Value) is not null)
            return MissingValue(option);

        switch (separated && (_line.Rest.IsEmpty || CSharpText.IsWhiteSpace(_line.Rest[0])) ? "" : _line.ReadValue())
        {
            case null:
                return $"The quote after {option.Name} is not closed: {option.Name} \"{option.HelpName}\"";
            case "":
                return MissingValue(option);
            case var value:
                _arguments.Add($"{option.Name}={value}");
                return SeparatedUnit(option, value);
        }
    }

    private string? ReadOptionalValue(Option option)
    {
        if (!_seen.Add(option))
            return Twice(option);

        var word = _line.PeekWord();
        var values = MagicDefinition.ValuesOf(option);
        if (!OptionalValue.Is(word, values, _line.Rest[word.Length..]))
        {
            _arguments.Add(option.Name);
            return NearestNames.Of(word, values).Any() && !RestIsCode() ? $"'{word}' is no value of {option.Name}.{NearestNames.Question(word, values)}" : null;
        }

        _line.Skip(word.Length);
        _arguments.Add($"{option.Name}={word}");
        return CSharpText.HasTokens(_line.Rest.ToString())
            ? null
            : $"{_magic.Name} has no code to measure: {word} belongs to {option.Name}. Write the code after it; if {word} is the code, write -- before it.";
    }

    private static string Twice(Option option) => $"{option.Name} is there twice: give it once.";

    private string MissingValue(Option option) =>
        $"{option.Name} needs a value: {option.Name} {option.HelpName}. '{_magic.Name} -h' shows what it may be; if it is C# code, write -- before it.";

    // In "100 MB", MB would be taken for the beginning of the code.
    private string? SeparatedUnit(Option option, string value) =>
        option.HelpName == "SIZE" && _line.PeekWord() is { Length: > 1 } unit && char.IsAsciiLetter(unit[0]) && SizeText.TryParse(value + unit) is not null
            ? $"Write the size in one word: {option.Name} {value}{unit}"
            : null;

    private bool LooksLikeTypo(string word, string name) =>
        NearestNames.Of(name, Names).Any() || !RestIsCode();

    // Each answer takes a look at all that is left. Nobody writes so many options in one word each, and for ever more of them the time would grow with its square.
    private bool RestIsCode() => ++_questions <= MostQuestions && CSharpText.IsWellFormed(_line.Rest.ToString());

    private string UnknownOption(string name)
    {
        var sentence = $"{name} is not an option of {_magic.Name}.";
        sentence += MagicGrammar.OtherMagicWith(name, _magic.Name) is { } other ? $" {other} has it." : NearestNames.Question(name, Names);
        return $"{sentence} '{_magic.Name} -h' lists the options; if it is C# code, write -- before it.";
    }

    private IEnumerable<string> Names => _magic.Describe().Options.Select(option => option.Name);

    [GeneratedRegex(@"^(?<name>--?[A-Za-z?][A-Za-z0-9-]*)(?:$|[=:])")]
    private static partial Regex OptionShape();
}
