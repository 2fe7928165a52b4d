namespace MemMagics.Tests.Workers;

internal sealed class ConsoleInputTests
{
    [TestCase("Console.ReadLine().Length")]
    [TestCase("Console.Read()")]
    [TestCase("Console.In.ReadToEnd()")]
    [TestCase("await Console.In.ReadLineAsync()")]
    public async Task CodeThatAsksForInputFailsWithASentence(string code)
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(code);

        // assert
        Assert.That(report.Failure, Does.StartWith("System.InvalidOperationException: A cell cannot ask for input: nobody can type into a notebook's console."));
    }
}
