using System.Runtime.CompilerServices;
using MemMagics.Magics;
using MemMagics.Measuring;

namespace MemMagics.Tests.Instrumentation;

/// <summary>
/// For every kind of member and every feature of the language: each line of it shows what it allocated and how often it ran, exactly, in a
/// worker process. <c>MEMMAGICS_APPROVE=1 dotnet test</c> writes into the samples what they show; look at the difference before committing it.
/// </summary>
[Parallelizable(ParallelScope.Children)]
public class SampleTests
{
    private readonly MemoryProfiler _profiler = new();

    [OneTimeTearDown]
    public async Task EndWorkers() => await _profiler.DisposeAsync();

    [TestCaseSource(nameof(Samples))]
    public async Task LinesShowWhatTheyAllocate(string name)
    {
        // GIVEN
        var sample = Sample.Read(Path.Combine(Folder(), name + ".csx"));
        await using var session = await ScriptSession.Start(_profiler, [Shared("Hop"), .. sample.Cell is { } cell ? [cell] : Array.Empty<string>()]);

        // WHEN
        var report = await session.Mprun(sample.Request.Code, _ => sample.Request);
        var unwoven = report.AllocatedWithoutProbes ?? (report.Failure is null ? await Unwoven(session, sample.Request) : null);

        // THEN every line and the totals are as the sample says
        var shown = sample.Showing(report, unwoven);
        if (Environment.GetEnvironmentVariable("MEMMAGICS_APPROVE") == "1")
            shown.Save();
        else
            Assert.That(shown.Text, Is.EqualTo(sample.Text), sample.Claim);

        // and the report says so where it compared the two
        if (report.AllocatedWithoutProbes is { } without)
            Assert.That(report.Notes.Any(note => note.StartsWith("With line probes the code allocates ", StringComparison.Ordinal)), Is.EqualTo(report.AllocatedWithProbes != without));

        // and the lines of a function add up to what it allocated
        foreach (var function in report.Functions)
            Assert.That(function.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(function.Total.Allocated), function.Name);
    }

    /// <summary>The engine leaves this run out when the machine is slow; what the sample says holds all the same.</summary>
    private static async Task<long?> Unwoven(ScriptSession session, MprunRequest mprun) =>
        (await session.Memit(mprun.Code, request => request with { Repeat = 1, Call = mprun.Call })).Worst!.Allocated;

    /// <summary>A cell that comes before that of the sample.</summary>
    private static string Shared(string name) => File.ReadAllText(Path.Combine(Folder(), "Shared", name + ".csx"));

    /// <summary>Those that declare native functions have a folder of their own, as all code that does.</summary>
    private static IEnumerable<string> Samples() =>
        from folder in new[] { "", "Platform/" }
        from file in Directory.EnumerateFiles(Path.Combine(Folder(), folder), "*.csx").Order()
        select folder + Path.GetFileNameWithoutExtension(file);

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Samples");
}
