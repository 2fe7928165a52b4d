using System.CommandLine;
using System.CommandLine.Parsing;
using MemMagics.Magics;

namespace MemMagics.Cli.CommandLine;

/// <summary>What is wrong with a command line, in sentences.</summary>
internal static class UsageErrors
{
    /// <summary>The sentences, and a last one that says where help is.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult;

        // One unknown word makes those after it unknown, and an option that was taken for an argument explains them too.
        var sentences = parsed.Errors.Where(error => error.SymbolResult is ArgumentResult { Tokens: [var taken] } && IsOption(taken.Value)).Select(error => error.Message).ToList();
        if (sentences.Count == 0)
            sentences = parsed.UnmatchedTokens is [var unknown, ..] ? [Unknown(unknown, command)] : [.. parsed.Errors.Select(error => error.Message)];
        return sentences.Append($"Try '{PathOf(command)} --help'.");
    }

    /// <summary>A validator that does not let an unknown option be taken for a file. A file that is named like an option is given with its folder: <c>./-x.dib</c>.</summary>
    public static void RefuseOption(ArgumentResult argument)
    {
        if (argument is { Tokens: [var token], Parent: CommandResult command } && IsOption(token.Value))
            argument.AddError(UnknownOption(token.Value, command));
    }

    private static string Unknown(string word, CommandResult result)
    {
        var (command, path) = (result.Command, PathOf(result));
        if (IsOption(word))
            return UnknownOption(word, result);
        if (command.Subcommands.Count == 0)
            return $"'{path}' has no use for '{word}'.";
        var names = command.Subcommands.Select(subcommand => subcommand.Name).ToList();
        var question = NearestNames.Question(word, names);
        return $"'{path}' has no command '{word}'.{(question.Length > 0 ? question : $" It has: {string.Join(", ", names)}.")}";
    }

    /// <summary>What is said of a word that looks like an option and is none.</summary>
    public static string UnknownOption(string word, CommandResult command)
    {
        var name = word.Split('=', ':')[0];
        return $"'{PathOf(command)}' has no option '{name}'.{NearestNames.Question(name, command.Command.Options.Select(option => option.Name))}";
    }

    private static bool IsOption(string word) => word.Length > 1 && word.StartsWith('-');

    /// <summary>The command as it is typed, with those it belongs to: <c>memmagics jupyter install</c>.</summary>
    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;
}
