using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MemMagics.Tests.Watching;

/// <summary>Garbage collections of .NET programs that are watched. The program is the tool itself, with a notebook.</summary>
[Platform("Linux", Reason = "Reads /proc.")]
public sealed class CollectionMarksTests : TestsInAFolder
{
    // A program of any length would be heard from its start on; a cell that runs at once waits until it is.
    private const string Heard = """
        var runtime = System.Diagnostics.Tracing.EventSource.GetSources().Single(source => source.Name == "Microsoft-Windows-DotNETRuntime");
        System.Threading.SpinWait.SpinUntil(runtime.IsEnabled, 60_000);

        """;

    [Test]
    public async Task EachCollectionIsMarkedWithItsGenerationInItsOrder()
    {
        // GIVEN
        Folder.File("gc.dib", $$"""
            #!csharp
            {{Heard}}
            var kept = new byte[50_000_000];
            foreach (var generation in new[] { 2, 0, 0, 0, 1, 2, 1 })
            {
                // The collector may find it worth while to collect an older one than it is told to.
                var before = new[] { GC.CollectionCount(1), GC.CollectionCount(2) };
                GC.Collect(generation, GCCollectionMode.Forced, blocking: true);
                Console.Write(GC.CollectionCount(2) > before[1] ? 2 : GC.CollectionCount(1) > before[0] ? 1 : 0);
            }

            GC.KeepAlive(kept);
            """);

        // WHEN
        var plot = await PlotAsync([], "sh", "-c", $"exec {MemMagicsTool.InShell} run gc.dib > printed.txt");

        // THEN those are there, whatever the tool's own work has had collected before and after
        var forced = Regex.Match(Folder.Read("printed.txt"), "^[0-2]{7}", RegexOptions.Multiline).Value;
        var marks = plot["collections"]!.AsArray();
        var generations = string.Concat(marks.Select(mark => (int)mark!["generation"]!));
        Assert.That(generations, Does.Contain(forced).And.Length.AtLeast(7));
        var them = marks.Skip(generations.IndexOf(forced, StringComparison.Ordinal)).Take(7).ToList();
        Assert.That(them.Select(mark => (double)mark!["elapsed"]!), Is.Ordered);
        Assert.That(them.Select(mark => (double)mark!["pause"]!), Is.All.GreaterThan(0));
        Assert.That(them.Select(mark => (long)mark!["heapAfter"]!), Is.All.GreaterThan(50_000_000));
        var totals = plot["gcs"]!.AsArray().ToDictionary(total => (int)total!["generation"]!, total => (long)total!["count"]!);
        Assert.That(Enumerable.Range(0, 3).Select(generation => totals.GetValueOrDefault(generation)), Is.EqualTo(Enumerable.Range(0, 3).Select(generation => generations.Count(mark => mark - '0' == generation))));
    }

    [Test]
    public async Task OfAProcessThatTheCommandStartsTheyAreMarkedWhenChildrenAreAskedFor()
    {
        Folder.File("gc.dib", $"#!csharp\n{Heard}GC.Collect();\nConsole.WriteLine(Environment.GetEnvironmentVariable(\"DOTNET_DiagnosticPorts\"));\n");
        Folder.File("fine.dib", "#!csharp\nConsole.WriteLine(\"fine\");\n");

        // The other ports are those of the command's user.
        var with = await PlotAsync(["-c"], "sh", "-c", $"{MemMagicsTool.InShell} run gc.dib > printed.txt && {MemMagicsTool.InShell} run fine.dib");
        var without = await PlotAsync([], "sh", "-c", $"{MemMagicsTool.InShell} run fine.dib; true"); // the shell stays, whichever it is

        Assert.That(with["gcs"]!.AsArray().Select(total => (int)total!["generation"]!), Does.Contain(2));
        Assert.That(without["gcs"]!.AsArray(), Is.Empty);
        Assert.That(Folder.Read("printed.txt"), Does.Contain(",connect,nosuspend"));
    }

    private async Task<JsonNode> PlotAsync(string[] options, params string[] command)
    {
        var run = await MemMagicsTool.RunAsync(Folder.Path, ["plot", "--format", "json", .. options, "--", .. command]);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        return JsonNode.Parse(run.Output)!["reports"]![0]!;
    }
}
