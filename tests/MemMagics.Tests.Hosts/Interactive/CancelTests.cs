using System.Diagnostics;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

[NonParallelizable]
public class CancelTests
{
    [Test]
    public async Task CancelEndsTheWorkerAndTheNextCellWorks()
    {
        // GIVEN a measurement whose code tells its process and never ends
        using var folder = new TemporaryFolder();
        using var notebook = await InteractiveNotebook.StartAsync();
        var file = Path.Combine(folder.Path, "worker");
        using var watcher = new FileSystemWatcher(folder.Path) { EnableRaisingEvents = true };
        watcher.Renamed += (_, _) => notebook.Cancel();
        var code = $"#!memit -r 1 {{ var file = @\"{file}\"; System.IO.File.WriteAllText(file + \".new\", Environment.ProcessId.ToString()); System.IO.File.Move(file + \".new\", file); while (true) {{ }} }}";

        // WHEN it is cancelled as soon as the code runs
        var ran = await notebook.RunAsync(code);

        // THEN the cell has failed, the worker ends, and the next cell is measured
        Assert.That(ran.Failure, Is.EqualTo("Command cancelled."));
        await EndOf(int.Parse(File.ReadAllText(file)));
        var next = await notebook.RunAsync("#!memit -r 1 1 + 1");
        Assert.That(next.Succeeded, Is.True);
        Assert.That(next.Text, Does.Contain(": allocates ").And.Contain("\none run: "));
    }

    [Test]
    public async Task NothingOfACellRunsAfterItWasCancelled()
    {
        using var notebook = await InteractiveNotebook.StartAsync();
        await notebook.RunAsync("var after = false;");

        var ran = await notebook.RunAsync("#!memit -r 3 1 + 1\n#!who\nafter = true;", cancelAt: heard => heard is DisplayedValueProduced);

        Assert.That(ran.Failure, Is.EqualTo("Command cancelled."));
        Assert.That((await notebook.RunAsync("after")).Events.OfType<ReturnValueProduced>().Single().Value, Is.EqualTo(false));
    }

    private static async Task EndOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await process.WaitForExitAsync(patience.Token);
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
