using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Tests.Reports;

public sealed class OriginsJsonTests
{
    [Test]
    public void TheDocumentHasTheStatedProperties()
    {
        var where = ReportJson.Render(SampleReports.Where)["where"]!.AsObject();

        Assert.That(where.Select(property => property.Key), Is.EqualTo(new[] { "mode", "objects", "bytes", "missing", "alive", "recordedObjects", "types", "lines", "tree" }));
        Assert.That(where["lines"]![0]!.ToJsonString(), Is.EqualTo("""
            {"source":"cell 3","line":14,"content":"    var made = Small3Of(\u002214\u0022); // made here","function":"Small3","kind":"notebook","types":["byte[]"],"objects":100000,"bytes":102400000,"alive":0,"error":0}
            """));
        Assert.That(where["tree"]!.AsObject().Select(property => property.Key), Is.EqualTo(new[] { "frame", "kind", "source", "line", "objects", "bytes", "alive", "types", "children" }));
        Assert.That(ReportJson.Render(SampleReports.Transpose).ContainsKey("where"), Is.False);
    }

    [Test]
    public void AFunctionsFiguresAreItsOwnAndAddUpToWhatWasAllocated()
    {
        var where = ReportJson.Render(SampleReports.Where)["where"]!;

        static IEnumerable<JsonNode> All(JsonNode frame) => frame["children"]!.AsArray().SelectMany(child => All(child!)).Prepend(frame);
        foreach (var figure in new[] { "objects", "bytes", "alive" })
        {
            Assert.That(All(where["tree"]!).Sum(frame => (long)frame[figure]!), Is.EqualTo((long)where[figure]!));
            Assert.That(where["types"]!.AsArray().Sum(type => (long)type![figure]!), Is.EqualTo((long)where[figure]!));
            Assert.That(where["lines"]!.AsArray().Sum(line => (long)line![figure]!), Is.EqualTo((long)where[figure]!));
        }
    }

    [Test]
    public void APathOfTwoHundredFunctionsIsWrittenInEveryLayout()
    {
        var report = ReportJson.Render(SampleReports.Located("Deep()", SampleOrigins.OfDepth(200)));
        var document = new JsonObject { ["cells"] = new JsonArray(new JsonObject { ["reports"] = new JsonArray(report) }) };

        foreach (var text in new[] { JsonLayout.Indented(document), JsonLayout.OneLine(document), JsonLayout.Notebook(document), document.ToJsonString() })
        {
            var read = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!["cells"]![0]!["reports"]![0]!["where"]!.AsObject();
            Assert.That(ReadOrigins.From(read).Bytes, Is.EqualTo(1_024 + (199 * 24)));
        }
    }
}
