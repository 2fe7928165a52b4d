using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>A report that a notebook keeps is a value like any other: code that is measured may ask it questions.</summary>
public sealed class KeptOriginsTests
{
    [Test]
    public async Task AReportWithOriginsTravelsToAWorkerAndAnswersThere()
    {
        // GIVEN a notebook that keeps a report
        await using var session = await ScriptSession.Start(
            $"#r \"{typeof(Report).Assembly.Location}\"",
            """
            using MemMagics.Reports;
            var leaf = new OriginFrame { Frame = "Small", Kind = CodeKind.Notebook, Source = "cell 1", Line = 2, Types = [new("byte[]", 3, 3_000, 1_000), new("object", 1, 24, 0)] };
            var root = new OriginFrame { Frame = "cell 2", Kind = CodeKind.Notebook, Source = "cell 2", Line = 1, Types = new List<OriginType> { new("string", 1, 32, 0) }, Children = [leaf] };
            var where = new AllocationOrigins
            {
                Mode = OriginMode.Exact,
                Missing = 8,
                Types = [new("byte[]", 3, 3_000, 1_000), new("string", 1, 32, 0), new("object", 1, 24, 0)],
                Lines = [new OriginLine { Source = "cell 1", Line = 2, Function = "Small", Kind = CodeKind.Notebook, Types = leaf.Types, Error = 0 }],
                Tree = root,
            };
            """);

        // WHEN measured code asks it in its worker
        var report = await session.Memit("""
            Console.WriteLine($"{where.Objects} {where.Bytes} {where.Alive}");
            Console.WriteLine($"{where.Tree.TotalObjects} {where.Tree.TotalBytes} {where.Tree.TotalAlive}, of its own {where.Tree.Bytes}");
            Console.WriteLine(string.Join(", ", where.Lines.Where(line => line.Alive > 0).Select(line => $"{line.Function}:{line.Line} {line.Alive}")));
            """, request => request with { Repeat = 1 });

        // THEN
        Assert.That(report.Printed.ReplaceLineEndings("\n"), Does.Contain("5 3056 1000\n5 3056 1000, of its own 32\nSmall:2 1000\n"));
    }
}
