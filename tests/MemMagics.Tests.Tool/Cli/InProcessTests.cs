using System.Text.Json.Nodes;

namespace MemMagics.Tests.Cli;

/// <summary><c>--in-process</c> in the tool's own process, in which nothing else allocates: the test host's does (<c>LeastInProcess</c>).</summary>
public sealed class InProcessTests
{
    // On a busy machine whoever waits for the code gets the processor back only while the code runs: what it allocated then was counted in one call of ten.
    [Test]
    public async Task WaitingForTheCodeCostsNothing()
    {
        // GIVEN more busy threads than processors, in a process without tiered compilation, which allocates when it gets round to it
        using var folder = new TemporaryFolder();
        folder.File("busy.dib", """
            #!csharp
            for (var i = 0; i < 8 * Environment.ProcessorCount; i++)
                new Thread(() => { while (true) { } }) { IsBackground = true }.Start();
            #!csharp
            #!memit --in-process -r 40 Thread.Sleep(20)
            """);
        var command = MemMagicsTool.Command(folder.Path, "run", "busy.dib", "--format", "json");
        command.Environment["DOTNET_TieredCompilation"] = "0";

        // WHEN
        var run = await ToolRun.OfAsync(command);

        // THEN
        var runs = JsonNode.Parse(run.Output)!["cells"]![1]!["reports"]![0]!["runs"]!.AsArray();
        Assert.That(runs.Select(call => (long)call!["allocated"]!), Is.All.Zero.And.Exactly(40).Items);
    }
}
