using System.Text.Json;

namespace MemMagics.Tests.Origins;

/// <summary>The notebook's process takes what is recorded in as it comes: it needs no memory for objects that are gone, and 16 bytes for one that is alive.</summary>
internal sealed class RecordedMemoryTests
{
    [Test]
    public async Task FourMillionObjectsNeedLittleMemoryInTheNotebooksProcess()
    {
        // GIVEN a notebook's process that may have 192 MiB of objects in all, the compiler's included; its workers do not inherit that
        using var folder = new TemporaryFolder();
        var notebook = folder.File(
            "many.dib",
            """
            #!csharp
            object[] Keep(int n)
            {
                var all = new object[n / 4];
                for (var i = 0; i < n; i++)
                    all[i / 4] = i;
                return all;
            }
            #!csharp
            #!memit -r 1 -t 10m --cold --where=exact -T many.json Keep(4_000_000)
            """);
        var command = MemMagicsTool.Command(folder.Path, "run", notebook);
        command.Environment["DOTNET_GCHeapHardLimit"] = "0xC000000";

        // WHEN
        var run = await ToolRun.OfAsync(command);

        // THEN every object is recorded: boxes of 24 B, of which one in four is alive, and the array
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder.Path, "many.json")));
        var where = report.RootElement.GetProperty("where");
        Assert.That(where.GetProperty("mode").GetString(), Is.EqualTo("exact"));
        Assert.That(where.GetProperty("objects").GetInt64(), Is.InRange(3_999_999, 4_000_001), "the first of a type may be missing");
        Assert.That(where.GetProperty("bytes").GetInt64() + where.GetProperty("missing").GetInt64(), Is.EqualTo((4_000_000 * 24) + 8_000_024));
        Assert.That(where.GetProperty("alive").GetInt64(), Is.InRange(1_000_000 * 24, (1_000_000 * 24) + 8_000_024));
    }
}
