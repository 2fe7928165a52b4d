namespace MemMagics.Tests.Hosts.Interactive;

[NonParallelizable]
public class StandardStreamsTests
{
    [Test]
    public async Task NothingIsWrittenToTheHostsStandardStreams()
    {
        // GIVEN streams that are the host's protocol
        var (output, error) = (Console.Out, Console.Error);
        using var written = new StringWriter();
        Console.SetOut(written);
        Console.SetError(written);
        try
        {
            // WHEN code prints, dies, and does not compile
            using var notebook = await InteractiveNotebook.StartAsync();
            foreach (var code in (string[])["Console.WriteLine(\"printed\")", "Console.Error.WriteLine(\"printed\")", "Environment.FailFast(\"dead\")", "nope", "display(1)"])
                await notebook.RunAsync($"#!memit -r 1 {code}");
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }

        // THEN
        Assert.That(written.ToString(), Is.Empty);
    }
}
