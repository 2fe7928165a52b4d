using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Tests.Libraries;

namespace MemMagics.Tests.Origins;

/// <summary>What <c>--where</c> names in real runs.</summary>
public sealed class OriginsOfRealCodeTests
{
    [Test]
    public async Task AnAsyncMethodKeepsItsNameAndLinesAcrossThreads()
    {
        var origins = await Origins(
            "await Outer(10)",
            """
            async Task<int> Outer(int n)
            {
                var sum = 0;
                for (var i = 0; i < n; i++)
                    sum += await Inner(new string('x', 100));
                return sum;
            }
            async Task<int> Inner(string text)
            {
                await Task.Yield();
                return (kept = new int[text.Length]).Length;
            }
            static int[] kept;
            """);

        // Not how many: a thread's first object of a type may be missing (docs/where.md).
        var lines = origins.Lines.Select(line => $"{line.Function} {line.Source}:{line.Line} {line.Types[0].Type}").ToList();
        Assert.That(lines, Is.SupersetOf(new[] { "Inner cell 1:11 int[]", "Inner cell 1:10 (Inner in progress)", "Outer cell 1:5 string" }));
        Assert.That(Paths(origins.Tree), Has.Some.EndsWith("Inner:11").And.None.Contains("MoveNext").And.None.Contains("MethodBuilder").And.None.Contains("ThreadPool").And.None.Contains("Awaiter"));
    }

    [Test]
    public async Task IteratorsLambdasAndRecursionReadAsTheyWereWritten()
    {
        var origins = await Origins(
            "Visit(6) + Rows(5).Select(row => row + row).Sum(row => row.Length)",
            """
            static object last;
            int Visit(int depth)
            {
                last = new byte[depth];
                return depth == 0 ? 1 : Visit(depth - 1) + Visit(depth - 1);
            }
            IEnumerable<string> Rows(int n)
            {
                for (var i = 0; i < n; i++)
                    yield return new string('r', i + 1);
            }
            """);

        Assert.That(Lines(origins), Has.Some.EqualTo("cell 1:4 Visit | last = new byte[depth]; | 127 × byte[]"));
        Assert.That(Lines(origins), Has.Some.EqualTo("cell 1:10 Rows | yield return new string('r', i + 1); | 5 × string"));
        Assert.That(Paths(origins.Tree), Has.One.EndsWith("Visit:4").And.None.Contains("Visit:5 › Visit"));
        Assert.That(Paths(origins.Tree), Has.Some.Contains("Enumerable.Sum").And.Some.Contains("Rows:10").And.Some.Contains("lambda, line 1:1 › string.Concat"));
    }

    [Test]
    public async Task ALibraryOfTheUsersHasItsOwnLines()
    {
        using var folder = new TemporaryFolder();
        var library = SampleLibrary.Compile(
            folder, "shop",
            """
            using System.Collections.Generic;
            namespace Shop;
            public class Basket<T>
            {
                private readonly List<T> _items = new();
                public void Add(T item)
                {
                    _items.Add(item);
                }
            }
            """,
            SampleSymbols.Beside);

        var origins = await Origins("Fill(100)", $"#r \"{library}\"\nobject Fill(int n)\n{{\n    var basket = new Shop.Basket<int>();\n    for (var i = 0; i < n; i++)\n        basket.Add(i);\n    return basket;\n}}");

        Assert.That(
            Lines(origins),
            Is.EqualTo(new[] { "shop.cs:8 Basket.Add | _items.Add(item); | 6 × int[]", "shop.cs:5 Basket.Basket | private readonly List<T> _items = new(); | 1 × List<int>", "cell 1:4 Fill | var basket = new Shop.Basket<int>(); | 1 × Basket<int>" }));
        Assert.That(origins.Lines[0].Kind, Is.EqualTo(CodeKind.Library));
        Assert.That(Paths(origins.Tree), Has.Some.StartsWith("cell 2:1 › Fill:6 › Basket.Add:8 › List<int>."));
    }

    private static async Task<AllocationOrigins> Origins(string code, string cell)
    {
        await using var session = await ScriptSession.Start(cell);
        var report = await session.Memit(code, static request => request with { Where = WhereChoice.Exact, Repeat = 1 });
        Assert.That(report.Where, Is.Not.Null, string.Join('\n', report.Notes));
        return report.Where!;
    }

    private static IReadOnlyList<string> Lines(AllocationOrigins origins) =>
        [.. origins.Lines.Select(line => $"{line.Source}:{line.Line} {line.Function} | {line.Content} | {string.Join(", ", line.Types.Select(type => $"{type.Objects} × {type.Type}"))}")];

    private static IReadOnlyList<string> Paths(OriginFrame frame, string before = "")
    {
        var name = before + frame.Frame + (frame.Line is { } line ? $":{line}" : "");
        return [.. frame.Children.SelectMany(child => Paths(child, name + " › ")), .. frame.Types.Count > 0 ? [name] : Array.Empty<string>()];
    }
}
