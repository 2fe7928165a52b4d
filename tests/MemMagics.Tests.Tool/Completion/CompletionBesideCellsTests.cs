using EmbeddedScript = MemMagics.Cli.Scripting.ScriptSession;

namespace MemMagics.Tests.Completion;

/// <summary>Completion and the cells that run: neither waits for, or harms, the other.</summary>
public class CompletionBesideCellsTests
{
    [Test]
    public async Task ARunningCellIsNotWaitedFor()
    {
        // arrange: the cell ends when the test says so
        using var folder = new TemporaryFolder();
        await using var session = new ServedSession();
        await session.RunAsync("var before = 1;");
        var mark = Path.Combine(folder.Path, "go");
        await session.BeginAsync($"var during = 1; while (!File.Exists(@\"{mark}\")) Thread.Yield();");

        // act
        var known = await session.CompleteAsync("befo¦");
        var explained = await session.InspectAsync("before¦");
        var unknown = await session.CompleteAsync("duri¦");
        await File.WriteAllTextAsync(mark, "");

        // assert
        Assert.That(known.Texts, Is.EqualTo(new[] { "before" }));
        Assert.That(explained, Does.EndWith("Value: 1"));
        Assert.That(unknown.Texts, Is.Empty, "as of the state before the cell");
        await session.RunAsync("during++;");
        Assert.That((await session.CompleteAsync("duri¦")).Texts, Is.EqualTo(new[] { "during" }));
    }

    [Test]
    public async Task ReferencesThatAreBeingReadDoNotChange()
    {
        using var folder = new TemporaryFolder();
        var script = await EmbeddedScript.StartAsync(folder.Path, new Microsoft.CodeAnalysis.Scripting.Hosting.InteractiveAssemblyLoader(), static _ => { });
        script.AddReferences([typeof(Assert).Assembly.Location]);

        // act: a cell adds another one while these are read
        using var reading = script.AddedReferences.GetEnumerator();
        reading.MoveNext();
        script.AddReferences([typeof(CompletionBesideCellsTests).Assembly.Location]);

        // assert
        Assert.That(reading.MoveNext, Is.False);
        Assert.That(script.AddedReferences, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task ARunOfANotebookLoadsNothingOfIt()
    {
        // arrange: also a question about a name that does not exist
        using var folder = new TemporaryFolder();
        var notebook = folder.File("asks.dib", """
            #!csharp

            var x = 1;

            #!csharp

            nothingLikeThis?

            #!csharp

            string.Join(",", AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetName().Name).Where(name => name.Contains("Editor") || name.EndsWith("Workspaces") || name.EndsWith("Features") || name.StartsWith("System.Composition")))
            """);

        // act
        var run = await MemMagicsTool.RunAsync(folder.Path, "run", notebook, "--format", "json");

        // assert
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        Assert.That(run.Output, Does.Contain("There is nothing called 'nothingLikeThis' here."));
        Assert.That(run.Output, Does.Not.Contain("Editor,").And.Not.Contain("Microsoft.CodeAnalysis.Workspaces").And.Not.Contain("System.Composition."));
    }

    [Test]
    public async Task APackageThatTheServicesAlsoUseIsTheNotebooksOwn()
    {
        // Roslyn's services use Humanizer 2.14; theirs is not the session's.
        await using var session = new ServedSession();
        Assert.That((await session.CompleteAsync("List<Exception> ¦")).Texts, Is.EqualTo(new[] { "exceptions" }), "which takes Humanizer to make");
        await session.RunAsync("""
            if (AppDomain.CurrentDomain.GetAssemblies().Any(assembly => assembly.GetName().Name == "Humanizer" && System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(assembly) == System.Runtime.Loader.AssemblyLoadContext.Default))
                throw new Exception("Humanizer is the process's own.");
            """);
    }
}
