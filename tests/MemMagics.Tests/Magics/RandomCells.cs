using System.Text;

namespace MemMagics.Tests.Magics;

/// <summary>Cells put together from the pieces that decide where a magic begins; the same for the same seed.</summary>
internal static class RandomCells
{
    private static readonly string[] s_fragments =
    [
        "#!memit ", "#!mprun ", "#!memit", "#!time", "#!csharp", "#!x", "#", "#!", "!", "#if X", "#if true", "#else", "#endif", "#define X", "#r \"a\"", "#region",
        "\n", "\n", "\n", "\r\n", "\r", "\u2028", "\u0085", " ", "\t", "\u00A0", "\uFEFF", "\u001A", "\0", "\uFFFF", "\u200B",
        "\"", "@\"", "$\"", "$@\"", "@$\"", "\"\"\"", "$\"\"\"", "$$\"\"\"", "\"u8", "'", "\\", "{", "}", "{{", "}}", "(", ")", "[", "]", "//", "///", "/*", "*/", "/**",
        "-r 3 ", "-x ", "-f F ", "--", "-cq ", "-fS ", "--repeat=", "a", "1", ";", ",", "=>", "new ", "var x = 1", "\ud800", "\udc00", "😀",
    ];

    public static string Of(int seed)
    {
        var random = new Random(seed);

        // Few kinds of pieces in one text, so that unlikely neighbours meet often.
        var pool = Enumerable.Range(0, random.Next(2, 14)).Select(_ => s_fragments[random.Next(s_fragments.Length)]).Append("#!memit ").Append("\n").ToArray();
        var text = new StringBuilder();
        for (var i = random.Next(1, 60); i > 0; i--)
            text.Append(pool[random.Next(pool.Length)]);
        return text.ToString();
    }
}
