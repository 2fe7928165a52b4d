using MemMagics.Tests.Jupyter;

namespace MemMagics.Tests.Browser;

/// <summary>
/// Every kind of report as people see it: on a screen and on a phone, light and dark, and on paper. The pictures are kept in the folder <c>pictures</c> beside the tests' results, to be
/// looked at; what they would show to be wrong fails.
/// </summary>
public sealed class ReportPicturesTests
{
    private const string Notebook = """"
        #!markdown

        # What a day costs

        Prose, a [link](https://example.org/), `code` and a list:

        - one
        - two

        #!csharp

        double[] Squares(int n)
        {
            var squares = new double[n];
            for (var i = 0; i < n; i++)
                squares[i] = i * i;
            return squares;
        }

        Dictionary<string, List<double[]>> Build(int days)
        {
            var found = new Dictionary<string, List<double[]>>();
            for (var day = 0; day < days; day++)
            {
                var name = $"day number {day} of a year that has {days} days and a long name, so that lines of code are wide";
                found[name] = [Squares(1_000), Squares(10 * day)];
            }

            return found;
        }

        display(new[] { new { Name = "one", Size = 1.5 }, new { Name = "two", Size = 2.5 } });
        Console.WriteLine("printed");

        #!csharp

        #!memit -r 2 -T memit.html Build(100)

        #!csharp

        #!memit -r 1 --where -T where.html Build(200)

        #!csharp

        #!memit -r 1 --types -T types.html Build(200)

        #!csharp

        #!memit -r 1 --plot -T timeline.html Build(2_000)

        #!csharp

        #!mprun -f Build -T mprun.html Build(50)

        #!csharp

        #!mprun -f Build -f Squares -T mprun-two.html Build(50)

        #!csharp

        #!memit -r 1 -T failed.html throw new InvalidOperationException("a reason that is told in a long sentence, so that it takes more than one line on a phone")

        #!csharp

        #!memit --in-process -r 1 -T in-process.html Build(20)

        #!csharp

        nope

        """";

    private static readonly string[] s_pages = ["memit", "where", "types", "timeline", "mprun", "mprun-two", "failed", "in-process", "program", "notebook"];

    private Chromium _chromium = null!;
    private TemporaryFolder _folder = null!;

    [OneTimeSetUp]
    public async Task MakePages()
    {
        _chromium = await Chromium.StartAsync();
        _folder = new TemporaryFolder();
        _folder.File("pictures.dib", Notebook);
        var run = await MemMagicsTool.RunAsync(_folder.Path, "run", "pictures.dib", "--keep-going", "--html", "notebook.html", "--save", "saved.ipynb");
        Assert.That(run.Output, Does.EndWith("pictures.dib: 8 ok, 2 failed (cells 9, 11)\n"), run.Errors);
        var plot = await MemMagicsTool.RunAsync(_folder.Path, "plot", "-T", "program.html", "--", "sleep", "0.2");
        Assert.That(plot.ExitCode, Is.Zero, plot.Errors);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        _folder?.Dispose();
        if (_chromium is not null)
            await _chromium.DisposeAsync();
    }

    [TestCaseSource(nameof(s_pages))]
    public Task EveryKindOfReportCanBeReadOnScreenPhoneAndPaper(string name) => LookAsync(_folder.Path, name, "body");

    [Test]
    public async Task SoItCanInAPageOfNbconvert()
    {
        using var kernel = await InstalledKernel.CreateAsync("nbconvert");
        var converted = await kernel.RunPythonAsync("-m", "nbconvert", "--to", "html", "--output-dir", _folder.Path, "--output", "nbconvert", Path.Combine(_folder.Path, "saved.ipynb"));
        Assert.That(converted.ExitCode, Is.Zero, converted.Errors);

        await LookAsync(_folder.Path, "nbconvert", ".memmagics");
    }

    private async Task LookAsync(string folder, string name, string what)
    {
        var page = await _chromium.Browser.NewPageAsync();
        await page.GotoAsync(new Uri(Path.Combine(folder, $"{name}.html")).AbsoluteUri);
        await Pictures.TakeAsync(page, name, what, Pictures.OnScreensAndPaper);
        await page.CloseAsync();
    }
}
