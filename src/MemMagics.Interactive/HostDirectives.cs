using MemMagics.Magics;

namespace MemMagics.Interactive;

/// <summary>The lines of code that are directives to the host, ours left aside.</summary>
internal static class HostDirectives
{
    /// <summary>Their names without <c>#</c> and <c>!</c>: as in Microsoft.DotNet.Interactive/Parsing/PolyglotSyntaxParser.cs, any line that begins with #!, #r or #i.</summary>
    public static IEnumerable<string> In(string code) =>
        from line in code.Split('\n')
        where line.StartsWith("#!", StringComparison.Ordinal) || line.StartsWith("#r", StringComparison.Ordinal) || line.StartsWith("#i", StringComparison.Ordinal)
        let word = line.Split([' ', '\t', '\r'], 2)[0]
        where MagicGrammar.Magics.All(magic => magic.Name != word)
        select word.TrimStart('#', '!');
}
