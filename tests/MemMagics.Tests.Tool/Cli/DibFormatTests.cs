using MemMagics.Cli.Notebooks;

namespace MemMagics.Tests.Cli;

public class DibFormatTests
{
    [Test]
    public void CellsBeginAtSelectorsAndCountFromOneMarkdownIncluded()
    {
        // act
        var notebook = DibFormat.Read("/n.dib", "#!markdown\n\n# Title\n\n#!csharp\n\nvar x = 1;\n\nx\n\n#!fsharp\n\nlet y = 2\n");

        // assert
        Assert.That(notebook.Cells, Is.EqualTo(new[]
        {
            new Cell(1, "markdown", "# Title"), new Cell(2, "csharp", "var x = 1;\n\nx"), new Cell(3, "fsharp", "let y = 2"),
        }));
    }

    [Test]
    public void TextBeforeTheFirstSelectorIsInTheDefaultLanguage()
    {
        Assert.That(DibFormat.Read("/n.dib", "1 + 1").Cells, Is.EqualTo(new[] { new Cell(1, "csharp", "1 + 1") }));
    }

    [Test]
    public void MetadataIsNoCellButSaysTheDefaultLanguageAndFurtherSelectors()
    {
        // GIVEN a file whose metadata declares a kernel nobody has heard of
        const string text = "#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\",\"items\":[{\"name\":\"mydb\",\"aliases\":[\"db\"]}]}}\n\nlet a = 1\n\n#!db\n\nselect 1\n";

        // WHEN its metadata is followed by code with no selector of its own
        var notebook = DibFormat.Read("/n.dib", text.Replace("\n\nlet a", "\n\n#!fsharp\n\nlet a", StringComparison.Ordinal));

        // THEN both kernels' cells are told apart
        Assert.That(notebook.Cells, Is.EqualTo(new[] { new Cell(1, "fsharp", "let a = 1"), new Cell(2, "db", "select 1") }));
        Assert.That(notebook.Meta!["kernelInfo"]!["defaultKernelName"]!.GetValue<string>(), Is.EqualTo("fsharp"));
    }

    [Test]
    public void MagicsAreNoSelectorsAndWindowsLineEndsAreLineEnds()
    {
        // act
        var notebook = DibFormat.Read("/n.dib", "#!csharp\r\n#!time\r\nvar s = @\"a\r\n  b\";\r\n#!memit s + s\r\n");

        // assert
        Assert.That(notebook.Cells, Is.EqualTo(new[] { new Cell(1, "csharp", "#!time\nvar s = @\"a\n  b\";\n#!memit s + s") }));
    }

    [Test]
    public void EmptyCellsAreNone()
    {
        Assert.That(DibFormat.Read("/n.dib", "#!csharp\n\n\n#!markdown\n\n#!csharp\n1").Cells, Is.EqualTo(new[] { new Cell(1, "csharp", "1") }));
    }

    [Test]
    public void MetadataThatIsNoJsonIsASentence()
    {
        Assert.That(
            () => DibFormat.Read("/n.dib", "#!meta\n{ oops\n#!csharp\n1"),
            Throws.TypeOf<NotebookException>().With.Message.StartsWith("The #!meta section of 'n.dib' is not JSON"));
    }
}
