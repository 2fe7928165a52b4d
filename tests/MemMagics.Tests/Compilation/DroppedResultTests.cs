namespace MemMagics.Tests.Compilation;

/// <summary>A report whose Retained leaves out what the code made says why.</summary>
internal sealed class DroppedResultTests
{
    private const string Library = "List<int> Numbers(int n) => [.. Enumerable.Range(0, n)];\nasync Task<int[]> Load(int n) { await Task.Yield(); return new int[n]; }\nvar kept = new List<object>();";

    [TestCase("Numbers(1000);", "Numbers(1000); drops its result, so Retained does not count it. Without the semicolon it is kept, and counts.")]
    [TestCase("_ = Numbers(1000);", "_ = Numbers(1000); drops its result, so Retained does not count it. Without the semicolon it is kept, and counts.")]
    [TestCase("await Load(1000);", "await Load(1000); drops its result, so Retained does not count it. Without the semicolon it is kept, and counts.")]
    [TestCase("var numbers = Numbers(1000);", "numbers is gone when the code ends, so Retained does not count it. End the code with numbers to keep it.")]
    public async Task WhatTheCodeMakesLastAndLetsGoIsNamed(string code, string note)
    {
        await using var session = await ScriptSession.Start(Library);

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Runs[0].Retained, Is.LessThan(2000));
        Assert.That(report.Notes, Has.Member(note));
    }

    [TestCase("Numbers(1000)", Description = "kept")]
    [TestCase("kept.Add(Numbers(1000));", Description = "nothing is returned")]
    [TestCase("new System.Text.StringBuilder().Append('a', 1000);", Description = "it returns what it was called on")]
    [TestCase("Numbers(1000).Sum();", Description = "a number takes no room")]
    [TestCase("var numbers = Numbers(1000); kept.Add(numbers);", Description = "kept elsewhere")]
    public async Task OfWhatIsKeptOrIsNoObjectOfItsOwnNothingIsSaid(string code)
    {
        await using var session = await ScriptSession.Start(Library);

        // act
        var report = await session.Memit(code, request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Notes, Has.None.Contains("does not count it"));
    }
}
