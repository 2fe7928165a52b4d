using System.Text;
using System.Text.Json.Nodes;
using MemMagics.Cli.Completion;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Pages;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Json;
using MemMagics.Magics;

namespace MemMagics.Tests.Cli;

/// <summary>Mutated notebook files and lines, the same ones in every run; MEMMAGICS_FUZZ=100 tries a hundred times as many.</summary>
public sealed class FuzzedNotebooksTests
{
    private const string Ipynb = """
        {"cells":[{"cell_type":"markdown","id":"a","metadata":{},"source":["# Title\n","text > *x*"]},
        {"cell_type":"code","execution_count":1,"id":"b","metadata":{"polyglot_notebook":{"kernelName":"csharp"}},"outputs":[{"output_type":"stream","name":"stdout","text":["1\n"]}],"source":"#!memit -r 3 new byte[1]\n\"é😀\\u00e9\""},
        {"cell_type":"code","execution_count":null,"metadata":{},"outputs":[],"source":["%%mprun -f F F()"]},{"cell_type":"raw","metadata":{},"source":""}],
        "metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"C#"},"polyglot_notebook":{"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["c#"],"name":"csharp"}]}}},"nbformat":4,"nbformat_minor":5}
        """;

    private const string Dib = """
        #!meta

        {"kernelInfo":{"defaultKernelName":"csharp","items":[{"aliases":["c#","C#"],"languageName":"C#","name":"csharp"},{"name":"fsharp"}]}}

        #!csharp

        var x = 1;
        #!memit -r 3 x + 1

        #!markdown

        # Title
        > text

        #!fsharp

        let a = 1
        """;

    private static readonly string[] s_pieces =
    [
        "\\ud800", "\\udfff", "\\u", "\\", "\"", "\"\"", "{", "}", "[", "]", ":", ",", "null", "true", "1e999", "-0", "99999999999999999999", "\"metadata\":{},", "\"source\":", "\"cells\":",
        "{\"a\":1,\"a\":2}", "\0", "\uFEFF", "\u001A", "\u2028", "\r", "\n", "\r\n", "\t", "#!", "#!meta\n", "#!csharp\n", "#!markdown\n", "#!memit ", "%memit ", "%%mprun ", "#!mprun -f ", "\n#!time\n",
        "(", "[(?", "?[", "$\"{", "\"\"\"", "@\"", "/*", "*/", "//", "'", "<script>", "&lt;", "\e[31m", "\e]0;t\a", "\u009b2J", "\u202e", "\ud83d\ude00", "```", "> > ", "| a | b |\n|--|--|\n", "![x](javascript:1)", "-x ", "--re=", "?", "x?", "??",
    ];

    private static readonly int s_files = FuzzBudget.Times(4000);
    private static readonly int s_lines = FuzzBudget.Times(4000);

    [Test]
    public void AMutatedFileIsRunSavedAndShownOrRefusedInASentence()
    {
        var read = 0;
        for (var seed = 0; seed < s_files; seed++)
        {
            var isJson = seed % 2 == 0;
            var text = Mutated(isJson ? Ipynb : Dib, seed);
            try
            {
                var notebook = isJson ? IpynbReader.Read("/n.ipynb", text) : DibFormat.Read("/n.dib", text);
                read++;
                UseAll(notebook, seed);
            }
            catch (NotebookException e)
            {
                Assert.That(e.Message, Does.EndWith(".").And.Contain(" ").And.Not.Contain("Exception").And.Not.Contain("BytePosition"), $"seed {seed}");
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }

        Assert.That(read, Is.GreaterThan(s_files / 4), "most mutations would else stop at the first brace");
    }

    [Test]
    public void AMutatedCellIsSplitAndAnsweredForWhateverItIs()
    {
        for (var seed = 0; seed < s_lines; seed++)
        {
            var text = Mutated("var x = 1;\n#!memit -r 3 -q x + 1\n#!mprun -f F -f G F(x)\n%memit \"é\"\n#!time\nx?", seed);
            try
            {
                var position = seed % (text.Length + 1);
                var place = position;
                var resolved = MagicAliases.Resolve(text, ref place);
                Assert.That(place, Is.InRange(0, resolved.Length), $"seed {seed}");
                CellSplitter.Split(resolved, "cell 1");
                CellCompleteness.Of(text);
                if (!CSharpNesting.IsTooDeep(text))
                    Assert.That(CellCode.At(resolved, place).Text, Has.Length.EqualTo(resolved.Length), $"seed {seed}");
                HelpQuery.Read(text);
            }
            catch (Exception e) when (e is not AssertionException)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
        }
    }

    [Test]
    public void AMutatedRequestIsReadOrRefused()
    {
        for (var seed = 0; seed < s_lines; seed++)
        {
            var line = Mutated("""{"id":"7","type":"execute","code":"var x = 1;\n#!memit x","cursor":3,"count":2}""", seed);
            try
            {
                var request = JsonText.Parse(line);
                JsonText.At(request, "code");
                JsonText.At(request, "id", "code");
            }
            catch (System.Text.Json.JsonException)
            {
                // Refused.
            }
        }
    }

    private static void UseAll(Notebook notebook, int seed)
    {
        var executed = new ExecutedNotebook(notebook, [.. notebook.Cells.Select(cell => Executed(cell, seed))], Interrupted: false);
        var saved = IpynbWriter.Write(executed);
        Assert.That(IpynbReader.Read("/n.ipynb", saved).Cells, Has.Count.EqualTo(notebook.Cells.Count), $"seed {seed}");
        Assert.That(NotebookPage.Render(executed), Does.EndWith("</html>\n").And.Not.Contain("<script"), $"seed {seed}");
        foreach (var cell in notebook.Cells)
            Assert.That(TerminalText.Plain(cell.Text).Where(character => character is not ('\n' or '\t') && TerminalText.IsControl(character)), Is.Empty, $"seed {seed}");
    }

    private static ExecutedCell Executed(Cell cell, int seed)
    {
        var output = new OutputRecord();
        if (cell.IsProse)
            return new ExecutedCell(cell, CellResult.Prose, output);
        output.Write(OutputStream.Out, Mutated("printed", seed));
        output.Fail(new CellError("E", Mutated("message", seed), [Mutated("F in cell 1", seed + 1)]));
        return new ExecutedCell(cell, new CellResult(CellStatus.Ok, null, [], TimeSpan.Zero), output);
    }

    private static string Mutated(string text, int seed)
    {
        var random = new Random(seed);
        var mutated = new StringBuilder(text);
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var at = random.Next(mutated.Length);
            var length = Math.Min(random.Next(1, 30), mutated.Length - at);
            var piece = s_pieces[random.Next(s_pieces.Length)];
            switch (random.Next(7))
            {
                case 0:
                    mutated.Remove(at, length);
                    break;
                case 1:
                    mutated.Insert(random.Next(mutated.Length), mutated.ToString(at, length));
                    break;
                case 2:
                    mutated.Insert(at, string.Concat(Enumerable.Repeat(piece, random.Next(2, 40))));
                    break;
                case 3:
                    mutated[at] = (char)random.Next(0x10000);
                    break;
                case 4:
                    mutated.Remove(at, length).Insert(at, piece);
                    break;
                default:
                    mutated.Insert(at, piece);
                    break;
            }

            if (mutated.Length == 0)
                mutated.Append(piece);
        }

        return mutated.ToString();
    }
}
