using Microsoft.Playwright;

namespace MemMagics.Tests.Browser;

/// <summary>Headless Chromium.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    private readonly IPlaywright _playwright;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        (_playwright, Browser) = (playwright, browser);
    }

    public IBrowser Browser { get; }

    /// <summary>Starts it, or ignores the test where it is not installed.</summary>
    public static async Task<Chromium> StartAsync()
    {
        if (!File.Exists(Program))
            Assert.Ignore($"{Program} is not installed; .ci/run installs it.");
        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        }));
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
