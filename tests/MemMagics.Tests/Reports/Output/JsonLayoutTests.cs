using System.Text.Json.Nodes;
using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports.Output;

public sealed class JsonLayoutTests
{
    private static JsonObject Document => new() { ["type"] = "List<λ>", ["lines"] = new JsonArray(1, 2) };

    [Test]
    public void LettersAndAngleBracketsStayWhatTheyAre()
    {
        Assert.That(JsonLayout.OneLine(Document), Is.EqualTo("""{"type":"List<λ>","lines":[1,2]}"""));
    }

    [Test]
    public void ADocumentIsIndentedByTwoAndANotebookByOne()
    {
        Assert.That(JsonLayout.Indented(Document).Split(Environment.NewLine), Is.EqualTo(new[] { "{", "  \"type\": \"List<λ>\",", "  \"lines\": [", "    1,", "    2", "  ]", "}" }));
        Assert.That(JsonLayout.Notebook(Document).Split(Environment.NewLine), Is.EqualTo(new[] { "{", " \"type\": \"List<λ>\",", " \"lines\": [", "  1,", "  2", " ]", "}" }));
    }
}
