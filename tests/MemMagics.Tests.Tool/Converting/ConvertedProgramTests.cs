using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Converting;

/// <summary>Converted notebooks, built and run by the SDK.</summary>
public class ConvertedProgramTests
{
    private const string Notebook = "tests/MemMagics.Tests.Tool/Converting/everything.dib";

    [Test]
    public async Task AConvertedNotebookPrintsWhatTheNotebookPrintsInGermanyToo()
    {
        // GIVEN
        using var folder = new TemporaryFolder();
        var name = Path.GetFileName(Notebook);
        File.Copy(Path.Combine(Repository.Folder, Notebook), Path.Combine(folder.Path, name));

        // WHEN
        var conversion = await MemMagicsTool.RunAsync(folder.Path, "convert", name, "app.cs");
        var ran = await ToolRun.OfAsync(InGermany(MemMagicsTool.Command(folder.Path, "run", name, "--format", "json")), "Ada\nsecret\n");
        var program = await ToolRun.OfAsync(InGermany(new ProcessStartInfo("dotnet", ["run", "-v", "quiet", "-p:NoWarn=CA2266%3BCS0219%3BCS8321%3BCS9123%3BCS7022%3BCS0618%3BCS0067%3BCS0649", "app.cs"]) { WorkingDirectory = folder.Path }), "Ada\nsecret\n");

        // THEN
        var cells = JsonNode.Parse(ran.Output)!["cells"]!.AsArray();
        var printed = cells.Where(cell => (string)cell!["language"]! == "csharp" && cell["reports"]!.AsArray().Count == 0 && !IsLeftOut(cell, conversion)).Select(cell => (string)cell!["text"]!);
        Assert.Multiple(() =>
        {
            Assert.That((conversion.ExitCode, ran.ExitCode), Is.EqualTo((0, 0)), $"{conversion.Output}{conversion.Errors}{ran.Errors}");
            Assert.That(program.Output, Does.Contain("\n1,5\nnull\n1234.5\n-1.5\n"), "the notebook's own text is German, values are shown as in C#");
            Assert.That(program, Is.EqualTo(new ToolRun(0, string.Concat(printed.Where(text => text.Length > 0).Select(text => $"{text.TrimEnd('\n')}\n")), "")));
        });
    }

    [TestCase("tour.dib")]
    [TestCase("tour.ipynb")]
    [TestCase("survives.dib")]
    public async Task TheNotebooksOfTheRepositoryBecomeFilesThatCompile(string notebook)
    {
        var run = await MemMagicsTool.RunAsync(Path.Combine(Repository.Folder, "notebooks"), "convert", notebook, "-");

        Assert.That(run.ExitCode, Is.Zero, run.Errors);
    }

    private static ProcessStartInfo InGermany(ProcessStartInfo command)
    {
        command.Environment["LC_ALL"] = "de_DE.UTF-8";
        return command;
    }

    private static bool IsLeftOut(JsonNode cell, ToolRun conversion) => conversion.Output.Contains($"  cell {cell["index"]}, line 1 is a comment", StringComparison.Ordinal);
}
