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
        Assert.That(report.Failure, Does.StartWith("System.InvalidOperationException: Measured code cannot ask for input: it runs several times, in processes of its own."));
    }
}
