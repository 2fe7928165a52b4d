using MemMagics.Cli.Completion;
using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

/// <summary>The directives that the embedded host does itself, as notebooks of .NET Interactive have them.</summary>
[NonParallelizable]
public sealed class HostMagicTests
{
    private RecordedSession _session = null!;

    [OneTimeSetUp]
    public void StartSession() => _session = new RecordedSession(allowsShell: true);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

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
        Assert.That(ran.Result.Error!.Text, Does.StartWith($"cell {_session.Cells}, {sentence}"));
    }

    [Test]
    public async Task ErrorsBelowADirectiveKeepTheirPlaces() =>
        Assert.That((await RunAsync("#!who\n\n  nope\n#!who")).Result.Error!.Text, Is.EqualTo($"cell {_session.Cells}(3,3): error CS0103: The name 'nope' does not exist in the current context"));

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
        Assert.That(ran.Output.Items.OfType<CellOutputItem.Stream>().Select(item => item.Text), Is.EqualTo(new[] { $"cell {_session.Cells}, line 4: the part in fsharp is skipped. This host runs C# only.\n", $"cell {_session.Cells}, line 14: the part in javascript is skipped. This host runs C# only.\n" }));
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
        Assert.That((await RunAsync("#!html\n<p>\n#!csharp\n nope")).Result.Error!.Text, Is.EqualTo($"cell {_session.Cells}(4,2): error CS0103: The name 'nope' does not exist in the current context"));

    [Test]
    public async Task AnImportRunsTheCellsOfANotebookAndFilesInThisSession()
    {
        // GIVEN a notebook that imports others, from its own folder
        Directory.CreateDirectory(Path.Combine(_session.Folder.Path, "tools"));
        _session.Folder.File("tools/setup.dib", "#!markdown\n# Tools\n#!csharp\n#!import \"more shapes.cs\"\nvar side = 3;\n#!fsharp\nlet x = 1\n#!csharp\n#!import data.ipynb\n");
        _session.Folder.File("tools/more shapes.cs", "record Square(int Side);");
        _session.Folder.File("tools/data.ipynb", "{\"nbformat\":4,\"nbformat_minor\":5,\"metadata\":{},\"cells\":[{\"cell_type\":\"code\",\"source\":\"var colour = \\\"red\\\";\",\"metadata\":{},\"outputs\":[]}]}");

        // WHEN
        var ran = await RunAsync("#!import tools/setup.dib\n(new Square(side), colour)");

        // THEN
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Contain("Side = 3").And.Contain("red"));
    }

    [TestCase("#!import nowhere.dib", "cell {0}, line 1: There is no notebook '{1}nowhere.dib'.")]
    [TestCase("#!import nowhere.cs", "cell {0}, line 1: there is no file 'nowhere.cs'.")]
    [TestCase("1.ToString();\n#!import a.dib", "b.dib cell 1, line 1: 'a.dib' imports itself: a.dib, which imports b.dib, which imports a.dib.")]
    [TestCase("#!import broken.dib", "broken.dib cell 2(2,1): error CS0103: The name 'nope' does not exist in the current context")]
    [TestCase("#!import throws.csx", "System.Exception: no\n   at throws.csx, line 2")]
    [TestCase("#!import", "cell {0}, line 1: #!import takes one file: ")]
    public async Task AnImportThatFailsNamesTheFile(string cell, string sentence)
    {
        _session.Folder.File("a.dib", "#!csharp\n#!import b.dib\n");
        _session.Folder.File("b.dib", "#!csharp\n#!import a.dib\n");
        _session.Folder.File("broken.dib", "#!csharp\n1.ToString();\n#!csharp\n1.ToString();\nnope\n");
        _session.Folder.File("throws.csx", "\nthrow new Exception(\"no\");");
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error!.Text, Does.StartWith(string.Format(null, sentence, _session.Cells, _session.Folder.Path + Path.DirectorySeparatorChar)));
    }

    [TestCase("#!value --name v1\na \"quoted\"\n  text\n#!csharp\n#!share --from value v1\nv1", "a \"quoted\"\n  text\n")]
    [TestCase("#!value --name v2 --from-value \"one two\"\n#!csharp\n#!share v2 --from value --as other\nother.Length", "7\n")]
    [TestCase("#!value --name v3 --mime-type application/json\n{\"a\": [1, 2.5]}\n#!csharp\n#!set --name json --value @value:v3\njson.RootElement.GetProperty(\"a\")[1].GetDouble()", "{\"a\": [1, 2.5]}\n2.5\n")]
    [TestCase("#!value --name v4 --mime-type application/json --from-value 4.5\n#!c#\n#!share --from value v4\nv4 * 2", "4.5\n9\n")]
    [TestCase("#!value --name v5 --from-file table.csv\n#!csharp\n#!share --from value v5\nv5.Split('\\n')[1]", "1,2\n")]
    [TestCase("#!set --name city --value \"New York\"\n#!set --name town --value @csharp:city\ntown", "New York\n")]
    [TestCase("var shared = new { A = 5 };\n#!share shared --from csharp\n#!share --from csharp shared --as again\nagain.A", "5\n")]
    public async Task ValuesAreKeptAndShared(string cell, string output)
    {
        _session.Folder.File("table.csv", "a,b\n1,2\n");
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.EqualTo(output));
    }

    [TestCase("#!share --from value nothing", "line 1: no #!value keeps 'nothing'.")]
    [TestCase("#!share --from fsharp x", "line 1: there is no 'fsharp' here: values are shared from csharp and from value.")]
    [TestCase("\n#!share --form value x", "line 2: --form is not an option of #!share. Did you mean --from?")]
    [TestCase("#!set --name x --value @csharp:nowhere", "line 1: there is no variable 'nowhere'.")]
    [TestCase("#!set --name class --value 1", "line 1: 'class' cannot be the name of a C# variable. Give another one.")]
    [TestCase("#!set --name x", "line 1: #!set needs a name and a value: ")]
    [TestCase("#!share --from input x", "line 1: #!share takes no value from the user: write #!set --name x --value @input.")]
    [TestCase("#!set --name x --value @input:Name", "line 1: The cell asks for input, and there is nobody to ask. Put the value into a variable, or read it from a file.")]
    [TestCase("#!set --name x --value @password:{\"prompt\": 5}", "line 1: what follows @password: is not JSON with a text as its \"prompt\": '{\"prompt\": 5}'. Write @password:")]
    [TestCase("#!value --name v --from-value a\nb", "line 1: #!value has a text below and --from-value. Give one of them.")]
    [TestCase("#!value --name v --from-value a --from-url http://localhost/", "line 1: #!value has --from-value and --from-url. Give one of them.")]
    [TestCase("#!value\ntext", "line 1: #!value needs a name for its text: ")]
    [TestCase("#!value --name bad --mime-type application/json\n{\n#!csharp\n#!share --from value bad", "line 4: 'bad' is not JSON that can be read: ")]
    public async Task WhatCannotBeSharedIsASentenceWithItsLine(string cell, string sentence) =>
        Assert.That((await RunAsync(cell)).Result.Error!.Text, Does.StartWith($"cell {_session.Cells}, {sentence}"));

    [TestCase("#!timeit -n 10 -r 2 loops++;", 2, 10, 31)]
    [TestCase("%timeit -r 1 -n 3\nvar one = 1;\nloops += one", 1, 3, 7)]
    [TestCase("%%timeit -n 2 -r 3 await Task.FromResult(loops++)", 3, 2, 9)]
    [TestCase("#!timeit -n 1 -r 1 loops + 1", 1, 1, 0)]
    public async Task TimeitRunsItsCodeInLoops(string cell, int runs, int loops, int atMost)
    {
        await RunAsync("var loops = 0;");

        // act
        var ran = await RunAsync(cell);

        // assert
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Match($@"^[\d.]+ (ns|µs|ms|s) ± [\d.]+ (ns|µs|ms|s) per loop \(mean ± std\. dev\. of {runs} runs?, {loops} loops? each\)\n$"));
        Assert.That(int.Parse((await RunAsync("loops")).Text), Is.InRange(atMost == 0 ? 0 : runs * loops, atMost));
    }

    [TestCase("\n#!timeit  nope + 1", "cell {0}(2,11): error CS0103: The name 'nope' does not exist in the current context")]
    [TestCase("#!timeit -n 1\nvar a = 1;\n  nope", "cell {0}(3,3): error CS0103: The name 'nope' does not exist in the current context")]
    [TestCase("#!timeit -n 1 -r 1\nif (Environment.TickCount64 > 0)\n    throw new Exception(\"no\");", "System.Exception: no\n   at lambda in cell {0}, line 3")]
    [TestCase("#!timeit -n 0 1", "cell {0}, line 1: #!timeit needs code, and numbers from 1 to 1,000,000,000: ")]
    [TestCase("%timeit nope", "cell {0}(1,9): error CS0103:")]
    [TestCase("%%timeit nope", "cell {0}(1,10): error CS0103:")]
    [TestCase("%timeit\n nope", "cell {0}(2,2): error CS0103:")]
    [TestCase("%timeit 1 + nope", "cell {0}(1,13): error CS0103:")]
    [TestCase("1.ToString();\n  %timeit nope\n%timeit 2", "cell {0}(2,11): error CS0103:")]
    [TestCase("%time nope", "cell {0}(1,7): error CS0103:")]
    [TestCase("%%time nope", "cell {0}(1,8): error CS0103:")]
    [TestCase("  %time nope", "cell {0}(1,9): error CS0103:")]
    [TestCase("%time\nnope", "cell {0}(2,1): error CS0103:")]
    [TestCase("%time 1.ToString();\n%time nope", "cell {0}(2,7): error CS0103:")]
    [TestCase("#!html\n<p>\n#!csharp\n%time nope", "cell {0}(4,7): error CS0103:")]
    [TestCase("%memit nope", "cell {0}(1,8): error CS0103:")]
    [TestCase("%%memit nope", "cell {0}(1,9): error CS0103:")]
    [TestCase("  %memit -r 1 nope\n", "cell {0}(1,15): error CS0103:")]
    [TestCase("%memit\nnope", "cell {0}(2,1): error CS0103:")]
    [TestCase("#!timeit (1 +", "cell {0}(1,14): error CS1733:")]
    [TestCase("#!timeit { int y = 3;", "cell {0}(1,22): error CS1513:")]
    [TestCase("%timeit int y = 3; y }\n", "cell {0}(1,22): error CS")]
    public async Task ErrorsOfTimedCodeAreAtTheirPlaces(string cell, string error) =>
        Assert.That((await RunAsync(cell)).Result.Error!.Text, Does.StartWith(string.Format(null, error, _session.Cells)));

    [TestCase("var here = 1;\n%who", "here")]
    [TestCase("%whos", "Name ")]
    [TestCase("%lsmagic", "#!memit ")]
    [TestCase("%time Console.WriteLine(5)", "5\nWall time: ")]
    [TestCase("%%time\nConsole.WriteLine(6);", "6\nWall time: ")]
    [TestCase("#!csharp\n%time Console.WriteLine(6)", "6\nWall time: ")]
    [TestCase("#!who\n%time Console.WriteLine(6)", "6\nWall time: ")]
    [TestCase("Console.WriteLine(7);\n%time Console.WriteLine(8)", "7\n8\nWall time: ")]
    [TestCase("!echo one && echo two", "one")]
    [TestCase("var afterwards = 3;\n  !echo three\nafterwards", "three")]
    [TestCase("!echo", "")]
    public async Task LinesOfIPythonDoWhatTheyDoThere(string cell, string text)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Does.Contain(text));
    }

    [TestCase("%matplotlib inline", "line 1: there is no magic #!matplotlib.")]
    [TestCase("var q = 1;\n%%bash\necho 1", "line 2: there is no magic #!bash.")]
    [TestCase("%whoos", "line 1: there is no magic #!whoos. Did you mean #!whos?")]
    public async Task OthersAreUnknownMagicsAndNoErrorsOfTheCompiler(string cell, string sentence) =>
        Assert.That((await RunAsync(cell)).Result.Error!.Text, Does.StartWith($"cell {_session.Cells}, {sentence}"));

    [TestCase("var a1 = 17; var time = 5;\nvar rest = a1\n% time;\nrest", "2\n")]
    [TestCase("var a2 = 17; var time = 5;\na2\n%time", "2\n")]
    [TestCase("var a3 = 17; var who = 5;\nMath.Abs(a3\n%who)", "2\n")]
    [TestCase("var a4 = 17; var b4 = 5;\na4\n    %b4", "2\n")]
    [TestCase("var text = @\"\n%time\n!echo\n\"; text.Length", "13\n")]
    [TestCase("/*\n%who\n!echo no\n*/ 4", "4\n")]
    [TestCase("bool done = false;\n!done && true", "true\n")]
    [TestCase("var list = new List<int>();\n!list.Any()", "true\n")]
    [TestCase("!File.Exists(\"nowhere\")", "true\n")]
    [TestCase("!string.IsNullOrEmpty(\"a\")", "true\n")]
    [TestCase("!(1 > 2)", "true\n")]
    [TestCase("var ok = true &&\n!false;\nok", "true\n")]
    [TestCase("bool F(bool given)\n{\n    return\n!given;\n}\nF(false)", "true\n")]
    [TestCase("var some = new[] { 1 };\n!some.All(\n    x => x > 1)", "true\n")]
    public async Task OperatorsOfCSharpStayOperators(string cell, string output)
    {
        var ran = await RunAsync(cell);
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Text, Is.EqualTo(output));
    }

    [TestCase("!git status", "Complete")]
    [TestCase("%time Solve(", "Incomplete")]
    [TestCase("!done && (", "Incomplete")]
    [TestCase("var a = 1;\n%whos", "Complete")]
    [TestCase("#!html\n<p>it's", "Complete")]
    public void AConsoleKnowsWhetherSuchLinesAreComplete(string cell, string answer) =>
        Assert.That(CellCompleteness.Of(cell).ToString(), Is.EqualTo(answer));

    [Test]
    public async Task ACommandThatFailsFailsTheCellAndWhatItPrintedIsShown()
    {
        var ran = await RunAsync("1.ToString();\n!echo before && exit 3");
        Assert.That(ran.Text, Does.StartWith("before"));
        Assert.That(ran.Result.Error!.Text, Is.EqualTo($"cell {_session.Cells}, line 2: '!echo before && exit 3' ended with exit code 3."));
    }

    [Test]
    public async Task CommandsAreOffUnlessTheyAreAllowed()
    {
        await using var session = new EmbeddedSession(_session.Folder.Path);
        var result = await session.RunCellAsync(new CellSource("cell 1", "!echo no > written.txt"), new OutputRecord());
        Assert.That(result.Error!.Text, Is.EqualTo("cell 1, line 1: '!echo no > written.txt' is a command for the shell, and no C# that this notebook knows. Commands are off: allow them with memmagics run --allow-shell, or with the environment variable MEMMAGICS_ALLOW_SHELL=1."));
        Assert.That(File.Exists(Path.Combine(_session.Folder.Path, "written.txt")), Is.False);
    }

    private Task<RanCell> RunAsync(string text) => _session.RunAsync(text);
}
