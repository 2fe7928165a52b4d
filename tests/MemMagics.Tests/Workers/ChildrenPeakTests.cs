namespace MemMagics.Tests.Workers;

/// <summary>With <c>-c</c>, Peak is the largest sum of the code's process and its children at one moment.</summary>
[Platform("Linux", Reason = "children are found in /proc")]
[NonParallelizable] // its children have a second to touch their memory
internal sealed class ChildrenPeakTests
{
    private const long Mebibyte = 1 << 20;

    // tail holds all 64 MiB until sleep, which reads nothing, has ended.
    private const string Cells = """
        using System.Diagnostics;
        static void Child()
        {
            using var child = Process.Start("sh", ["-c", "head -c 67108864 /dev/zero | tail -c 67108864 | sleep 1"]);
            child.WaitForExit();
        }
        static byte[] Block()
        {
            var block = new byte[64 << 20];
            block.AsSpan().Fill(1);
            return block;
        }
        static void Free() => GC.Collect(2, GCCollectionMode.Aggressive, true, true);
        """;

    [Test]
    public async Task PeaksOneAfterAnotherAreNotAdded()
    {
        await using var session = await ScriptSession.Start(Cells);

        // act
        var report = await session.Memit("Block();\nFree();\nChild();", request => request with { Repeat = 1, IncludeChildren = true });

        // assert: either is some 64 MiB
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs[0].Peak, Is.InRange(64 * Mebibyte, 96 * Mebibyte));
        Assert.That(report.Runs[0].First.Peak, Is.InRange(64 * Mebibyte, 96 * Mebibyte));
    }

    [Test]
    public async Task PeaksAtTheSameTimeAre()
    {
        await using var session = await ScriptSession.Start(Cells);

        // act
        var report = await session.Memit("var block = Block();\nChild();\nGC.KeepAlive(block);", request => request with { Repeat = 1, IncludeChildren = true });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs[0].Peak, Is.InRange(128 * Mebibyte, 160 * Mebibyte));
    }

    [Test]
    public async Task AChildFromBeforeTheCallIsNoPartOfItsPeak()
    {
        // GIVEN a child that the first call starts, and that lives on
        await using var session = await ScriptSession.Start(Cells, "static class Server { public static bool Started => AppContext.GetData(\"STARTED\") is not null; }");

        // WHEN the warm call only touches its own 64 MiB
        var report = await session.Memit(
            """
            if (!Server.Started)
            {
                AppContext.SetData("STARTED", true);
                var child = Process.Start("sh", ["-c", "head -c 67108864 /dev/zero | tail -c 67108864 | sleep 60"]);
                var found = false;
                while (!found)
                {
                    foreach (var folder in Directory.EnumerateDirectories("/proc"))
                    {
                        try { found |= File.ReadAllText(folder + "/comm") == "tail\n" && int.Parse(File.ReadAllText(folder + "/statm").Split(' ')[1]) > 16384; }
                        catch (IOException) { }
                    }
                }
                System.Threading.Thread.Sleep(500);
            }
            else
            {
                Block();
            }
            """, request => request with { Repeat = 1, IncludeChildren = true });

        // THEN
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs[0].Peak, Is.InRange(63 * Mebibyte, 70 * Mebibyte));
        Assert.That(report.Runs[0].First.Peak, Is.GreaterThan(64 * Mebibyte));
    }
}
