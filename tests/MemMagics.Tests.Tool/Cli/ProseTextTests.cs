using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Running;
using MemMagics.Cli.Terminal;

namespace MemMagics.Tests.Cli;

/// <summary>Markdown cells as <c>memmagics run</c> shows them in text.</summary>
public sealed class ProseTextTests
{
    [Test]
    public void ThroughAPipeProseIsPlainAndHasItsAuthorsLines()
    {
        var lines = Plain("""
            # A *tour* of `X`

            It answers **three** questions,
            [in order](https://example.org/a), <b>not</b> AT&amp;T's: https://example.net  
            that is all.

            - `#!memit`: what does this cost?
              - nested
            - [x] done

            3. three

            4. four
               goes on

            > quoted
            > on

            ```csharp
            if (x < 1)
                return;
            ```

            | name | bytes |
            |------|------:|
            | `a` | 8,000 |

            ![a picture](data:image/png;base64,AAAA) ![](chart.svg)

            ---
            """);

        Assert.That(lines, Is.EqualTo("""
            # A tour of `X`

            It answers three questions,
            in order (https://example.org/a), <b>not</b> AT&T's: https://example.net
            that is all.

            - `#!memit`: what does this cost?
              - nested
            - [x] done

            3. three

            4. four
               goes on

            > quoted
            > on

                if (x < 1)
                    return;

            name  bytes
            ----  -----
            `a`   8,000

            [image: a picture] [image] (chart.svg)

            ---
            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void OnATerminalItIsWrappedAtItsWidthWithoutBreakingCodeOrAddresses()
    {
        var lines = new ProseText(TerminalColors.None, 30).Lines(Markdown("""
            Words that go on and on until
            they do not fit, see https://example.org/a/long/address/that/stays/whole here.

            - an item that is longer than the line that it is on

            > and so is a quote that somebody has written

                code stays as it is, however long its lines are
            """));

        Assert.That(string.Join('\n', lines), Is.EqualTo("""
            Words that go on and on until
            they do not fit, see
            https://example.org/a/long/address/that/stays/whole
            here.

            - an item that is longer than
              the line that it is on

            > and so is a quote that
            > somebody has written

                code stays as it is, however long its lines are
            """.ReplaceLineEndings("\n")));
    }

    [TestCase("# Title", "\e[1m#\e[0m \e[1mTitle\e[0m")]
    [TestCase("a **b** *c* ~~d~~ `e`", "a \e[1mb\e[0m \e[3mc\e[0m \e[9md\e[0m \e[36me\e[0m")]
    [TestCase("**b c**", "\e[1mb\e[0m \e[1mc\e[0m")]
    [TestCase("[x](y)", "\e[4mx\e[0m \e[2m(y)\e[0m")]
    public void OnATerminalItHasItsStyles(string markdown, string shown) =>
        Assert.That(new ProseText(TerminalColors.All, 80).Lines(Markdown(markdown)), Is.EqualTo(new[] { shown }));

    [Test]
    public void ItSendsTheTerminalNoCommands()
    {
        var lines = new ProseText(TerminalColors.None, 80).Lines(Markdown("a\e[2Jb `c\e]0;d\a`\n\n    e\ef\n\n|\eg|\n|-|\n|\eh|"));

        Assert.That(string.Concat(lines).Where(TerminalText.IsControl), Is.Empty);
        Assert.That(string.Concat(lines), Does.Contain("a␛[2Jb").And.Contain("e␛f").And.Contain("␛h"));
    }

    [TestCase("array[0] and [half, **open | a < b")]
    [TestCase("[x][y] [z] ![w ` _v")]
    public void WhatIsNoMarkupIsShown(string markdown) => Assert.That(Plain(markdown), Is.EqualTo(markdown));

    [TestCase("")]
    [TestCase("\n\n")]
    [TestCase("[unused]: https://example.org")]
    [TestCase("-\n-")]
    [TestCase("```")]
    [TestCase("|a|\n|-|")]
    [TestCase("<div>\n\n</div>")]
    public void WhateverAuthorsLeaveUnfinishedIsShownWithoutAComplaint(string markdown) =>
        Assert.That(() => new ProseText(TerminalColors.All, 20).Lines(Markdown(markdown)), Throws.Nothing);

    [Test]
    public void WhatIsNestedTooDeepAndWhatIsNoMarkdownStaysAsItWasTyped()
    {
        var deep = new string('>', 50_000);

        Assert.That(Plain(deep), Is.EqualTo(deep));
        Assert.That(new ProseText(TerminalColors.All, 20).Lines(new Cell(1, "raw", "# no *heading*")), Is.EqualTo(new[] { "# no *heading*" }));
    }

    private static string Plain(string markdown) => string.Join('\n', new ProseText(TerminalColors.None, width: null).Lines(Markdown(markdown)));

    private static Cell Markdown(string text) => new(1, "markdown", text);
}
