using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace MemMagics.Tests.Jupyter;

/// <summary>Pages of notebooks whose every string tries to run something, opened in headless Chromium.</summary>
public sealed class PageInBrowserTests
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Script = "window.ran=1";

    private static readonly string[] s_tags =
    [
        $"<script>{Script}</script>", $"<script src=\"data:text/javascript,{Script}\"></script>", $"<ScRiPt>{Script}</sCrIpT>", $"<script\n>{Script}</script\n>", $"<<script>{Script}//<</script>",
        $"<img src=x onerror={Script}>", $"<img src=x onerror=\"{Script}\">", $"<img/src=x/onerror={Script}>", $"<image href=x onerror={Script}>", $"<img src=`x` onerror={Script}>",
        $"<svg onload={Script}>", $"<svg><script>{Script}</script></svg>", $"<svg><animate onbegin={Script} attributeName=x dur=1s>", $"<svg><set onbegin={Script} attributeName=x>", $"<svg><foreignObject><img src=x onerror={Script}></foreignObject></svg>",
        $"<body onload={Script}>", $"<input autofocus onfocus={Script}>", $"<details open ontoggle={Script}>", $"<video src=x onerror={Script}></video>", $"<audio src=x onerror={Script}></audio>",
        $"<iframe src=\"javascript:parent.{Script}\"></iframe>", $"<iframe srcdoc=\"<script>parent.{Script}</script>\"></iframe>", $"<object data=\"javascript:{Script}\"></object>", $"<embed src=\"javascript:{Script}\">", $"<frameset onload={Script}>",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Script}\">", "<base href=\"https://attacker.invalid/\">", "<link rel=stylesheet href=\"https://attacker.invalid/x.css\">", $"<style>@import 'https://attacker.invalid/x.css';</style>", $"<math><mtext><script>{Script}</script></mtext></math>",
        $"<a href=\"javascript:{Script}\">x</a>", $"<a href=\" &#106;avascript:{Script}\">x</a>", $"<form action=\"javascript:{Script}\"><button>x</button></form>", $"<button onclick={Script}>x</button>", $"<select autofocus onfocus={Script}>",
        $"<style onload={Script}></style>", $"<template><script>{Script}</script></template>", $"<marquee onstart={Script}>", $"<x contenteditable onfocus={Script} tabindex=1 autofocus>", $"[x](javascript:{Script}) ![x](javascript:{Script})",
    ];

    // What has to be left first, wherever the text stands.
    private static readonly string[] s_ways = ["{0}", "\">{0}", "'>{0}", "--></pre></code></span></style></title></textarea>{0}", "]]>*/`{0}"];

    private static readonly string[] s_payloads = [.. s_tags.SelectMany(tag => s_ways.Select(way => way.Replace("{0}", tag, StringComparison.Ordinal)))];

    [Test]
    public async Task NothingThatANotebookSaysRuns()
    {
        if (!File.Exists(Chromium))
            Assert.Ignore($"{Chromium} is not installed; .ci/run installs it.");
        Assert.That(s_payloads, Has.Length.EqualTo(200));

        // GIVEN a notebook with each payload in prose, in source, in what is printed, in a value, in a table, in an error, in a language's name, and some in reports and in names
        using var folder = new TemporaryFolder();
        var name = $"\"><img src=x onerror={Script}>.ipynb";
        folder.File(name, new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 5,
            ["metadata"] = new JsonObject { ["kernelspec"] = new JsonObject { ["language"] = "C#" } },
            ["cells"] = new JsonArray([.. Cells()]),
        }.ToJsonString());

        // WHEN
        var run = await MemMagicsTool.RunAsync(folder.Path, "run", name, "--keep-going", "--html", "page.html", "--format", "json");
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Errors);
        var cells = JsonNode.Parse(run.Output)!["cells"]!.AsArray();
        Assert.That(cells.Count(cell => ((string?)cell!["error"])?.StartsWith("System.Exception: ", StringComparison.Ordinal) == true), Is.EqualTo(200), "every cell has shown all that it has");
        Assert.That(cells.Sum(cell => cell!["reports"]!.AsArray().Count), Is.EqualTo(s_tags.Length + 1));

        // THEN the page runs nothing, asks for nothing, and has no place where something could
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"] });
        var page = await browser.NewPageAsync();
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var address = new Uri(Path.Combine(folder.Path, "page.html")).AbsoluteUri;
        await page.GotoAsync(address, new PageGotoOptions { WaitUntil = WaitUntilState.Load, Timeout = 120_000 });

        Assert.That(await page.EvaluateAsync<bool>("() => window.ran === undefined"), Is.True);
        Assert.That(asked.Where(url => url != address && !url.StartsWith("data:image/", StringComparison.Ordinal)), Is.Empty);
        Assert.That(await page.EvaluateAsync<int>("() => document.querySelectorAll('script, iframe, object, embed, form, base, link, meta[http-equiv], template, input, button, select, video, audio').length"), Is.Zero);
        Assert.That(await page.EvaluateAsync<int>("() => [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value))).length"), Is.Zero);
        Assert.That(await page.EvaluateAsync<int>("() => document.querySelectorAll('section.cell').length"), Is.EqualTo(s_payloads.Length * 2 + s_tags.Length + 1));
    }

    private static IEnumerable<JsonNode> Cells()
    {
        foreach (var payload in s_payloads)
        {
            var text = JsonValue.Create(payload).ToJsonString();
            yield return Markdown($"{payload}\n\n> {payload}\n\n| a |\n|---|\n| {payload.ReplaceLineEndings(" ")} |");
            yield return Code($"// {payload.ReplaceLineEndings(" ")}\nvar s = {text};\nConsole.WriteLine(s); Console.Error.WriteLine(s);\ndisplay(s); display(new[] {{ new {{ A = s, B = new[] {{ s }} }} }}); display(new Dictionary<string, string> {{ [s] = s }});\nthrow new Exception(s);");
            yield return Code("not ours", payload);
        }

        foreach (var tag in s_tags)
            yield return Code($"#!memit --in-process {JsonValue.Create(tag).ToJsonString()}.Length");
        yield return Code($"T Generic<T>(T value)\n{{\n    // {s_tags[0]}\n    Console.Write({JsonValue.Create(s_tags[5]).ToJsonString()});\n    return value;\n}}\n#!mprun -f Generic Generic<List<string>>(null)");
    }

    private static JsonObject Markdown(string text) => new() { ["cell_type"] = "markdown", ["metadata"] = new JsonObject(), ["source"] = text };

    private static JsonObject Code(string text, string language = "csharp") => new()
    {
        ["cell_type"] = "code",
        ["metadata"] = new JsonObject { ["polyglot_notebook"] = new JsonObject { ["kernelName"] = language } },
        ["outputs"] = new JsonArray(),
        ["source"] = text,
    };
}
