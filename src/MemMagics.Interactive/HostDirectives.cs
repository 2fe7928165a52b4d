using MemMagics.Magics;

namespace MemMagics.Interactive;

/// <summary>The lines of code that are directives to the host, ours left aside.</summary>
internal static class HostDirectives
{
    /// <summary>Their names without <c>#</c> and <c>!</c>: as in Microsoft.DotNet.Interactive/Parsing/PolyglotSyntaxParser.cs, any line that begins with #!, #r or #i.</summary>
    public static IEnumerable<string> In(string code) =>
        from line in code.Split('\n')
        where IsDirective(line)
        let word = line.Split([' ', '\t', '\r'], 2)[0]
        where MagicGrammar.Magics.All(magic => magic.Name != word)
        select word.TrimStart('#', '!');

    /// <summary>The code with those lines blanked; everything else stays where it is.</summary>
    public static string Blank(string code) =>
        string.Join('\n', code.Split('\n').Select(line => IsDirective(line) ? new string(' ', line.Length) : line));

    private static bool IsDirective(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal)
        || ((line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i", StringComparison.Ordinal)) && (line.Length == 2 || !char.IsLetterOrDigit(line[2])));
}
