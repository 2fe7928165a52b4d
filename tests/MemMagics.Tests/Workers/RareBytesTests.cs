namespace MemMagics.Tests.Workers;

/// <summary>Bytes of the runtime's own that appeared in some runs only.</summary>
internal sealed class RareBytesTests
{
    [Test]
    public async Task AnExpressionTreeBesideDynamicCostsTheSameInEveryRun()
    {
        await using var session = await ScriptSession.Start(
            """
            using System.Linq.Expressions;
            static int Expr(int n)
            {
                Expression<Func<int, int>> e = x => x + n;
                GC.KeepAlive(e);
                dynamic d = n;
                int r = d + 1;
                return r;
            }
            """);

        // act
        var report = await session.Memit("Expr(5)", request => request with { Repeat = 30, Timeout = TimeSpan.FromMinutes(5) });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(1144).And.Exactly(30).Items);
    }

    [TestCase("var t = Task.Run(() => 42); while (!t.IsCompleted) System.Threading.Thread.Yield();", 72)]
    [TestCase("await Later()", 96)]
    public async Task ATaskCostsTheSameWhicheverThreadOfThePoolRunsIt(string code, long expected)
    {
        await using var session = await ScriptSession.Start("static async Task Later() { await Task.Yield(); }");

        // act
        var report = await session.Memit(code, request => request with { Repeat = 20, Timeout = TimeSpan.FromMinutes(5) });

        // assert: a machine that is very busy may have the pool start one more thread in a run or two
        var allocated = report.Runs.Select(run => run.Allocated).ToList();
        Assert.That(allocated, Has.Count.EqualTo(20));
        Assert.That(allocated.Count(bytes => bytes == expected), Is.AtLeast(18), string.Join(' ', allocated));
    }
}
