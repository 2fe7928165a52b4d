namespace MemMagics.Tests.Hosts.Tool;

/// <summary>What MemMagics needs is its own: a notebook has any version of it, or none.</summary>
public class PrivateLibrariesTests
{
    private const string Packages = "#r \"nuget: Mono.Cecil, 0.11.5\"\n#r \"nuget: System.CommandLine, 2.0.1\"";

    private const string CecilVersion = "typeof(Mono.Cecil.ModuleDefinition).Assembly.GetName().Version";

    [TestCase(true)]
    [TestCase(false)]
    public async Task ANotebookHasItsOwnVersionsOfWhatTheEngineNeeds(bool before)
    {
        // GIVEN a notebook that references other versions than the engine has, before MemMagics or after it
        await using var notebook = await StdioNotebook.StartAsync(before ? [Packages] : []);
        if (!before)
        {
            var added = await notebook.RunAsync(Packages);
            Assert.That(added.Succeeded, Is.True, added.Succeeded ? "" : added.Failure);
        }

        // WHEN they are used in a cell, and in measured code that is woven with the engine's own
        var used = await notebook.RunAsync($"Mono.Cecil.ModuleDefinition Empty() => Mono.Cecil.ModuleDefinition.CreateModule(\"empty\", Mono.Cecil.ModuleKind.Dll);\nvar module = Empty();\nConsole.Write({CecilVersion});");
        var command = await notebook.RunAsync("var root = new System.CommandLine.RootCommand(\"of the notebook\"); Console.Write(root.Parse(\"\").Errors.Count);");
        var memit = await notebook.RunAsync($"#!memit -r 1 --cold {{ Empty(); Console.Write({CecilVersion}); }}");
        var mprun = await notebook.RunAsync("#!mprun --cold -f Empty Empty()");

        // THEN both see the notebook's, and the magics work
        Assert.That(used.Printed, Is.EqualTo("0.11.5.0"), used.Succeeded ? "" : used.Failure);
        Assert.That(command.Printed, Is.EqualTo("0"), command.Succeeded ? "" : command.Failure);
        Assert.That(memit.Text, Does.Contain("printed:\n  0.11.5.0\n"), memit.Succeeded ? "" : memit.Failure);
        Assert.That(mprun.Text, Does.Contain("CreateModule"), mprun.Succeeded ? "" : mprun.Failure);
    }

    [Test]
    public async Task OfMemMagicsANotebookSeesTheReportsOnly()
    {
        await using var notebook = await StdioNotebook.StartAsync();

        Assert.That((await notebook.RunAsync("MemMagics.Measuring.MemoryProfiler x = null;")).Failure, Does.Contain("error CS0234"));
        Assert.That((await notebook.RunAsync("Mono.Cecil.ModuleDefinition x = null;")).Failure, Does.Contain("error CS0246"));
        Assert.That(notebook.Loaded.Of("PackageAdded").Select(added => (string)added["packageReference"]!["packageName"]!), Is.EqualTo(new[] { "MemMagics" }));
    }
}
