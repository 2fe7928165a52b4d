using System.CommandLine.Parsing;
using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Magics;

/// <summary>Parses the values of options; an invalid one becomes a sentence that says what to write.</summary>
internal static class OptionValues
{
    public const string Exact = "exact";
    public const string Sampled = "sampled";
    public const string Auto = "auto";

    public static int? Repeat(ArgumentResult result)
    {
        if (int.TryParse(Word(result), NumberStyles.None, CultureInfo.InvariantCulture, out var repeat) && repeat is >= 1 and <= 1000)
            return repeat;
        result.AddError($"{OptionOf(result)} takes a whole number of runs from 1 to 1000, not '{Word(result)}'.");
        return null;
    }

    public static TimeSpan? Duration(ArgumentResult result)
    {
        if (DurationText.TryParse(Word(result)) is not { } duration)
            result.AddError($"{OptionOf(result)} takes a time such as 10s, 500ms, 2m, 1:30 or 10 (seconds), not '{Word(result)}'.");
        else if (duration <= TimeSpan.Zero || duration > TimeSpan.FromDays(1))
            result.AddError($"{OptionOf(result)} takes a time above zero and up to 24h, not '{Word(result)}'.");
        else
            return duration;
        return null;
    }

    public static SizeLimit? Size(ArgumentResult result)
    {
        if (SizeText.TryParse(Word(result)) is { } size)
            return new SizeLimit(size, Word(result));
        result.AddError($"{OptionOf(result)} takes a size in one word such as 100MB (1,000,000 bytes each), 100MiB or 100M (1,048,576 each), 64k or 1_000_000, not '{Word(result)}'.");
        return null;
    }

    public static SizeLimit? PositiveSize(ArgumentResult result)
    {
        var size = Size(result);
        if (size is not { Bytes: 0 })
            return size;
        result.AddError($"{OptionOf(result)} takes a size above zero.");
        return null;
    }

    public static string? VariableName(ArgumentResult result)
    {
        var name = Word(result);
        if (SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None)
            return name;
        result.AddError($"{OptionOf(result)} takes the name of a C# variable, not '{name}'.");
        return null;
    }

    public static string? Collector(ArgumentResult result)
    {
        var name = Word(result).ToLowerInvariant();
        if (name is "workstation" or "server")
            return name;
        result.AddError($"{OptionOf(result)} takes workstation or server, not '{Word(result)}'.");
        return null;
    }

    /// <summary><see cref="Exact"/> or <see cref="Sampled"/>; empty where neither was chosen.</summary>
    public static string? Where(ArgumentResult result)
    {
        if (result.Tokens.Count == 0)
            return "";
        var choice = Word(result).ToLowerInvariant();
        if (choice is Exact or Sampled or Auto)
            return choice;
        result.AddError($"{OptionOf(result)} takes {Exact}, {Sampled} or nothing, not '{Word(result)}'.");
        return null;
    }

    public static string[] FunctionNames(ArgumentResult result)
    {
        var names = result.Tokens.Select(token => token.Value).ToArray();
        foreach (var name in names)
        {
            if (name is "new" or "static")
                result.AddError(NoFunction(name));
            if (name.IndexOf('(') is var parenthesis and > 0 && !name.StartsWith("new ", StringComparison.Ordinal) && !name.StartsWith("static ", StringComparison.Ordinal))
                result.AddError($"Name the function only, the call comes after the options: {OptionOf(result)} {name[..parenthesis]}");
        }

        return names;
    }

    /// <summary>What is said of a constructor's name that ends at the first space, or of half of one.</summary>
    public static string NoFunction(string word) => $"'{word}' is no name of a function: a constructor is named -f Shop.Shop or -f \"new Shop\", the static one -f Shop.static.";

    public static string? Text(ArgumentResult result) => Word(result);

    private static string Word(ArgumentResult result) => result.Tokens[0].Value;

    private static string OptionOf(ArgumentResult result) => result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
