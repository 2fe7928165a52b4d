using System.Text.RegularExpressions;

namespace MemMagics.Cli.Watching;

/// <summary>A command as a person would type it.</summary>
internal static partial class ShellText
{
    public static string Of(IEnumerable<string> words) => string.Join(' ', words.Select(Quoted));

    private static string Quoted(string word) => Plain().IsMatch(word) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w@%+=:,./\\-]+$")]
    private static partial Regex Plain();
}
