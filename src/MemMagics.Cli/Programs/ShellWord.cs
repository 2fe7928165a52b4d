using MemMagics.Platform;

namespace MemMagics.Cli.Programs;

/// <summary>Words as they are typed in a shell.</summary>
internal static class ShellWord
{
    /// <summary>The word, in quotes where it needs some.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(static character => char.IsAsciiLetterOrDigit(character) || "._-/:=+,@%".Contains(character)) ? word
        : HostPlatform.Names.Quoted(word);
}
