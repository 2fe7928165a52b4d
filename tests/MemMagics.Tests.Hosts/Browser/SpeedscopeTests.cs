using System.Diagnostics;
using System.Text.Json.Nodes;
using MemMagics.Reports;
using Microsoft.Playwright;

namespace MemMagics.Tests.Browser;

/// <summary>Speedscope itself, of its npm package, opens what we write for it, and says what it read.</summary>
public sealed class SpeedscopeTests
{
    private const string Npm = "/usr/bin/npm";
    private const string Version = "1.25.0";
    private const float Patience = 120_000;

    [Test]
    public async Task ItReadsThreeProfilesWithTheFramesAndTheWeightsOfTheTree()
    {
        if (!File.Exists(Npm))
            Assert.Ignore($"{Npm} is not installed; .ci/run installs it.");
        await using var chromium = await Chromium.StartAsync();
        using var folder = new TemporaryFolder();
        var install = await ToolRun.OfAsync(new ProcessStartInfo(Npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund", $"speedscope@{Version}"]) { WorkingDirectory = folder.Path });
        Assert.That(install.ExitCode, Is.Zero, install.Errors);

        // GIVEN a file, handed over as speedscope's own command does
        var path = Path.Combine(folder.Path, "foo.speedscope.json");
        ReportFile.Save(SampleReport.Where, path);
        var script = folder.File("foo.js", $"speedscope.loadFileFromBase64(\"foo.speedscope.json\", \"{Convert.ToBase64String(await File.ReadAllBytesAsync(path))}\")");

        // WHEN speedscope has opened it, and writes again what it has read
        var page = await chromium.Browser.NewPageAsync();
        var said = new List<string>();
        page.PageError += (_, error) => said.Add(error);
        page.Dialog += (_, dialog) =>
        {
            said.Add(dialog.Message);
            _ = dialog.DismissAsync();
        };
        var app = new Uri(Path.Combine(folder.Path, "node_modules", "speedscope", "dist", "release", "index.html"));
        await page.GotoAsync($"{app.AbsoluteUri}#localProfilePath={Uri.EscapeDataString(script)}");
        await page.GetByText("bytes allocated", new PageGetByTextOptions { Exact = false }).First.WaitForAsync(new LocatorWaitForOptions { Timeout = Patience });
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByText("Export", new PageGetByTextOptions { Exact = false }).ClickAsync(), new PageRunAndWaitForDownloadOptions { Timeout = Patience });
        var read = JsonNode.Parse(await File.ReadAllTextAsync(await download.PathAsync()))!;

        // THEN (it writes the frames again for each profile)
        Assert.That(said, Is.Empty);
        var where = SampleReport.Where.Where!;
        var profiles = read["profiles"]!.AsArray();
        Assert.That(profiles.Select(profile => (string)profile!["name"]!), Is.EqualTo(new[] { "bytes allocated", "objects allocated", "bytes still alive" }));
        Assert.That(profiles.Select(profile => (string)profile!["unit"]!), Is.EqualTo(new[] { "bytes", "none", "bytes" }));
        Assert.That(profiles.Select(profile => (long)profile!["endValue"]!), Is.EqualTo(new[] { where.Bytes, where.Objects, where.Alive }));

        var frames = read["shared"]!["frames"]!.AsArray().Select(frame => ((string)frame!["name"]!, (string?)frame["file"], (int?)frame["line"])).ToArray();
        var functions = SampleReport.All(where.Tree).ToArray();
        Assert.That(frames.Distinct(), Is.EquivalentTo(functions.Select(frame => (frame.Frame, frame.Source, frame.Line)).Concat(where.Types.Select(type => (type.Type, (string?)null, (int?)null)))));
        foreach (var (profile, figure) in profiles.Zip(new Func<OriginType, long>[] { type => type.Bytes, type => type.Objects, type => type.Alive }))
            Assert.That(SelfWeights(profile!, frames.Select(frame => frame.Item1).ToArray()), Is.EquivalentTo(where.Types.Where(type => figure(type) > 0).Select(type => (type.Type, figure(type)))));
    }

    /// <summary>What each frame weighs without those that it called.</summary>
    private static IEnumerable<(string Name, long Weight)> SelfWeights(JsonNode profile, string[] names)
    {
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

        return weights.Select(weight => (weight.Key, weight.Value));
    }
}
