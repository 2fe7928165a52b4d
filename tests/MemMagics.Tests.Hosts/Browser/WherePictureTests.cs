using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace MemMagics.Tests.Browser;

/// <summary>The picture in the README: the tour's shop, measured, in a browser. A new one is kept in <c>artifacts/browser</c>, to be copied to <c>docs</c>.</summary>
public sealed class WherePictureTests
{
    private const int Margin = 5;

    [Test]
    public async Task TheToursReportShowsItsLinesAndItsCallTree()
    {
        // GIVEN the cell of the tour that defines the shop, and a measurement that is saved as a page
        await using var chromium = await Chromium.StartAsync();
        using var folder = new TemporaryFolder();
        var tour = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "notebooks", "tour.dib"));
        var shop = tour.Split("#!csharp\n").Single(cell => cell.Contains("class Shop\n", StringComparison.Ordinal)).Split("#!markdown\n")[0];
        folder.File("shop.dib", $"#!csharp\n{shop}\n#!csharp\n\n#!memit -r 1 --where -T where.html shop.Report(sales)\n");
        var run = await MemMagicsTool.RunAsync(folder.Path, "run", "shop.dib");
        Assert.That(run.ExitCode, Is.Zero, run.Errors);

        foreach (var (colors, name) in new[] { (ColorScheme.Light, "where"), (ColorScheme.Dark, "where-dark") })
        {
            // WHEN
            var page = await chromium.Browser.NewPageAsync(new BrowserNewPageOptions { ColorScheme = colors, DeviceScaleFactor = 1.5f, ViewportSize = new ViewportSize { Width = 1440, Height = 900 } });
            await page.GotoAsync(new Uri(Path.Combine(folder.Path, "where.html")).AbsoluteUri);
            await page.AddStyleTagAsync(new PageAddStyleTagOptions { Content = "body { max-width: none !important }" }); // as wide as the output of a wide notebook

            // THEN all of it can be seen at once: the sum, the lines with their text, the boxes
            var sum = (await page.Locator(".mm-where").BoundingBoxAsync())!;
            var lines = (await page.Locator(".mm-where + .mm-scroll").BoundingBoxAsync())!;
            var tree = (await page.Locator("figure.mm-icicle").BoundingBoxAsync())!;
            Assert.That(sum.Y, Is.LessThan(tree.Y));
            Assert.That(tree.Y + tree.Height, Is.LessThan(900));
            Assert.That(await page.Locator(".mm-where + .mm-scroll").EvaluateAsync<bool>("table => table.scrollWidth <= table.clientWidth"), Is.True);
            Assert.That(await page.Locator(".mm-where + .mm-scroll tbody tr").First.InnerTextAsync(), Does.Contain("Shop.Report").And.Contain("text +="));
            Assert.That(await page.Locator("figure.mm-icicle").InnerTextAsync(), Does.Contain("Shop.Report").And.Contain("string.Concat"));
            await KeepAsync(page, name, new Clip { X = sum.X - Margin, Y = sum.Y - Margin, Width = Math.Max(lines.Width, tree.Width) + (2 * Margin), Height = tree.Y + tree.Height - sum.Y + (2 * Margin) });
            await page.CloseAsync();
        }
    }

    private static async Task KeepAsync(IPage page, string name, Clip clip)
    {
        var path = Path.Combine(Artifacts(), $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, Clip = clip });
        TestContext.AddTestAttachment(path);
    }

    private static string Artifacts([CallerFilePath] string thisFile = "") =>
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "artifacts", "browser")).FullName;
}
