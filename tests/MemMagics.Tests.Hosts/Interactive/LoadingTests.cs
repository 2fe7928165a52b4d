using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

public class LoadingTests
{
    [Test]
    public async Task OneLineSaysThatItIsReadyAndWhatToTry()
    {
        using var notebook = await InteractiveNotebook.StartAsync();

        var line = notebook.Loaded.Outputs.Single();
        Assert.That(InteractiveCell.Form(line, "text/html"), Does.Contain("<strong>MemMagics</strong> is ready").And.Contain("#!memit new int[1000]"));
        Assert.That(InteractiveCell.Form(line, "text/plain"), Does.Not.Contain('\n').And.Contain("In the next cell, try"));
    }

    [Test]
    public async Task ItIsRegisteredOnceHoweverOftenItIsLoaded()
    {
        using var notebook = await InteractiveNotebook.StartAsync();

        // act
        var again = await notebook.LoadAgainAsync();
        await InteractiveNotebook.LoadIntoAsync(notebook.CSharp);
        var measured = await notebook.RunAsync("#!memit -r 1 1 + 1");

        // assert
        Assert.That(again.Outputs, Is.Empty);
        Assert.That(notebook.Root.KernelInfo.SupportedDirectives.Select(directive => directive.Name), Has.One.EqualTo("#!memit").And.One.EqualTo("#!mprun"));
        Assert.That(measured.Outputs, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task CompletionAndHoverHaveADescriptionForEveryOption()
    {
        using var notebook = await InteractiveNotebook.StartAsync();

        var memit = notebook.Root.KernelInfo.SupportedDirectives.Single(directive => directive.Name == "#!memit");
        var mprun = notebook.Root.KernelInfo.SupportedDirectives.Single(directive => directive.Name == "#!mprun");
        Assert.That(memit.Description, Does.Contain("memory").And.Contain("#!memit [options] <code>"));
        Assert.That(mprun.Description, Does.Contain("line"));
        Assert.That(memit.Parameters.Concat(mprun.Parameters).Select(parameter => parameter.Description), Has.All.Not.Empty);
        Assert.That(memit.Parameters.Select(parameter => parameter.Name), Is.SupersetOf(new[] { "--repeat", "-r", "--timeout", "--max-allocated", "--help" }));
        Assert.That(memit.Parameters.Single(parameter => parameter.Name == "--warm").Flag, Is.True);
        Assert.That(mprun.Parameters.Single(parameter => parameter.Name == "-f").MaxOccurrences, Is.GreaterThan(1));
    }

    [Test]
    public async Task CellsWithoutMagicsAreLeftToTheHost()
    {
        using var notebook = await InteractiveNotebook.StartAsync();

        var ran = await notebook.RunAsync("1 + 1");

        Assert.That(ran.Succeeded, Is.True);
        Assert.That(ran.Events.OfType<ReturnValueProduced>().Single().Value, Is.EqualTo(2));
    }
}
