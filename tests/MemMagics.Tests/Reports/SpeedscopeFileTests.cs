using System.Text.Json.Nodes;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>The file for speedscope, as its format says it is. Speedscope itself opens it in a test of the hosts.</summary>
public sealed class SpeedscopeFileTests
{
    [Test]
    public void ThreeProfilesHaveExactWeights()
    {
        var file = JsonNode.Parse(SpeedscopeFile.Render(SampleReports.Where))!;
        var profiles = file["profiles"]!.AsArray();

        Assert.That(profiles.Select(profile => $"{profile!["name"]}, {profile["unit"]}"), Is.EqualTo(new[] { "bytes allocated, bytes", "objects allocated, none", "bytes still alive, bytes" }));
        Assert.That(
            profiles.Select(profile => profile!["weights"]!.AsArray().Sum(weight => (long)weight!)),
            Is.EqualTo(new[] { SampleOrigins.Exact.Bytes, SampleOrigins.Exact.Objects, SampleOrigins.Exact.Alive }));
        foreach (var profile in profiles)
        {
            Assert.That((string)profile!["type"]!, Is.EqualTo("sampled"));
            Assert.That((long)profile["startValue"]!, Is.Zero);
            Assert.That((long)profile["endValue"]!, Is.EqualTo(profile["weights"]!.AsArray().Sum(weight => (long)weight!)));
            Assert.That(profile["samples"]!.AsArray(), Has.Count.EqualTo(profile["weights"]!.AsArray().Count));
        }
    }

    [Test]
    public void AStackGoesFromTheMeasuredCodeToTheTypeAndNamesFilesAndLines()
    {
        var file = JsonNode.Parse(SpeedscopeFile.Render(SampleReports.Where))!;
        var frames = file["shared"]!["frames"]!.AsArray();
        var stacks = file["profiles"]![0]!["samples"]!.AsArray().Select(stack => string.Join(" › ", stack!.AsArray().Select(index => (string)frames[(int)index!]!["name"]!)));

        Assert.That(stacks.First(), Is.EqualTo("cell 5 › Foo › Small1 › Small2 › Small3 › byte[]"));
        Assert.That(frames.Select(frame => frame!.ToJsonString()), Is.Unique.And.Member("""{"name":"Small3","file":"cell 3","line":14}""").And.Member("""{"name":"byte[]"}"""));
    }

    [Test]
    public void TheFileSaysWhatItIsAndWhoWroteIt()
    {
        var file = JsonNode.Parse(SpeedscopeFile.Render(SampleReports.Where))!;

        Assert.That((string)file["$schema"]!, Is.EqualTo("https://www.speedscope.app/file-format-schema.json"));
        Assert.That((string)file["exporter"]!, Is.EqualTo("MemMagics"));
        Assert.That((string)file["name"]!, Is.EqualTo("Foo()"));
    }

    [Test]
    public void AReportThatDoesNotSayWhereIsRefusedWithWhatToDo()
    {
        Assert.That(() => SpeedscopeFile.Render(SampleReports.Transpose), Throws.TypeOf<MagicException>().With.Message.Contains("use #!memit --where"));
        Assert.That(() => SpeedscopeFile.Render(SampleReports.Ridge), Throws.TypeOf<MagicException>().With.Message.Contains("#!mprun does not tell"));
    }

    [Test]
    public void ItsEndingIsTakenBeforeThatOfJson()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "Foo.SpeedScope.json");

        ReportFile.Save(SampleReports.Where, path);

        Assert.That(File.ReadAllText(path), Is.EqualTo(SpeedscopeFile.Render(SampleReports.Where)));
    }
}
