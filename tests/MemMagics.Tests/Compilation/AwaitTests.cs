using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Tests.Instrumentation;

namespace MemMagics.Tests.Compilation;

/// <summary>Awaiting measured code costs what its awaits cost in a method of a program that has begun before: nothing of ours is charged.</summary>
internal sealed class AwaitTests
{
    private const string Session = """
        async Task<int> Five() { await Task.Yield(); return 5; }
        async ValueTask<int> Quick() { await Task.CompletedTask; return 5; }
        async IAsyncEnumerable<int> Numbers() { yield return 1; await Task.CompletedTask; yield return 2; }
        sealed class Closing : IAsyncDisposable { public ValueTask DisposeAsync() => default; }
        """;

    [TestCase("await Task.FromResult(100)", 72)]
    [TestCase("(await Task.FromResult(100))", 72)]
    [TestCase("await (Task.FromResult(100))", 72)]
    [TestCase("await Task.FromResult(100).ConfigureAwait(false)", 72)]
    [TestCase("1 + await Task.FromResult(100)", 72)]
    [TestCase("await Task.FromResult(100) + await (Task.FromResult(200))", 2 * 72)]
    [TestCase("await (await Task.FromResult(Task.FromResult(100)))", 2 * 72)]
    [TestCase("await ((Func<Task<int>>)(() => Task.FromResult(100)))()", 72)]
    [TestCase("await (Task<int>)(object)Task.FromResult(100)", 72)]
    [TestCase("int x = await (Task.FromResult(100)); x", 72)]
    [TestCase("var x = (await (Task.FromResult(new byte[100]))).Length; x", 72 + 128)]
    [TestCase("if (await (Task.FromResult(true))) return new byte[100]; return null;", 128, Description = "a task of true is cached")]
    [TestCase("return await (Task.FromResult(100));", 72)]
    [TestCase("foreach (var x in await (Task.FromResult(new[] { 1, 2 }))) GC.KeepAlive(null);", 72 + 32)]
    [TestCase("$\"{await (Task.FromResult(\"a\"))}b\"", 72 + 32)]
    [TestCase("checked((await (Task.FromResult(100))) + 1)", 72)]
    [TestCase("async Task<int> Of() => await (Task.FromResult(100)); await (Of())", 72 + 72)]
    [TestCase("await Task.CompletedTask; new byte[100]", 128)]
    [TestCase("for (var i = 0; i < 3; i++) await Task.FromResult(100);", 3 * 72)]
    [TestCase("await Quick() + 1", 0, Description = "a value task of a small number needs no task")]
    [TestCase("await new ValueTask<int>(7)", 0)]
    [TestCase("await foreach (var n in Numbers()) { }", 88)]
    [TestCase("await using (new Closing()) { }", 0)]
    [TestCase("await using var c = new Closing(); GC.KeepAlive(c);", 24)]
    [TestCase("try { await Task.FromException(new Exception()); } catch (Exception) { }", 776)]
    public async Task EveryFormIsMeasuredToTheByte(string code, long expected)
    {
        await using var session = await ScriptSession.Start(Session);

        // act
        var report = await session.Memit(code, request => request with { Repeat = 3 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(expected));
    }

    [TestCase("await Task.Yield();", 0)]
    [TestCase("await Task.Yield(); new byte[100]", 128)]
    [TestCase("for (var i = 0; i < 3; i++) await Task.Yield();", 0)]
    [TestCase("1 + await Five()", 96)]
    [TestCase("await (Task.Delay(1))", 168)]
    public async Task WhatSuspendsIsMeasuredToTheByte(string code, long expected)
    {
        await using var session = await ScriptSession.Start(Session);

        // act
        var report = await session.Memit(code, request => request with { Repeat = 10 });

        // assert: on a busy machine the pool may start one more thread in a run, which makes itself a queue
        var allocated = report.Runs.Select(run => run.Allocated).Order().ToList();
        Assert.That((allocated[0], allocated[allocated.Count / 2]), Is.EqualTo((expected, expected)));
    }

    [Test]
    public async Task TheFirstCallPaysForNothingOfOursEither()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("await Task.FromResult(100)", request => request with { Repeat = 5, Call = CallChoice.Cold });

        // assert
        Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(72));
    }

    [TestCase("await Task.FromResult(100); new byte[100]", 128)]
    [TestCase("await Task.CompletedTask;", 0)]
    public async Task NothingOfOursIsRetained(string code, long expected)
    {
        await using var session = await ScriptSession.Start();
        Assert.That((await session.Memit(code, request => request with { Repeat = 3 })).Runs.Select(run => run.Retained), Is.All.EqualTo(expected));
    }

    [Test]
    public async Task NoByteOfOursIsOnALine()
    {
        await using var session = await ScriptSession.Start(Session);

        // act
        var report = await session.Mprun("await Task.CompletedTask;\nvar a = new byte[100];\nawait Task.Yield();\nvar b = await (Task.FromResult(a));\nb");

        // assert
        Assert.That(LineTable.Of(report.Functions[0]), Is.EqualTo(new[]
        {
            "1 #!mprun await Task.CompletedTask; | 1x 0 B",
            "2 var a = new byte[100]; | 1x 128 B",
            "3 await Task.Yield(); | 1x 0 B",
            "4 var b = await (Task.FromResult(a)); | 1x 72 B",
            "5 b | 1x 0 B",
        }));
        Assert.That((report.Functions[0].Total.Allocated, report.Functions[0].Total.Activations), Is.EqualTo((200, 1)));
    }

    [Test]
    public async Task WhatIsThrownAfterAnAwaitIsShownWithItsLineAndTheTableUpToThere()
    {
        await using var session = await ScriptSession.Start(Session);

        // act
        var report = await session.Mprun("var a = new byte[100];\nawait Five();\nthrow new InvalidOperationException(\"late\");");

        // assert
        Assert.That(report.Failure, Is.EqualTo("System.InvalidOperationException: late\n   at the cell's code in cell 2, line 3"));
        Assert.That(report.Functions[0].Lines.Select(line => line.Occurrences), Is.EqualTo(new[] { 1, 1, 1 }));
    }
}
