using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

/// <summary>The directives that the embedded host does itself, as notebooks of .NET Interactive have them.</summary>
[NonParallelizable]
public sealed class HostMagicTests
{
    private TemporaryFolder _folder = null!;
    private EmbeddedSession _session = null!;
    private int _cells;

    [OneTimeSetUp]
    public void StartSession()
    {
        _folder = new TemporaryFolder();
        _session = new EmbeddedSession(_folder.Path);
    }

    [OneTimeTearDown]
    public async Task EndSession()
    {
        await _session.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    [Order(1)]
    public async Task WithoutVariablesThereAreNone()
    {
        Assert.That((await RunAsync("#!who")).Text, Is.EqualTo("There are no variables yet.\n"));
        Assert.That((await RunAsync("#!whos")).Text, Is.EqualTo("There are no variables yet.\n"));
    }

    [Test]
    [Order(2)]
    public async Task WhoAndWhosListTheVariablesWithTypesAndValues()
    {
        // GIVEN variables, one of which was declared twice
        await RunAsync("var n = 1; var text = \"first\\nsecond\"; List<int> numbers = [1, 2];");
        await RunAsync("var n = 2.5;");

        // WHEN
        var whos = await RunAsync("#!whos");

        // THEN
        Assert.That((await RunAsync("#!who")).Text, Is.EqualTo("n  numbers  text\n"));
        var lines = whos.Text.Split('\n');
        Assert.That(lines.Select(line => string.Join('|', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))), Has.Member("n|double|2.5").And.Member("numbers|List<int>|List<int>(2) { 1, 2 }").And.Member("text|string|\"first second\""));
        Assert.That(lines[0], Does.Match("^Name +Type +Value$"));
        Assert.That(whos.Output.Items.OfType<CellOutputItem.Displayed>().Single().Content.ByMimeType["text/html"], Does.Contain("<table"));
    }

    [Test]
    public async Task DirectivesRunInTheirPlaceBetweenTheCode()
    {
        var ran = await RunAsync("var early = 1;\n#!who\nvar late = early + 1;\nlate");
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Contain("early").And.Not.Contain("late").And.EndWith("\n2\n"));
    }

    [TestCase("(1)\n#!who\n(2)", "1\n", "2\n", Description = "the two would be one call")]
    [TestCase("#!time\n#!who\n(2)", "", "2\n")]
    [TestCase("#if RELEASE\n#!who\n3\n#endif", "", "3\n")]
    [TestCase("#!time var quoted = \"\"\"\n    #!who\n    \"\"\"; quoted\n#!who // not in the text", "#!who\n", "")]
    public async Task ADirectiveMayStandBetweenAnyTwoStatements(string cell, string before, string after)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.StartWith(before).And.Contain(after));
    }

    [TestCase("void F()\n{\n#!whos\n}", "line 3: #!whos stands in the middle of a statement. Put it before or after that.")]
    [TestCase("Math.Max(1,\n#!who\n2)", "line 2: #!who stands in the middle of a statement. Put it before or after that.")]
    [TestCase("#!whos --all", "line 1: #!whos takes nothing: '--all' is not understood. Put code on a line of its own.")]
    [TestCase("\n#!help #!whoz", "line 2: there is no magic #!whoz. Did you mean #!who or #!whos? There are #!about, ")]
    [TestCase("#!whoos", "line 1: there is no magic #!whoos. Did you mean #!whos? There are #!about, ")]
    [TestCase("#!nonsense", "line 1: there is no magic #!nonsense. There are #!about, ")]
    public async Task WhatIsWrongIsASentenceWithItsLine(string cell, string sentence)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error!.Text, Does.StartWith($"cell {_cells}, {sentence}"));
    }

    [Test]
    public async Task ErrorsBelowADirectiveKeepTheirPlaces() =>
        Assert.That((await RunAsync("#!who\n\n  nope\n#!who")).Result.Error!.Text, Is.EqualTo($"cell {_cells}(3,3): error CS0103: The name 'nope' does not exist in the current context"));

    [TestCase("#!lsmagic", "#!memit ")]
    [TestCase("#!help", "#!help NAME explains")]
    [TestCase("#!help whos", "#!whos\n\nLists")]
    [TestCase("#!help memit", "#!memit [options]")]
    [TestCase("#!whos --help", "#!whos\n\nLists")]
    [TestCase("#!time --help", "#!time [CODE]\n\nTells")]
    [TestCase("#!csharp --help", "#!csharp\n\nGoes on in C#")]
    [TestCase("#!c# -h", "#!csharp\n\nGoes on in C#")]
    [TestCase("#!about", ".NET 10.")]
    public async Task HelpIsText(string cell, string text)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Contain(text));
    }

    [Test]
    public async Task PartsInOtherLanguagesAreShownOrPassedOverAndCSharpGoesOn()
    {
        // act
        var ran = await RunAsync("var a = 1;\n#!html\n<b>it's</b> &lt;here\n#!fsharp\nlet don't = \"open\n#!csharp\nvar b = a + 1;\n#!markdown\n# Head\n#!mermaid\ngraph LR; A --> B\n#!c#\nb\n#!javascript\nalert(1)");

        // assert
        Assert.That(ran.Result.Error?.Text, Is.Null);
        var shown = ran.Output.Items.OfType<CellOutputItem.Displayed>().Select(item => item.Content).ToList();
        Assert.That(shown.Select(content => content.Text), Is.EqualTo(new[] { "it's <here", "# Head", "graph LR; A --> B", "2" }));
        Assert.That(shown[0].ByMimeType["text/html"], Is.EqualTo("<b>it's</b> &lt;here"));
        Assert.That(shown[1].ByMimeType["text/markdown"], Is.EqualTo("# Head"));
        Assert.That(shown[2].ByMimeType["text/vnd.mermaid"], Is.EqualTo("graph LR; A --> B"));
        Assert.That(ran.Output.Items.OfType<CellOutputItem.Stream>().Select(item => item.Text), Is.EqualTo(new[] { $"cell {_cells}, line 4: the part in fsharp is skipped. This host runs C# only.\n", $"cell {_cells}, line 14: the part in javascript is skipped. This host runs C# only.\n" }));
    }

    [TestCase("var s = \"\"\"\n#!fsharp\n\"\"\"; s", "#!fsharp\n")]
    [TestCase("/*\n#!html\n*/ 5", "5\n")]
    [TestCase("#!time var s = @\"\n#!html\n\"; s.Trim()", "#!html\n")]
    [TestCase("#!fsharp\nlet s = @\"\n#!csharp\n6", "6\n")]
    public async Task ALanguagesNameInATextOfTheCodeIsText(string cell, string text)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Contain(text));
    }

    [Test]
    public async Task AnErrorBelowAnotherLanguageKeepsItsPlace() =>
        Assert.That((await RunAsync("#!html\n<p>\n#!csharp\n nope")).Result.Error!.Text, Is.EqualTo($"cell {_cells}(4,2): error CS0103: The name 'nope' does not exist in the current context"));

    private async Task<RanCell> RunAsync(string text)
    {
        var output = new OutputRecord();
        var result = await _session.RunCellAsync(new CellSource($"cell {++_cells}", text), output);
        return new RanCell(result, output);
    }
}
