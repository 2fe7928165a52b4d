using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MemMagics.Cli.CommandLine;

/// <summary>
/// Completes command lines for shells: <c>memmagics [suggest:14] "memmagics run no"</c>, one suggestion a line. The form is that of
/// dotnet-suggest, which System.CommandLine itself answers only for a command that is named after its assembly.
/// </summary>
internal static partial class Suggestions
{
    private const string Directive = "[suggest";

    /// <returns>Whether the arguments were such a question.</returns>
    public static bool Answered(Command command, IReadOnlyList<string> arguments, TextWriter output)
    {
        if (arguments is not [var directive, ..] || !directive.StartsWith(Directive, StringComparison.Ordinal) || !directive.EndsWith(']'))
            return false;

        var typed = arguments.Count > 1 ? arguments[1] : "";
        var place = int.TryParse(directive[Directive.Length..^1].TrimStart(':'), CultureInfo.InvariantCulture, out var given) ? Math.Clamp(given, 0, typed.Length) : typed.Length;
        foreach (var suggestion in command.Parse(WithValuesApart(typed)).GetCompletions(place))
            output.WriteLine(suggestion.InsertText ?? suggestion.Label);
        return true;
    }

    /// <summary>System.CommandLine 2.0.0 fails on <c>--format=j</c> ("Sequence contains no matching element"), not on <c>--format j</c>.</summary>
    private static string WithValuesApart(string typed) => JoinedValue().Replace(typed, "$1 ");

    [GeneratedRegex(@"(?<=\s)(--?[a-z-]+)=")]
    private static partial Regex JoinedValue();
}
