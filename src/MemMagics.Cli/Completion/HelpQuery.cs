using System.Text.RegularExpressions;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Completion;

/// <summary>A cell that asks what something is: <c>?name</c> or <c>name?</c>, and with its source <c>??name</c> or <c>name??</c>.</summary>
/// <param name="Name">What is asked for: a C# name, a magic, or a magic with an option.</param>
/// <param name="WithSource">Whether its source is asked for too.</param>
internal sealed partial record HelpQuery(string Name, bool WithSource)
{
    /// <summary>Reads a cell; <see langword="null"/> when it is no such question.</summary>
    public static HelpQuery? Read(string cell)
    {
        var text = cell.Trim();
        if (!Question().IsMatch(text))
            return null;
        return new HelpQuery(text.Trim('?').Trim(), text.Contains("??", StringComparison.Ordinal));
    }

    /// <summary>The answer as plain text.</summary>
    public string Answer(ScriptSession script) =>
        CellInspection.Of(script, Name, Name.Length, WithSource)
        ?? CellInspection.Of(script, $"#!{Name}", Name.Length + 2, WithSource)
        ?? $"There is nothing called '{Name}' here.";

    // A name, not an expression: "x ? y : z" is C#.
    [GeneratedRegex(@"^(\?\??\s*(?<name>[#%!]*[\w.]+(\s+--?[\w-]+)?)|(?<name>[#%!]*[\w.]+(\s+--?[\w-]+)?)\s*\?\??)$")]
    private static partial Regex Question();
}
