using System.Text;
using System.Text.RegularExpressions;
using MemMagics.Cli.Terminal;

namespace MemMagics.Tests.Cli;

/// <summary>What programs and notebooks may do to the terminal.</summary>
public sealed partial class PrintedTextTests
{
    private static readonly string[] s_pieces =
    [
        "\e", "\e[", "\e]", "\eP", "\e_", "\e^", "\eX", "\e\\", "\a", "\u009b", "\u009c", "\u009d", "\u0090", "\u009f", "0;", "31", ";", "1", "m", "H", "2J", "?1049h", "?25l", "K", "\r", "\n", "\b", "\t", "\0", "\u007f", "\v", "\f",
        "\u0018", "\u001a", "\u000e", "8;;http://x", "text", "é", "😀", "\u202e", "\u2066", "\u2028", "c", "(0", "7", ">", " ", "[", "~", "\ud800",
    ];

    [TestCase("plain, é 😀\n", "plain, é 😀\n")]
    [TestCase("\e[31mred\e[0m", "\e[31mred\e[0m", TestName = "Colours stay")]
    [TestCase("\e[38;2;1;2;3mx\e[4:3my\e[m", "\e[38;2;1;2;3mx\e[4:3my\e[m", TestName = "Colours of any form stay")]
    [TestCase("a\e]0;title\ab\e]2;t\e\\c\u009d0;t\u009cd", "abcd", TestName = "Titles are dropped")]
    [TestCase("a\e]8;;http://x\e\\link\e]8;;\e\\b", "alinkb", TestName = "Links keep their text")]
    [TestCase("a\e[2J\e[H\e[1;1f\e[Kb\e[10A", "ab", TestName = "Nothing is cleared and the cursor stays")]
    [TestCase("a\e[?1049h\e[?25l\e[!p\ec\e7\e8\e(0\e#8b", "ab", TestName = "Screens, modes and character sets are dropped")]
    [TestCase("a\e[>4;2m\e[?4m\e[1$mb", "ab", TestName = "What only ends like a colour is dropped")]
    [TestCase("a\ePq#0\e\\b\e_Ga\e\\c\e^x\e\\d\eXy\e\\e", "abcde", TestName = "Device and application strings are dropped")]
    [TestCase("a\u009b31mb\u009b2Jc", "a\e[31mbc", TestName = "Sequences of one character are read as those of two")]
    [TestCase("10%\r20%\r\nend\r", "10%\n20%\nend\n", TestName = "What returns to the line's beginning goes on in a new line")]
    [TestCase("ab\bc\a\0\u007f\v\f\u0085", "ab␈c␇␀␡␋␌\\u0085", TestName = "Other controls are shown")]
    [TestCase("a\u202eb\u2069c", "a\\u202eb\\u2069c", TestName = "What turns the direction of text is shown")]
    [TestCase("שלום \u200fעולם", "שלום \u200fעולם", TestName = "Text from right to left stays")]
    [TestCase("a\e]0;never ended\nb", "a\nb", TestName = "A title without an end ends with its line")]
    [TestCase("a\e[31\nb", "a\nb", TestName = "A sequence that is broken off is dropped")]
    public void IsShownAs(string printed, string shown)
    {
        Assert.That(new PrintedText().Next(printed), Is.EqualTo(shown));
    }

    [Test]
    public void HoweverItIsCutItIsShownTheSameAndOnlyColoursAreLeft()
    {
        for (var seed = 0; seed < FuzzBudget.Times(5000); seed++)
        {
            var random = new Random(seed);
            var printed = string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => s_pieces[random.Next(s_pieces.Length)]));
            var whole = new PrintedText().Next(printed);
            var inPieces = new PrintedText();
            var shown = new StringBuilder();
            for (var at = 0; at < printed.Length;)
            {
                var length = Math.Min(random.Next(1, 5), printed.Length - at);
                shown.Append(inPieces.Next(printed.Substring(at, length)));
                at += length;
            }

            Assert.That(shown.ToString(), Is.EqualTo(whole), $"seed {seed}");
            Assert.That(Colour().Replace(whole, "").Where(character => character is not ('\n' or '\t') && TerminalText.IsControl(character)), Is.Empty, $"seed {seed}");
        }
    }

    [Test]
    public void ColoursEndWithThePrintedText()
    {
        var printed = new PrintedText();

        Assert.That(printed.Next("\e[31mred"), Is.EqualTo("\e[31mred"));
        Assert.That(printed.End(), Is.EqualTo("\e[0m"));
        Assert.That(printed.End(), Is.Empty);
    }

    [TestCase("a\e[31mb\u009b2J\u202e\r\n\tc\r", "a␛[31mb\\u009b2J\\u202e\n\tc␍")]
    [TestCase("plain é", "plain é")]
    public void ANotebooksOwnTextHasNoColoursEither(string text, string shown)
    {
        Assert.That(TerminalText.Plain(text), Is.EqualTo(shown));
    }

    [TestCase("text")]
    [TestCase("markdown")]
    public async Task ARunSendsTheTerminalNoCommandsOfTheNotebook(string format)
    {
        // GIVEN commands in a heading, in code, in a language's name, in an error, in a value and in what is printed
        using var folder = new TemporaryFolder();
        const string Command = "\e]0;owned\a\e[2J\u009b1;1H\u202e";
        folder.File("a\e[2J.dib", $$$"""
            #!meta
            {"kernelInfo":{"items":[{"name":"l\u001b[2J"}]}}
            #!markdown
            # Title {{{Command}}}
            #!csharp
            var x = 1; // {{{Command}}}
            #!csharp
            Console.Write("\u001b[32mgreen\u001b]0;own"); Console.Write("ed\u0007\u001b[2"); Console.Error.Write("\u001b[2Jx"); Console.Write("J!");
            #!csharp
            display("\u001b]0;owned\u0007\u001b[2J");
            #!csharp
            #!memit -r 1 Console.Write("\u001b]0;owned\u0007")
            #!csharp
            throw new Exception("{{{Command}}}");
            """);

        // WHEN
        var run = await MemMagicsTool.RunAsync(folder.Path, "run", "a\e[2J.dib", "--keep-going", "--format", format);

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Errors);
        var left = Colour().Replace(run.Output + run.Errors, "").Where(character => character is not ('\n' or '\t') && TerminalText.IsControl(character));
        Assert.That(left, Is.Empty);
        if (format == "text")
            Assert.That(run.Output, Does.Contain("# Title ␛]0;owned␇␛[2J\\u009b1;1H\\u202e\n").And.Contain("\n\e[32mgreen!\e[0m\n"));
    }

    [Test]
    public async Task JsonHasWhatWasPrintedAsItWasPrinted()
    {
        using var folder = new TemporaryFolder();
        folder.File("a.dib", "Console.Write(\"\\u001b]0;t\\u0007\\r10%\\b\");");

        var run = await MemMagicsTool.RunAsync(folder.Path, "run", "a.dib", "--format", "json");

        Assert.That(run.Output, Does.Contain("\"text\": \"\\u001B]0;t\\u0007\\r10%\\b\""));
    }

    [GeneratedRegex(@"\e\[[0-9;:]*m")]
    private static partial Regex Colour();
}
