using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Scripting;

namespace MemMagics.Tests.Cli;

public class IpynbTests
{
    private const string Polyglot = """
        {
         "cells": [
          { "cell_type": "markdown", "metadata": { "tags": ["intro"] }, "source": ["# Title\n", "text"] },
          { "cell_type": "code", "execution_count": 7, "metadata": { "polyglot_notebook": { "kernelName": "csharp" }, "mine": 1 },
            "outputs": [ { "output_type": "stream", "name": "stdout", "text": "old" } ], "source": "var x = 1;\nx" },
          { "cell_type": "code", "execution_count": null, "metadata": { "dotnet_interactive": { "language": "fsharp" } },
            "outputs": [ { "output_type": "stream", "name": "stdout", "text": "from F#" } ], "source": ["let a = 1"] },
          { "cell_type": "code", "id": "keep-me", "execution_count": null, "metadata": {}, "outputs": [], "source": ["#!pwsh\n", "ls"] },
          { "cell_type": "raw", "metadata": {}, "source": "raw" }
         ],
         "metadata": { "kernelspec": { "display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp" }, "mine": { "a": [1, 2] } },
         "nbformat": 4,
         "nbformat_minor": 2,
         "mine": true
        }
        """;

    [Test]
    public void LanguagesComeFromMetadataSelectorsAndTheKernel()
    {
        // act
        var notebook = IpynbReader.Read("/n.ipynb", Polyglot);

        // assert
        Assert.That(notebook.Cells.Select(cell => cell.Language), Is.EqualTo(new[] { "markdown", "csharp", "fsharp", "pwsh", "raw" }));
        Assert.That(notebook.Cells[0].Text, Is.EqualTo("# Title\ntext"));
        Assert.That(notebook.Cells[1].Text, Is.EqualTo("var x = 1;\nx"));
    }

    [TestCase("html", "<b>a</b>\\n#!js\\nplot();", "html", true)]
    [TestCase("html", "<b>a</b>\\n#!csharp\\n1", "html", true)]
    [TestCase("fsharp", "let x = 1\\n#!csharp\\n1", "fsharp", true)]
    [TestCase("fsharp", "let x = 1\\n#!js\\n1", "fsharp", false)]
    [TestCase("fsharp", "#!csharp\\n1\\n#!html\\n<b>a</b>", "csharp", true)]
    [TestCase("csharp", "1\\n#!fsharp\\nlet x = 1", "csharp", true)]
    public void ACellOfSeveralLanguagesBeginsInTheOneOfItsMetadataAndRunsWhereAPartDoes(string metadata, string source, string language, bool runs)
    {
        var cell = IpynbReader.Read("/n.ipynb", $$$"""{"nbformat":4,"metadata":{},"cells":[{"cell_type":"code","metadata":{"dotnet_interactive":{"language":"{{{metadata}}}"}},"source":"{{{source}}}"}]}""").Cells.Single();

        Assert.That((cell.Language, cell.Runs), Is.EqualTo((language, runs)));
    }

    [Test]
    public void SavingChangesNothingButOutputsCountsAndIds()
    {
        // GIVEN a notebook whose one C# cell printed and displayed
        var executed = Executed(IpynbReader.Read("/n.ipynb", Polyglot), output =>
        {
            output.Write(OutputStream.Out, "a\nb");
            output.Display(DisplayForms.ResultOf(1));
        });

        // WHEN it is saved
        var saved = JsonNode.Parse(IpynbWriter.Write(executed))!.AsObject();

        // THEN everything else is as it was
        var original = JsonNode.Parse(Polyglot)!.AsObject();
        var ran = saved["cells"]![1]!.AsObject();
        Assert.That(ran["execution_count"]!.GetValue<int>(), Is.EqualTo(2), "by which messages call it");
        Assert.That(ran["outputs"]![0]!.ToJsonString(), Is.EqualTo("""{"output_type":"stream","name":"stdout","text":["a\n","b"]}"""));
        Assert.That(ran["outputs"]![1]!.ToJsonString(), Is.EqualTo("""{"output_type":"execute_result","execution_count":2,"data":{"text/plain":["1"]},"metadata":{}}"""));
        ran["execution_count"] = 7;
        ran["outputs"] = original["cells"]![1]!["outputs"]!.DeepClone();
        saved["nbformat_minor"] = 2;
        Assert.That(saved["cells"]![3]!["id"]!.GetValue<string>(), Is.EqualTo("keep-me"));
        foreach (var cell in saved["cells"]!.AsArray().Where(cell => cell!["id"]!.GetValue<string>() != "keep-me"))
            cell!.AsObject().Remove("id");
        Assert.That(JsonNode.DeepEquals(saved, original), Is.True, saved.ToJsonString());
    }

    [Test]
    public void SavedNotebooksAreOfFormat45WithUniqueIds()
    {
        // act
        var saved = JsonNode.Parse(IpynbWriter.Write(Executed(IpynbReader.Read("/n.ipynb", Polyglot), _ => { })))!;

        // assert
        Assert.That(saved["nbformat_minor"]!.GetValue<int>(), Is.EqualTo(5));
        var ids = saved["cells"]!.AsArray().Select(cell => cell!["id"]!.GetValue<string>()).ToList();
        Assert.That(ids, Is.Unique);
        Assert.That(ids, Has.All.Match("^[a-zA-Z0-9_-]{1,64}$"));
    }

    [Test]
    public void ADibNotebookSavedAsIpynbReadsBackTheSame()
    {
        // GIVEN cells of several languages
        var dib = DibFormat.Read("/n.dib", "#!markdown\n# T\n\n#!csharp\nvar a = \"ä\\n<b>\";\na\n#!fsharp\nlet b = 1");

        // WHEN the notebook is saved for Jupyter and read again
        var back = IpynbReader.Read("/n.ipynb", IpynbWriter.Write(Executed(dib, _ => { })));

        // THEN
        Assert.That(back.Cells, Is.EqualTo(dib.Cells));
        Assert.That(back.Cells[1].Document, Is.EqualTo("cell 2"), "as the JSON document counts, prose included");
    }

    [Test]
    public void ErrorsAreJupytersErrorOutputs()
    {
        // act
        var saved = JsonNode.Parse(IpynbWriter.Write(Executed(
            DibFormat.Read("/n.dib", "F()"), output => output.Fail(new CellError("System.Exception", "System.Exception: boom", ["F in cell 1, line 2"])))))!;

        // assert
        Assert.That(saved["cells"]![0]!["outputs"]![0]!.ToJsonString(), Is.EqualTo(
            """{"output_type":"error","ename":"System.Exception","evalue":"System.Exception: boom","traceback":["System.Exception: boom","   at F in cell 1, line 2"]}"""));
    }

    [TestCase("{ \"nbformat\": 3, \"worksheets\": [] }", "not a notebook of format 4")]
    [TestCase("[1, 2]", "is JSON, but no notebook")]
    [TestCase("{ \"nbformat\": 4 }", "has no list of cells")]
    [TestCase("hello", "is not JSON")]
    public void OtherFilesAreRefusedWithASentence(string text, string sentence)
    {
        Assert.That(() => IpynbReader.Read("/n.ipynb", text), Throws.TypeOf<NotebookException>().With.Message.Contains(sentence));
    }

    private static ExecutedNotebook Executed(Notebook notebook, Action<OutputRecord> csharpCell)
    {
        var cells = notebook.Cells.Select(cell =>
        {
            var output = new OutputRecord();
            if (!cell.IsCSharp)
                return new ExecutedCell(cell, CellResult.Skipped, output);
            csharpCell(output);
            return new ExecutedCell(cell, new CellResult(CellStatus.Ok, null, [], TimeSpan.Zero), output);
        });
        return new ExecutedNotebook(notebook, [.. cells], Interrupted: false);
    }
}
