using System.Globalization;
using Microsoft.Playwright;

namespace MemMagics.Tests.Browser;

/// <summary>Pictures of a page as people see it, kept in the folder <c>pictures</c> beside the tests' results and attached to them.</summary>
internal static class Pictures
{
    // A sheet of A4 between its margins, in the browser's pixels.
    private const int Paper = 718;

    /// <summary>On a screen and on a phone, light and dark.</summary>
    public static IReadOnlyList<Look> OnScreens { get; } =
    [
        new("1280-light", 1280, ColorScheme.Light, Media.Screen), new("1280-dark", 1280, ColorScheme.Dark, Media.Screen),
        new("390-light", 390, ColorScheme.Light, Media.Screen), new("390-dark", 390, ColorScheme.Dark, Media.Screen),
    ];

    /// <summary>The same, and on paper.</summary>
    public static IReadOnlyList<Look> OnScreensAndPaper { get; } = [.. OnScreens, new("print", Paper, ColorScheme.Dark, Media.Print)];

    /// <summary>Takes the pictures, and fails for what they would show to be wrong.</summary>
    /// <param name="page">The page.</param>
    /// <param name="name">What the pictures' names begin with.</param>
    /// <param name="what">A selector of what is looked at.</param>
    /// <param name="looks">How.</param>
    /// <param name="height">The height of the screen.</param>
    public static async Task TakeAsync(IPage page, string name, string what, IReadOnlyList<Look> looks, int height = 900)
    {
        var problems = new List<string>();
        foreach (var look in looks)
        {
            await page.SetViewportSizeAsync(look.Width, height);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = look.Media, ColorScheme = look.Colors });
            var found = await page.EvaluateAsync<string[]>(ReadablePage.Script, what);
            Assert.That(int.Parse(found[0], CultureInfo.InvariantCulture), Is.GreaterThanOrEqualTo(5), $"{look.Name} shows text");
            problems.AddRange(found.Skip(1).Select(problem => $"{look.Name}: {problem}"));
            await KeepAsync(page, $"{name}-{look.Name}");
        }

        Assert.That(problems, Is.Empty);
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "pictures")).FullName;
        var path = Path.Combine(folder, $"{name}.png");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = path, FullPage = true });
        TestContext.AddTestAttachment(path);
    }

    /// <param name="Name">Its name in those of pictures.</param>
    /// <param name="Width">The screen's width.</param>
    /// <param name="Colors">What the user prefers.</param>
    /// <param name="Media">Screen or paper.</param>
    internal sealed record Look(string Name, int Width, ColorScheme Colors, Media Media);
}
