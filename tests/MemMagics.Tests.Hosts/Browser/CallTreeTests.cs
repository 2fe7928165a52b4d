using System.Runtime.CompilerServices;
using MemMagics.Reports;
using Microsoft.Playwright;

namespace MemMagics.Tests.Browser;

/// <summary>The call tree of a report as people see it.</summary>
public sealed class CallTreeTests
{
    private Chromium _chromium = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _chromium = await Chromium.StartAsync();
        _folder = new TemporaryFolder();
        ReportFile.Save(SampleReport.Where, Path.Combine(_folder.Path, "report.html"));
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _folder?.Dispose();
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }

    [Test]
    public async Task BoxesAreAsWideAsTheirShareOfTheBytes()
    {
        var page = await OpenAsync(ColorScheme.Light, 1200);

        var boxes = await page.Locator(".mm-icicle li").EvaluateAllAsync<double[][]>("boxes => boxes.map(box => [box.getBoundingClientRect().width, parseFloat(box.style.getPropertyValue('--s'))])");

        Assert.That(boxes, Has.Length.GreaterThan(8));
        foreach (var box in boxes)
            Assert.That(box[0], Is.EqualTo(boxes[0][0] * box[1] / 1000).Within(1.5));
        await KeepAsync(page, "call-tree-light");
    }

    [TestCase(ColorScheme.Light, 1200)]
    [TestCase(ColorScheme.Dark, 1200)]
    [TestCase(ColorScheme.Light, 380)]
    [TestCase(ColorScheme.Dark, 380)]
    public async Task EveryTextStandsOutFromWhatIsBehindIt(ColorScheme colors, int width)
    {
        var page = await OpenAsync(colors, width);

        var contrasts = await page.Locator(".mm-icicle summary, .mm-icicle li > div, .mm-icicle i, .mm-box, .memmagics td, .memmagics th")
            .EvaluateAllAsync<double[][]>($"elements => elements.filter(element => element.innerText.trim()).map({TextContrast.Script})");

        Assert.That(contrasts, Has.Length.GreaterThan(60));
        Assert.That(contrasts.Select(contrast => contrast[0]), Has.All.GreaterThanOrEqualTo(4.5));
        await KeepAsync(page, $"call-tree-{colors}-{width}");
    }

    [Test]
    public async Task OnAPhoneEveryBoxIsALineThatCanBeRead()
    {
        var page = await OpenAsync(ColorScheme.Light, 380);

        var boxes = await page.Locator(".mm-icicle summary, .mm-icicle li > div").EvaluateAllAsync<double[][]>("boxes => boxes.map(box => [box.scrollWidth - box.clientWidth, box.getBoundingClientRect().right, box.clientWidth])");

        Assert.That(boxes.Select(box => box[0]), Has.All.LessThanOrEqualTo(1), "nothing is cut off");
        Assert.That(boxes.Select(box => box[1]), Has.All.LessThanOrEqualTo(380));
        Assert.That(boxes.Select(box => box[2]), Has.All.GreaterThan(250));
        Assert.That(await page.EvaluateAsync<double>("() => document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(380));
    }

    [Test]
    public async Task ABoxThatIsOpenedByKeyboardSaysItsFiguresAndTakesTheRoom()
    {
        var page = await OpenAsync(ColorScheme.Light, 1200);
        var box = page.Locator(".mm-icicle summary", new PageLocatorOptions { HasText = "100,000 × byte[]" });
        var before = (await box.BoundingBoxAsync())!.Width;

        await box.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("100,000 × byte[]: 102,400,000 B (1.1 %) in 100,000 objects, 0 B alive")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 120_000 });
        var whole = (await page.Locator(".mm-icicle").BoundingBoxAsync())!.Width;
        Assert.That(before, Is.LessThan(whole / 50));
        Assert.That((await box.BoundingBoxAsync())!.Width, Is.GreaterThan(whole * 0.95));
        await KeepAsync(page, "call-tree-opened");
    }

    [Test]
    public async Task OnPaperItIsAsOnTheScreenAndNothingIsOpen()
    {
        var page = await OpenAsync(ColorScheme.Dark, 1200);
        await page.Locator(".mm-icicle summary").First.ClickAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.That(await page.Locator(".mm-icicle p").EvaluateAllAsync<bool>("all => all.some(one => one.offsetHeight > 0)"), Is.False);
        var contrasts = await page.Locator(".mm-icicle summary").EvaluateAllAsync<double[][]>($"elements => elements.map({TextContrast.Script})");
        Assert.That(contrasts.Select(contrast => contrast[0]), Has.All.GreaterThanOrEqualTo(4.5));
        Assert.That(contrasts.Select(contrast => contrast[1]), Has.All.GreaterThan(0.3), "paper is white");
        await KeepAsync(page, "call-tree-print");
    }

    private async Task<IPage> OpenAsync(ColorScheme colors, int width)
    {
        var page = await _chromium.Browser.NewPageAsync(new BrowserNewPageOptions { ColorScheme = colors, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        await page.GotoAsync(new Uri(Path.Combine(_folder.Path, "report.html")).AbsoluteUri);
        return page;
    }

    /// <summary>Screenshots are kept, to be looked at.</summary>
    private static async Task KeepAsync(IPage page, string name)
    {
        var path = Path.Combine(Artifacts(), $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        TestContext.AddTestAttachment(path);
    }

    private static string Artifacts([CallerFilePath] string thisFile = "") =>
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "artifacts", "browser")).FullName;
}
