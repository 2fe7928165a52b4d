using System.Runtime.CompilerServices;
using MemMagics.Tests.Browser;
using Microsoft.Playwright;

namespace MemMagics.Tests.Jupyter;

/// <summary>A user at a browser: headless Chromium at Debian's notebook server.</summary>
[NonParallelizable]
public class BrowserTests
{
    private const float Patience = 120_000;

    private InstalledKernel _kernel = null!;
    private NotebookServer _server = null!;
    private Chromium _chromium = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _chromium = await Chromium.StartAsync();
        _kernel = await InstalledKernel.CreateAsync("notebook");

        // The classic notebook's themes are a style sheet of the user's; this one is dark for who wants it dark.
        Directory.CreateDirectory(Path.Combine(_kernel.Folder, "config", "custom"));
        await File.WriteAllTextAsync(Path.Combine(_kernel.Folder, "config", "custom", "custom.css"), """
            @media (prefers-color-scheme: dark) {
              :root { color-scheme: dark; }
              body, #header, #site, #notebook, #notebook-container, div.cell, div.input_area, .CodeMirror, .rendered_html { background: #111 !important; color: #ddd !important; }
            }
            """);
        _server = await NotebookServer.StartAsync(_kernel);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        if (_chromium is not null)
            await _chromium.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        _kernel?.Dispose();
    }

    [Test]
    public async Task ANewNotebookShowsTheLineTableCompletesAndStops()
    {
        // GIVEN a new notebook, made as people make it
        var page = await NewNotebookAsync(ColorScheme.Light);

        // WHEN cells are typed and run
        await RunAsync(page, "double[] Squares(int n)\n{\n    var squares = new double[n];\n    for (var i = 0; i < n; i++)\n        squares[i] = i * i;\n    return squares;\n}");
        await RunAsync(page, "#!mprun -f Squares Squares(1_000_000)");
        await RunAsync(page, "#!memit Squares(1_000_000)");

        // THEN the line table is there, its figures in the row of the line that they belong to
        var row = page.Locator(".output_html tr", new PageLocatorOptions { HasText = "var squares = new double[n];" });
        await Assertions.Expect(row).ToHaveCountAsync(1, new LocatorAssertionsToHaveCountOptions { Timeout = Patience });
        await Assertions.Expect(row).ToContainTextAsync("8,000,024");
        await Assertions.Expect(page.Locator(".output_html", new PageLocatorOptions { HasText = "worst of 3" })).ToContainTextAsync("8,000,024 B", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await KeepAsync(page, "line-table");

        // WHEN a name is completed with the Tab key
        await page.Keyboard.InsertTextAsync("Squa");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".CodeMirror-focused")).ToContainTextAsync("Squares", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await page.Keyboard.InsertTextAsync("(3)");
        await page.Keyboard.PressAsync("Shift+Enter");
        await Assertions.Expect(page.Locator(".output_result").Last).ToContainTextAsync("double[3] { 0, 1, 4 }", new LocatorAssertionsToContainTextOptions { Timeout = Patience });

        // WHEN a cell that never ends is stopped with the stop button
        await RunAsync(page, "Console.WriteLine(\"on and on\");\nwhile (true) { }");
        await Assertions.Expect(page.Locator(".output_stdout").Last).ToContainTextAsync("on and on", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await KeepAsync(page, "running");
        await page.ClickAsync("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
        await Assertions.Expect(page.Locator(".output_error").Last).ToContainTextAsync("Interrupted.", new LocatorAssertionsToContainTextOptions { Timeout = Patience });

        // THEN the session is still there
        await RunAsync(page, "Squares(4)[3]");
        await Assertions.Expect(page.Locator(".output_result").Last).ToContainTextAsync("9", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await KeepAsync(page, "stopped");
        await page.CloseAsync();
    }

    [Test]
    public async Task ReportsAreReadableInADarkTheme()
    {
        // GIVEN a notebook whose user has made it dark
        var page = await NewNotebookAsync(ColorScheme.Dark);

        // WHEN
        await RunAsync(page, "byte[] Make(int n)\n{\n    var made = new byte[n];\n    return made;\n}\n#!mprun -f Make Make(5_000_000)");
        var cells = page.Locator(".output_html table td, .output_html table th");
        await Assertions.Expect(cells.Filter(new LocatorFilterOptions { HasText = "5,000,024" }).First).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = Patience });
        await KeepAsync(page, "dark");

        // THEN every figure and every line stands out from what is behind it (WCAG 2: 4.5 to 1), which is dark
        var contrasts = await cells.EvaluateAllAsync<double[][]>($"elements => elements.filter(element => element.innerText.trim()).map({TextContrast.Script})");
        Assert.That(contrasts, Has.Length.GreaterThan(20));
        Assert.That(contrasts.Select(contrast => contrast[0]), Has.All.GreaterThanOrEqualTo(4.5));
        Assert.That(contrasts.Count(contrast => contrast[1] < 0.1), Is.GreaterThan(contrasts.Length / 2));
        await page.CloseAsync();
    }

    [Test]
    public async Task ReportsOfALiveNotebookAreReadableOnScreensAndPhonesInBothThemes()
    {
        // GIVEN a notebook with both reports, and a measurement that failed
        var page = await NewNotebookAsync(ColorScheme.Light);
        await RunAsync(page, "byte[] Make(int n)\n{\n    var made = new byte[n];\n    return made;\n}\n#!mprun -f Make Make(5_000_000)\n#!memit -r 1 Make(1_000)");
        await RunAsync(page, "#!memit -r 1 throw new InvalidOperationException(\"a reason that is told in a long sentence\")");
        await Assertions.Expect(page.Locator(".output_error").Last).ToContainTextAsync("a reason", new LocatorAssertionsToContainTextOptions { Timeout = Patience });
        await Assertions.Expect(page.Locator(".memmagics")).ToHaveCountAsync(3);

        // WHEN, THEN
        await Pictures.TakeAsync(page, "live-notebook", ".memmagics", Pictures.OnScreens, height: 1400);
        await page.CloseAsync();
    }

    private async Task<IPage> NewNotebookAsync(ColorScheme colors)
    {
        var context = await _chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = colors, ViewportSize = new ViewportSize { Width = 1200, Height = 1100 } });
        context.SetDefaultTimeout(Patience);
        var files = await context.NewPageAsync();
        await files.GotoAsync(_server.Address.ToString());
        await files.ClickAsync("#new-dropdown-button");
        var page = await context.RunAndWaitForPageAsync(() => files.ClickAsync("#new-menu >> text=C# (MemMagics)"));
        await page.Locator(".kernel_idle_icon").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached, Timeout = Patience });
        await Assertions.Expect(page.Locator("#kernel_indicator .kernel_indicator_name")).ToHaveTextAsync("C# (MemMagics)");
        return page;
    }

    /// <summary>Writes into the selected cell and runs it; the next cell is selected then.</summary>
    private static async Task RunAsync(IPage page, string code)
    {
        await page.Locator(".cell.selected .CodeMirror").ClickAsync();
        await page.Keyboard.InsertTextAsync(code);
        await page.Keyboard.PressAsync("Shift+Enter");
        await page.Locator(".cell.selected .CodeMirror-focused").WaitForAsync();
    }

    /// <summary>Screenshots are kept, to be looked at.</summary>
    private static async Task KeepAsync(IPage page, string name)
    {
        var path = Path.Combine(Artifacts(), $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path });
        TestContext.AddTestAttachment(path);
    }

    private static string Artifacts([CallerFilePath] string thisFile = "") =>
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "artifacts", "jupyter")).FullName;
}
