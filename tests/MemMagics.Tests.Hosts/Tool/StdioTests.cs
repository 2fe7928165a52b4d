using System.Text.Json.Nodes;

namespace MemMagics.Tests.Hosts.Tool;

/// <summary>The packed package in the tool that people have, spoken to as VS Code does.</summary>
public class StdioTests
{
    private StdioNotebook _notebook = null!;

    [OneTimeSetUp]
    public async Task StartNotebook() => _notebook = await StdioNotebook.StartAsync();

    [OneTimeTearDown]
    public async Task EndNotebook()
    {
        if (_notebook is not null)
            await _notebook.DisposeAsync();
    }

    [Test]
    public void ThePackageLoadsAndSaysInOneLineWhatToTry()
    {
        Assert.That(_notebook.Loaded.Outputs(), Has.One.StartsWith("MemMagics is ready. In the next cell, try #!memit new int[1000]"));
        Assert.That(_notebook.Loaded.Of("KernelExtensionLoaded").ToList(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ALargeArrayIsMeasuredAndStaysAsItWas()
    {
        await _notebook.RunAsync("var large = new double[4_000_000]; Array.Fill(large, 1.5);");

        var measured = await _notebook.RunAsync("#!memit -r 2 { for (var i = 0; i < large.Length; i++) large[i] = 7; }\n#!memit -r 2 large.ToArray()");
        var after = await _notebook.RunAsync("large.Sum()");

        Assert.That(measured.Text, Does.Contain("(allocated 0 B").And.Contain("(allocated 32,000,024 B"));
        Assert.That(string.Concat(after.Outputs("text/html")), Does.Contain("6000000"));
    }

    [Test]
    public async Task AnIteratorOfADebugCellGoesOnFromWhereItIs()
    {
        await _notebook.RunAsync("IEnumerable<int> Squares(int n) { for (var i = 0; i < n; i++) { var square = i * i; yield return square; } }");
        await _notebook.RunAsync("var begun = Squares(9).GetEnumerator(); begun.MoveNext(); begun.MoveNext();");

        var measured = await _notebook.RunAsync("#!memit -r 1 --cold { begun.MoveNext(); Console.WriteLine(begun.Current); }");

        Assert.That(measured.Text, Does.Contain("printed:\n  4\n").And.Contain("runs as the notebook compiled it (Debug): the iterator begun is half-way through."));
    }

    [Test]
    public async Task TheLinesOfAFunctionAreMeasured()
    {
        await _notebook.RunAsync("int[] Build(int n)\n{\n    var one = new int[n];\n    return one.ToArray();\n}");

        var measured = await _notebook.RunAsync("#!mprun -f Build Build(1000)");

        Assert.That(measured.Text, Does.Contain("var one = new int[n];").And.Contain("return one.ToArray();").And.Contain("8,048 B"));
    }

    [Test]
    public async Task AKeptReportIsUsedInTheNextCell()
    {
        await _notebook.RunAsync("#!memit -q -o cost -r 2 new byte[1_000_000]");

        var used = await _notebook.RunAsync("Console.Write(string.Join(';', cost.Runs.Where(run => run.Allocated > 0).Select(run => run.Allocated)));");

        Assert.That(used.Printed, Is.EqualTo("1000024;1000024"));
    }

    [Test]
    public async Task MessagesCallACellByTheNumberBesideIt()
    {
        var notebook = await StdioNotebook.StartAsync("int Early() => throw new InvalidOperationException(\"early\");");
        await using var _ = notebook;
        await notebook.RunAsync("[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]\nint Late() => Early();");

        var thrown = await notebook.RunAsync("#!memit -r 1 Late()");
        var broken = await notebook.RunAsync("#!memit nope");

        Assert.That(thrown.Failure, Does.Contain("Early in earlier cell 1, line 1").And.Contain("Late in cell 3, line 2").And.Not.Contain("submission"));
        Assert.That(broken.Failure, Does.StartWith("cell 5(1,9): error CS0103"));
    }

    [TestCase("RequestCompletions", "#!memit large|", "large")]
    [TestCase("RequestCompletions", "#!memit --wa|", "--warm")]
    public async Task EditorsCompleteAMagicsLine(string question, string marked, string expected)
    {
        await _notebook.RunAsync("var largest = 1; var large1 = 2;");

        var produced = (await _notebook.AskAsync(question, marked)).Of("CompletionsProduced").Single();

        Assert.That(produced["completions"]!.AsArray().Select(item => (string)item!["insertText"]!), Has.Some.StartsWith(expected));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task OfAPackageJustReferencedEditorsMarkTheErrorsOnly(bool used)
    {
        await _notebook.RunAsync("#r \"nuget: Newtonsoft.Json, 13.0.1\"");
        if (used)
            await _notebook.RunAsync("var json = Newtonsoft.Json.JsonConvert.True;");

        var asked = await _notebook.SendAsync("RequestDiagnostics", new JsonObject
        {
            ["code"] = "var text = Newtonsoft.Json.JsonConvert.True;\n#!memit Newtonsoft.Json.JsonConvert.True\n  .Nope(text)",
            ["targetKernelName"] = "csharp",
        });

        var found = asked.Of("DiagnosticsProduced").SelectMany(produced => produced["diagnostics"]!.AsArray()).Select(diagnostic => $"{diagnostic!["code"]} {diagnostic["linePositionSpan"]!["start"]!.ToJsonString()}");
        Assert.That(found, Is.EqualTo(new[] { "CS1061 {\"line\":2,\"character\":3}" }));
    }

    [Test]
    public async Task CancelStopsAMeasurementAndTheNextCellWorks()
    {
        // The first progress is of a run that never ends.
        var cancelled = await _notebook.RunAsync("#!memit -r 1 while (true) { }", cancelAt: heard => (string?)heard["eventType"] == "DisplayedValueProduced");
        var next = await _notebook.RunAsync("#!memit -r 1 1 + 1");

        Assert.That(cancelled.Failure, Does.Contain("cancelled"));
        Assert.That(next.Text, Does.Contain(": allocates ").And.Contain("\none run: "));
    }

    [Test]
    public async Task AnExceededBudgetFailsTheCell()
    {
        var ran = await _notebook.RunAsync("#!memit --max-allocated 100B new byte[100]");

        Assert.That(ran.Failure, Does.StartWith("Over budget: allocated 128 B"));
    }

    [TestCase("\"-- no option\".Length", 0)]
    [TestCase("\"{ \\\"json\\\"\".ToUpperInvariant()", 40)]
    [TestCase("$\"{1}-{2}\"", 32)]
    [TestCase("\"\"\"a \"quoted\" word\"\"\".ToUpperInvariant()", 56)]
    [TestCase("@\"c:\\x\".ToUpperInvariant()", 32)]
    public async Task AStringMayBeginOddly(string code, long allocated)
    {
        var ran = await _notebook.RunAsync($"#!memit -r 1 {code}");

        Assert.That(ran.Text, Does.Contain($": allocates {allocated:N0} B").And.Contain($"(allocated {allocated:N0} B"));
    }

    [Test]
    public async Task PackagesBesideOursAreThereInMeasuredCode()
    {
        await _notebook.RunAsync("#r \"nuget: Newtonsoft.Json, 13.0.1\"\n#r \"nuget: Humanizer.Core, 2.14.1\"");
        await _notebook.RunAsync("using Humanizer;");

        var ran = await _notebook.RunAsync("#!memit -r 1 Console.Write(Newtonsoft.Json.JsonConvert.SerializeObject(new[] { 1, 2 }) + \" AbcDef\".Humanize());");

        Assert.That(ran.Text, Does.Contain("[1,2]Abc def"));
    }

    [Test]
    public async Task APackageOfTheSameCellIsThere()
    {
        var ran = await _notebook.RunAsync("#r \"nuget: Newtonsoft.Json, 13.0.1\"\n#!memit -r 1 Newtonsoft.Json.JsonConvert.True");

        Assert.That(ran.Text, Does.Contain("one run: "));
    }

    [Test]
    public async Task AProjectBesideTheNotebookIsBuiltReferencedAndMeasured()
    {
        LibraryProject.WriteTo(_notebook.Folder);

        var used = await _notebook.RunAsync("#r \"Lib/Lib.csproj\"\nLib.Work.Open()");
        var measured = await _notebook.RunAsync("#!memit -r 1 Console.Write(Lib.Work.Open())\n#!memit -r 1 Lib.Work.Bytes(1000)");

        Assert.That(used.Text, Does.Contain("Lib.csproj: built in Release and referenced.").And.Contain("Open/web"));
        Assert.That(measured.Text, Does.Contain("printed:\n  Open/web").And.Contain("(allocated 1,024 B"));
    }

    [Test]
    public async Task WhatMeasuredCodePrintsNeverReachesTheProtocol()
    {
        foreach (var code in (string[])["Console.WriteLine(\"printed\")", "Console.Error.WriteLine(\"printed\")", "Environment.FailFast(\"dead\")", "nope", "display(1)"])
            await _notebook.RunAsync($"#!memit -r 1 {code}");

        Assert.That(_notebook.Strays, Is.Empty);
    }
}
