namespace MemMagics.Tests.Compilation;

/// <summary>A report of 0 B for an object that nobody uses says why.</summary>
internal sealed class UnusedObjectTests
{
    private const string Removed = "allocated nothing";

    [TestCase("new List<int>(100);", "new List<int>(100) allocated nothing: its result is not used, so the optimiser removed it. Without the semicolon it is the result of the code, and is measured.")]
    [TestCase("_ = new object();", "_ = new object() allocated nothing: its result is not used, so the optimiser removed it. Without the semicolon it is the result of the code, and is measured.")]
    [TestCase("var n = 1; new object(); n++;", "new object() allocated nothing: its result is not used, so the optimiser removed it. Keep it in a variable that is used later to measure it.")]
    [TestCase("var unused = new byte[100];", "new byte[100] allocated nothing: unused is not used, so the optimiser removed it. End the code with unused to measure it.")]
    public async Task TheOptimiserRemovedIt(string code, string note)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Runs[0].Allocated, Is.Zero);
        Assert.That(report.Notes, Has.Member(note));
    }

    [TestCase("new List<int>(100)", 456, Description = "the result")]
    [TestCase("new FileInfo(\"a\");", -1, Description = "the constructor does more, so the object stays")]
    [TestCase("new int();", 0, Description = "no object")]
    [TestCase("new string('a', 0);", 0, Description = "a string that exists")]
    [TestCase("var unused = new Action(Console.WriteLine);", 0, Description = "a delegate that is kept")]
    [TestCase("if (DateTime.Now.Year < 1) new object();", 0, Description = "not made")]
    [TestCase("if (DateTime.Now.Year > 1) return; new object();", 0, Description = "not reached")]
    [TestCase("int.Parse(\"5\");", 0)]
    [TestCase("var used = new byte[100]; GC.KeepAlive(used);", 128)]
    public async Task WhereItDidNotThereIsNoNote(string code, long expected)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Runs[0].Allocated, expected < 0 ? Is.GreaterThan(24) : Is.EqualTo(expected));
        Assert.That(report.Notes, Has.None.Contains(Removed));
    }
}
