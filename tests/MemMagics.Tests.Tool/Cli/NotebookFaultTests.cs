using System.Text;
using System.Text.Json.Nodes;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Tests.Cli;

/// <summary>Notebook files that somebody, or some program, has broken.</summary>
public sealed class NotebookFaultTests : TestsInAFolder
{
    [TestCase("""{"nbformat":4,"nbformat":4,"cells":[]}""", "'n.ipynb' is not JSON that can be read: it has the key 'nbformat' twice in one object.")]
    [TestCase("{\"nbformat\":4,\"cells\":[\n{\"cell_type\":\"code\",\"metadata\":{},\"metadata\":{},\"source\":\"1\"}]}", "it has the key 'metadata' twice in one object.")]
    [TestCase("""{"nbformat":4,"cells":[],"metadata":{"a":{"\u0062":1,"b":2}}}""", "it has the key 'b' twice in one object.")]
    [TestCase("""{"nbformat":1e999999,"cells":[]}""", "'n.ipynb' is not a notebook of format 4")]
    [TestCase("""{"nbformat":99999999999999999999999,"cells":[]}""", "'n.ipynb' is not a notebook of format 4")]
    [TestCase("""{"nbformat":4,"cells":{}}""", "'n.ipynb' has no list of cells.")]
    [TestCase("""{"nbformat":4,"cells":[1]}""", "'n.ipynb' has no list of cells.")]
    [TestCase("""{"nbformat":4,"cells":[null]}""", "'n.ipynb' has no list of cells.")]
    [TestCase("null", "'n.ipynb' is JSON, but no notebook.")]
    [TestCase("", "'n.ipynb' is not JSON that can be read")]
    [TestCase("{\"nbformat\":4,\0", "'n.ipynb' is not JSON that can be read")]
    [TestCase("""{"nbformat":4,"cells":[],}""", "'n.ipynb' is not JSON that can be read")]
    public void WhatIsNoNotebookIsRefusedWithASentence(string text, string sentence)
    {
        var refused = Assert.Throws<NotebookException>(() => IpynbReader.Read("/n.ipynb", text))!.Message;

        Assert.That(refused, Does.Contain(sentence).And.EndsWith(".").And.Not.Contain("BytePositionInLine").And.Not.Contain("Exception"));
    }

    [Test]
    public void WhatIsNestedWithoutEndIsRefusedWithASentence()
    {
        var text = $$"""{"nbformat":4,"cells":[],"metadata":{{string.Concat(Enumerable.Repeat("[", 100_000))}}}""";

        Assert.That(() => IpynbReader.Read("/n.ipynb", text), Throws.TypeOf<NotebookException>().With.Message.StartsWith("'n.ipynb' is not JSON that can be read"));
    }

    [Test]
    public void WhatIsNestedTwoHundredDeepIsReadAndSaved()
    {
        var nested = string.Concat(Enumerable.Repeat("[", 200)) + string.Concat(Enumerable.Repeat("]", 200));
        var notebook = IpynbReader.Read("/n.ipynb", $$$"""{"nbformat":4,"cells":[],"metadata":{"x":{{{nested}}}}}""");

        var saved = IpynbWriter.Write(new ExecutedNotebook(notebook, [], Interrupted: false));

        Assert.That(string.Concat(saved.Where(character => character is '[' or ']')), Does.Contain(nested));
    }

    [TestCase("{\"kernelInfo\":{},\"kernelInfo\":{}}")]
    [TestCase("{\"a\":[{\"b\":1,\"b\":2}]}")]
    [TestCase("{")]
    public void AMetaSectionThatCannotBeReadIsASentence(string meta)
    {
        Assert.That(
            () => DibFormat.Read("/n.dib", $"#!meta\n\n{meta}\n\n#!csharp\n1"),
            Throws.TypeOf<NotebookException>().With.Message.StartsWith("The #!meta section of 'n.dib' is not JSON that can be read: "));
    }

    [TestCase("\"\\ud800\"", "\ufffd")]
    [TestCase("\"a\\udc00b\"", "a\ufffdb")]
    [TestCase("[\"\\uD83D\\ude00\", \"\\ud83d\"]", "😀\ufffd")]
    [TestCase("\"\\\\ud800\"", "\\ud800")]
    [TestCase("\"\\ud800\\ud83d\\ude00\"", "\ufffd😀")]
    [TestCase("\"\\ud800\\n\\udc00\"", "\ufffd\n\ufffd")]
    public void HalfASurrogatePairIsReadAsTheReplacementCharacter(string source, string text)
    {
        var notebook = IpynbReader.Read("/n.ipynb", $$"""{"nbformat":4,"cells":[{"cell_type":"code","metadata":{"\ud800":"\udfff"},"source":{{source}}}]}""");

        Assert.That(notebook.Cells.Single().Text, Is.EqualTo(text));
        Assert.That(IpynbReader.Read("/n.ipynb", IpynbWriter.Write(new ExecutedNotebook(notebook, [], Interrupted: false))).Cells.Single().Text, Is.EqualTo(text));
    }

    [Test]
    public async Task WhatACellPrintsIsSavedEvenIfItIsHalfACharacter()
    {
        // GIVEN a notebook whose metadata, source and output all have half a pair, and a file that is there already
        Folder.File("n.ipynb", """
            {"nbformat":4,"nbformat_minor":5,"metadata":{"t":"\ud800"},"cells":[{"cell_type":"code","id":"a","metadata":{"\udc00":1},"outputs":[],"execution_count":null,
            "source":"// \ud800\nConsole.Write(\"a\" + (char)0xd800 + \"b\"); display(\"{\\\"x\\\":\\\"\" + (char)0xdc00 + \"\\\"}\", \"application/json\"); throw new Exception(((char)0xdfff).ToString());"}]}
            """);
        Folder.File("s.ipynb", "old");

        // WHEN
        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "n.ipynb", "--save", "s.ipynb", "--html", "p.html", "--format", "json");

        // THEN
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Errors);
        Assert.That((string?)JsonNode.Parse(run.Output)!["cells"]![0]!["text"], Does.StartWith("a\ufffdb"));
        var outputs = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "s.ipynb")))!["cells"]![0]!["outputs"]!.AsArray();
        Assert.That((string?)outputs[0]!["text"]![0], Is.EqualTo("a\ufffdb"));
        Assert.That((string?)outputs[1]!["data"]!["application/json"]!["x"], Is.EqualTo("\ufffd"));
        Assert.That((string?)outputs[2]!["evalue"], Is.EqualTo("System.Exception: \ufffd"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "p.html")), Does.Contain("a\ufffdb"));
    }

    [TestCase(">")]
    [TestCase("> ")]
    [TestCase("- ")]
    [TestCase("*")]
    [TestCase("[")]
    [TestCase("![")]
    [TestCase("`")]
    [TestCase("<")]
    [TestCase("|")]
    public async Task ProseThatIsNestedWithoutEndIsShownAndSoIsAllAfterIt(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 50_000));
        Folder.File("n.dib", $"#!markdown\n{text}\n#!csharp\n40 + 2\n");

        var run = await MemMagicsTool.RunAsync(Folder.Path, "run", "n.dib", "--html", "p.html", "--save", "s.ipynb");

        Assert.That(run.ExitCode, Is.EqualTo(0), run.Errors);
        Assert.That(await File.ReadAllTextAsync(Path.Combine(Folder.Path, "p.html")), Does.Contain("<pre class=\"out\">42</pre>"));
        Assert.That((await File.ReadAllTextAsync(Path.Combine(Folder.Path, "s.ipynb"))).Length, Is.GreaterThan(50_000));
    }

    [Test]
    public async Task WithFormatJsonWhatCannotBeRunIsADocumentToo()
    {
        Folder.File("n.ipynb", "{");

        foreach (var name in new[] { "n.ipynb", "nowhere.dib", new string('n', 300) + ".dib" })
        {
            var run = await MemMagicsTool.RunAsync(Folder.Path, "run", name, "--format", "json");

            var document = JsonNode.Parse(run.Output)!;
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That((string?)document["notebook"], Is.EqualTo(name));
            Assert.That(document["cells"]!.AsArray(), Is.Empty);
            Assert.That(run.Errors, Is.EqualTo($"memmagics: {(string?)document["error"]}\n"));
        }
    }

    [Test]
    public void AFileInAnotherEncodingIsRefusedWithASentence()
    {
        var path = Path.Combine(Folder.Path, "n.dib");
        File.WriteAllText(path, "#!csharp\n1", Encoding.Unicode);

        Assert.That(() => NotebookFile.Open(path), Throws.TypeOf<NotebookException>().With.Message.EndsWith("is not UTF-8 text. Save it in that encoding."));
    }

    [Test]
    public void LinesMayEndInEitherWayOrInBoth()
    {
        var notebook = DibFormat.Read("/n.dib", "#!markdown\r# Title\r#!csharp\r\nvar a = 1;\ra\n#!csharp\n2\r");

        Assert.That(notebook.Cells.Select(cell => cell.Text), Is.EqualTo(new[] { "# Title", "var a = 1;\na", "2" }));
    }

    [Test]
    public void AFolderIsRefusedWithASentence()
    {
        Directory.CreateDirectory(Path.Combine(Folder.Path, "n.dib"));

        Assert.That(() => NotebookFile.Open(Path.Combine(Folder.Path, "n.dib")), Throws.TypeOf<NotebookException>().With.Message.EndsWith("n.dib' is a folder. Name a notebook in it."));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Has no such device.")]
    public void WhatHasNoEndIsRefusedWithASentence()
    {
        File.CreateSymbolicLink(Path.Combine(Folder.Path, "n.dib"), "/dev/zero");

        Assert.That(() => NotebookFile.Open(Path.Combine(Folder.Path, "n.dib")), Throws.TypeOf<NotebookException>().With.Message.EndsWith("n.dib' is no notebook: it is larger than 512 MiB."));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "Sends a signal.")]
    public async Task WhatNobodyWritesIsNotWaitedForAfterAnInterrupt()
    {
        // GIVEN a pipe whose writer says nothing, and a tool that has opened it: opening it to write waits for that
        var path = Path.Combine(Folder.Path, "n.dib");
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", [path]))
            await mkfifo.WaitForExitAsync();
        using var tool = MemMagicsTool.Start(Folder.Path, "run", "n.dib", "--format", "json");
        await using var writer = await Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Write));

        // WHEN
        using (var kill = System.Diagnostics.Process.Start("kill", ["-TERM", $"{tool.Id}"]))
            await kill.WaitForExitAsync();
        await tool.WaitForExitAsync();

        // THEN
        Assert.That(tool.ExitCode, Is.EqualTo(130));
        Assert.That((string?)JsonNode.Parse(await tool.StandardOutput.ReadToEndAsync())!["error"], Is.EqualTo("Interrupted before 'n.dib' was read."));
    }
}
