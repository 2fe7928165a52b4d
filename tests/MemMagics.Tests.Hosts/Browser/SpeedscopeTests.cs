using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Reports;
using Microsoft.Playwright;

namespace MemMagics.Tests.Browser;

/// <summary>Speedscope itself, of its npm package, opens what we write for it, and writes again what it has read.</summary>
public sealed class SpeedscopeTests
{
    private const string Npm = "/usr/bin/npm";
    private const string Version = "1.25.0";
    private const float Patience = 120_000;

    private Chromium _chromium = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public async Task Install()
    {
        if (!File.Exists(Npm))
            Assert.Ignore($"{Npm} is not installed; .ci/run installs it.");
        _chromium = await Chromium.StartAsync();
        _folder = new TemporaryFolder();
        var install = await ToolRun.OfAsync(new ProcessStartInfo(Npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", $"speedscope@{Version}"]) { WorkingDirectory = _folder.Path });
        Assert.That(install.ExitCode, Is.Zero, install.Errors);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _folder?.Dispose();
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }

    [Test]
    public async Task ItReadsThreeProfilesWithTheFramesAndTheWeightsOfTheTree()
    {
        // GIVEN
        var path = Path.Combine(_folder.Path, "sample.speedscope.json");
        ReportFile.Save(SampleReport.Where, path);

        // WHEN
        var read = await OpenAsync(path);

        // THEN (it writes the frames again for each profile)
        var where = SampleReport.Where.Where!;
        var profiles = read["profiles"]!.AsArray();
        Assert.That(profiles.Select(profile => (string)profile!["name"]!), Is.EqualTo(new[] { "bytes allocated", "objects allocated", "bytes still alive" }));
        Assert.That(profiles.Select(profile => (string)profile!["unit"]!), Is.EqualTo(new[] { "bytes", "none", "bytes" }));
        Assert.That(profiles.Select(profile => (long)profile!["endValue"]!), Is.EqualTo(new[] { where.Bytes, where.Objects, where.Alive }));

        var frames = read["shared"]!["frames"]!.AsArray().Select(frame => ((string)frame!["name"]!, (string?)frame["file"], (int?)frame["line"])).ToArray();
        var functions = SampleReport.All(where.Tree).ToArray();
        Assert.That(frames.Distinct(), Is.EquivalentTo(functions.Select(frame => (frame.Frame, frame.Source, frame.Line)).Concat(where.Types.Select(type => (type.Type, (string?)null, (int?)null)))));
        foreach (var (profile, figure) in profiles.Zip(new Func<OriginType, long>[] { type => type.Bytes, type => type.Objects, type => type.Alive }))
            Assert.That(SelfWeights(profile!, read), Is.EquivalentTo(where.Types.Where(type => figure(type) > 0).ToDictionary(type => type.Type, figure)));
    }

    [Test]
    public async Task ItReadsWhatTheToolSavedOfARealMeasurement()
    {
        // GIVEN a notebook whose measurement is saved, and printed as JSON
        _folder.File("where.dib", """
            #!csharp

            List<byte[]> Keep(int n)
            {
                var kept = new List<byte[]>();
                for (var i = 0; i < n; i++)
                    kept.Add(new byte[1000]);
                return kept;
            }

            #!csharp

            #!memit -r 1 --where -T where.speedscope.json Keep(1000)
            """);
        var run = await MemMagicsTool.RunAsync(_folder.Path, "run", "where.dib", "--format", "json");
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        var where = JsonNode.Parse(run.Output, documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!["cells"]![1]!["reports"]![0]!["where"]!;

        // WHEN
        var read = await OpenAsync(Path.Combine(_folder.Path, "where.speedscope.json"));

        // THEN
        var profiles = read["profiles"]!.AsArray();
        foreach (var (profile, figure) in profiles.Zip(["bytes", "objects", "alive"]))
        {
            Assert.That((long)profile!["endValue"]!, Is.EqualTo((long)where[figure]!));
            var byType = where["types"]!.AsArray().Where(type => (long)type![figure]! > 0).ToDictionary(type => (string)type!["type"]!, type => (long)type![figure]!);
            Assert.That(SelfWeights(profile, read), Is.EquivalentTo(byType));
            Assert.That(byType["byte[]"], Is.EqualTo(figure == "objects" ? 1_000 : 1_024_000));
        }

        Assert.That(read["shared"]!["frames"]!.AsArray().Select(frame => $"{frame!["name"]}, {frame["file"]}, {frame["line"]}"), Has.Member("Keep, cell 1, 5"));
    }

    /// <summary>Opens a file in speedscope, handed over as its own command does it, and saves it from there.</summary>
    private async Task<JsonNode> OpenAsync(string path)
    {
        var script = _folder.File("open.js", $"speedscope.loadFileFromBase64(\"{Path.GetFileName(path)}\", \"{Convert.ToBase64String(await File.ReadAllBytesAsync(path))}\")");
        var page = await _chromium.Browser.NewPageAsync();
        var said = new List<string>();
        page.PageError += (_, error) => said.Add(error);
        page.Dialog += (_, dialog) =>
        {
            said.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };

        var app = new Uri(Path.Combine(_folder.Path, "node_modules", "speedscope", "dist", "release", "index.html"));
        await page.GotoAsync($"{app.AbsoluteUri}#localProfilePath={Uri.EscapeDataString(script)}");
        await page.GetByText("bytes allocated").First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Export").ClickAsync(), new PageRunAndWaitForDownloadOptions { Timeout = Patience });
        var read = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!;
        await page.CloseAsync();

        Assert.That(said, Is.Empty);
        return read;
    }

    /// <summary>What each frame weighs without those that it called.</summary>
    private static Dictionary<string, long> SelfWeights(JsonNode profile, JsonNode file)
    {
        var names = file["shared"]!["frames"]!.AsArray().Select(frame => (string)frame!["name"]!).ToArray();
        var weights = new Dictionary<string, long>();
        var open = new Stack<int>();
        var last = 0L;
        foreach (var step in profile["events"]!.AsArray())
        {
            var at = (long)step!["at"]!;
            if (open.TryPeek(out var top) && at > last)
                weights[names[top]] = weights.GetValueOrDefault(names[top]) + at - last;
            last = at;
            if ((string)step["type"]! == "O")
                open.Push((int)step["frame"]!);
            else
                open.Pop();
        }

        return weights;
    }
}
