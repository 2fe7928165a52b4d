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

    [Test]
    public void HalfASurrogatePairIsWrittenAsTheReplacementCharacterWhereverItIs()
    {
        var json = new JsonObject { ["a\ud800"] = new JsonArray("\udc00b", 1, null, new JsonObject { ["x"] = "\ud83d\ude00" }) };

        Assert.That(JsonLayout.OneLine(json), Is.EqualTo("{\"a\\uFFFD\":[\"\\uFFFDb\",1,null,{\"x\":\"\\uD83D\\uDE00\"}]}"));
    }

    [Test]
    public void WhatIsNestedHundredsDeepIsWritten()
    {
        JsonNode json = new JsonArray();
        for (var i = 0; i < 500; i++)
            json = new JsonArray(json);

        Assert.That(JsonLayout.OneLine(json), Has.Length.EqualTo(1002));
    }
}
