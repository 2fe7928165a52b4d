using System.Text.Json;
using MemMagics.Cli.Directives;
using MemMagics.Magics;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Embedding;

/// <summary>A <c>#!set</c> or <c>#!share</c>, as the code that does the same: so the variable is one as any other, also where earlier cells run again.</summary>
/// <param name="Code">The code; <see langword="null"/> when there is nothing to do.</param>
/// <param name="Fault">Why it cannot be done, as a sentence; <see langword="null"/> when it can.</param>
internal sealed record ValueSharing(string? Code, string? Fault)
{
    private const string Here = "csharp";
    private const string Store = "value";

    public static ValueSharing OfSet(string text, SessionParts session)
    {
        var (arguments, answered) = AnsweredArguments.Of(session.Input, HostMagics.Set, text, "name", "value", "mime-type");
        if (arguments.Fault is { } fault)
            return Faulty(fault);
        if (arguments["name"] is not { } name || arguments["value"] is not { } value || arguments.Words.Count > 0)
            return Faulty($"{HostMagics.Set} needs a name and a value: {HostMagics.Set} --name city --value Bern. Put a value with blanks in quotes.");
        if (!value.StartsWith('@') || answered.Contains("value"))
            return Variable(name, StoredValue.Literal(value));

        var source = value[1..].Split(':', 2);
        return source is [var kernel, var wanted] ? From(CellLanguages.Normalize(kernel), wanted, name, session)
            : Faulty($"'{value}' names no source: write @csharp:NAME for a variable, @value:NAME for what {HostMagics.Value} keeps, or @input:\"Your name\" for what the user is asked for.");
    }

    public static ValueSharing OfShare(string text, SessionParts session)
    {
        var arguments = AnsweredArguments.Of(session.Input, HostMagics.Share, text, "from", "as", "mime-type").Read;
        if (arguments.Fault is { } fault)
            return Faulty(fault);
        return arguments["from"] is { } kernel && arguments.Words is [var wanted] ? From(CellLanguages.Normalize(kernel), wanted, arguments["as"] ?? wanted, session)
            : Faulty($"{HostMagics.Share} needs a source and a name: {HostMagics.Share} --from value table.");
    }

    private static ValueSharing From(string kernel, string wanted, string name, SessionParts session)
    {
        if (kernel == Here)
        {
            return session.Script.State.GetVariable(wanted) is null ? Faulty($"there is no variable '{wanted}'.{NearestNames.Question(wanted, session.Script.State.Variables.Select(variable => variable.Name))}")
                : wanted == name ? new ValueSharing(null, null)
                : Variable(name, wanted);
        }

        if (kernel != Store)
            return Faulty(kernel is "input" or "password" ? $"{HostMagics.Share} takes no value from the user: write {HostMagics.Set} --name {name} --value @{kernel}." : $"there is no '{kernel}' here: values are shared from csharp and from value.");
        if (!session.Values.TryGetValue(wanted, out var stored))
            return Faulty($"no {HostMagics.Value} keeps '{wanted}'.{NearestNames.Question(wanted, session.Values.Keys)}");
        try
        {
            return Variable(name, stored.Expression);
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
