using System.Text.Json;
using MemMagics.Cli.Display;
using MemMagics.Magics;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Directives;

/// <summary>A <c>#!set</c> or <c>#!share</c>, as the code that does the same: so the variable is one as any other, also where earlier cells run again.</summary>
/// <param name="Code">The code; <see langword="null"/> when there is nothing to do.</param>
/// <param name="Fault">Why it cannot be done, as a sentence; <see langword="null"/> when it can.</param>
internal sealed record ValueSharing(string? Code, string? Fault)
{
    private const string Here = "csharp";
    private const string Store = "value";

    /// <summary>The options of <c>#!set</c>.</summary>
    public static IReadOnlyList<string> SetOptions { get; } = ["name", "value", "mime-type"];

    /// <summary>The options of <c>#!share</c>.</summary>
    public static IReadOnlyList<string> ShareOptions { get; } = ["from", "as", "mime-type"];

    /// <param name="arguments">What stands behind the name of the directive.</param>
    /// <param name="isAnswer">Whether the value is what the user has answered, and a text whatever it looks like. Otherwise a question becomes code that asks.</param>
    /// <param name="sources">Where values are.</param>
    public static ValueSharing OfSet(MagicArguments arguments, bool isAnswer, ValueSources sources)
    {
        if (arguments.Fault is { } fault)
            return Faulty(fault);
        if (arguments["name"] is not { } name || arguments["value"] is not { } value || arguments.Words.Count > 0)
            return Faulty($"{HostMagics.Set} needs a name and a value: {HostMagics.Set} --name city --value Bern. Put a value with blanks in quotes.");
        if (!value.StartsWith('@') || isAnswer)
            return Variable(name, StoredValue.Literal(value));
        if (Question.Read(value, $"--value of {name}") is { } question)
            return question.Fault is { } unread ? Faulty(unread) : Variable(name, $"{(question.IsPassword ? nameof(CellFunctions.password) : nameof(CellFunctions.input))}({StoredValue.Literal(question.Prompt)})");

        var source = value[1..].Split(':', 2);
        return source is [var kernel, var wanted] ? From(CellLanguages.Normalize(kernel), wanted, name, sources)
            : Faulty($"'{value}' names no source: write @csharp:NAME for a variable, @value:NAME for what {HostMagics.Value} keeps, or @input:\"Your name\" for what the user is asked for.");
    }

    /// <param name="arguments">What stands behind the name of the directive.</param>
    /// <param name="sources">Where values are.</param>
    public static ValueSharing OfShare(MagicArguments arguments, ValueSources sources)
    {
        if (arguments.Fault is { } fault)
            return Faulty(fault);
        return arguments["from"] is { } kernel && arguments.Words is [var wanted] ? From(CellLanguages.Normalize(kernel), wanted, arguments["as"] ?? wanted, sources)
            : Faulty($"{HostMagics.Share} needs a source and a name: {HostMagics.Share} --from value table.");
    }

    private static ValueSharing From(string kernel, string wanted, string name, ValueSources sources)
    {
        if (kernel == Here)
        {
            return sources.Variables?.Contains(wanted) is false ? Faulty($"there is no variable '{wanted}'.{NearestNames.Question(wanted, sources.Variables)}")
                : wanted == name ? new ValueSharing(null, null)
                : Variable(name, wanted);
        }

        if (kernel != Store)
            return Faulty(kernel is "input" or "password" ? $"{HostMagics.Share} takes no value from the user: write {HostMagics.Set} --name {name} --value @{kernel}." : $"there is no '{kernel}' here: values are shared from csharp and from value.");
        if (!sources.Kept.Contains(wanted))
            return Faulty($"no {HostMagics.Value} keeps '{wanted}'.{NearestNames.Question(wanted, sources.Kept)}");
        try
        {
            return Variable(name, sources.Expression(wanted));
        }
        catch (JsonException e)
        {
            return Faulty($"'{wanted}' is not JSON that can be read: {e.Message}");
        }
    }

    private static ValueSharing Variable(string name, string expression) =>
        SyntaxFacts.IsValidIdentifier(name) && SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? new ValueSharing($"var {name} = {expression};", null) : Faulty($"'{name}' cannot be the name of a C# variable. Give another one.");

    private static ValueSharing Faulty(string sentence) => new(null, sentence);
}
