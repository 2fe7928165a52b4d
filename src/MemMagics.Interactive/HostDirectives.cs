using MemMagics.Magics;

namespace MemMagics.Interactive;

/// <summary>The lines of code that the host takes for directives, without our magics.</summary>
internal static class HostDirectives
{
    /// <summary>Their names without <c>#</c> and <c>!</c>: as in Microsoft.DotNet.Interactive/Parsing/PolyglotSyntaxParser.cs, any line that begins with #!, #r or #i.</summary>
    public static IEnumerable<string> In(string code) =>
        from line in code.Split('\n')
        where IsDirective(line)
        let word = line.Split([' ', '\t', '\r'], 2)[0]
        where MagicGrammar.Magics.All(magic => magic.Name != word)
        select word.TrimStart('#', '!');

    /// <summary>Whether the host takes a line for a directive.</summary>
    public static bool IsDirective(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal)
        || ((line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i", StringComparison.Ordinal)) && (line.Length == 2 || !char.IsLetterOrDigit(line[2])));
}
