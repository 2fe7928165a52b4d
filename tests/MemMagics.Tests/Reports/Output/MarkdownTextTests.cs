using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports.Output;

public sealed class MarkdownTextTests
{
    [TestCase("csharp", "x", "```csharp\nx\n```")]
    [TestCase("c#", "x", "```c#\nx\n```")]
    [TestCase(".net-fsharp", "x", "```.net-fsharp\nx\n```")]
    [TestCase("a\n```\n# heading", "x", "```a\nx\n```", TestName = "A language's name does not leave its line")]
    [TestCase("a\rb", "x", "```a\nx\n```")]
    [TestCase("a\u2028b", "x", "```a\nx\n```")]
    [TestCase("a`b", "x", "```a\nx\n```", TestName = "A backtick would make the fence a span of code")]
    [TestCase("\n", "x", "```\nx\n```")]
    [TestCase("", "x", "```\nx\n```")]
    [TestCase("text", "a ```` b\n`````", "``````text\na ```` b\n`````\n``````", TestName = "A fence is longer than any in the text")]
    [TestCase("text", "a\r```\rb", "````text\na\r```\rb\n````")]
    public void AFenceHoldsItsText(string language, string text, string fenced)
    {
        Assert.That(MarkdownText.Fenced(language, text), Is.EqualTo(fenced));
    }

    [TestCase("# Title\ntext", "# Title\ntext")]
    [TestCase("```\ncode\n```\ntext", "```\ncode\n```\ntext")]
    [TestCase("```\ncode", "```\ncode\n```")]
    [TestCase("~~~~ cs\ncode\n~~~\n```\n", "~~~~ cs\ncode\n~~~\n```\n~~~~")]
    [TestCase("   `````\n```\n", "   `````\n```\n`````")]
    [TestCase("a ``` b", "a ``` b")]
    [TestCase("``` a`b", "``` a`b")]
    [TestCase("    ```", "    ```")]
    public void AFenceThatProseLeavesOpenEndsWithIt(string prose, string closed)
    {
        Assert.That(MarkdownText.Closed(prose), Is.EqualTo(closed));
    }

    [Test]
    public void ALineBreakInCodeDoesNotEndARowOfATable()
    {
        Assert.That(MarkdownText.CodeSpan("a\nb\r\nc\u2028d"), Is.EqualTo("`a b c d`"));
    }
}
