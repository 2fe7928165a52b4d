using MemMagics.Reports;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary>What a cell with a magic shows, and when it fails.</summary>
public class OutputTests
{
    private InteractiveNotebook _notebook = null!;

    [OneTimeSetUp]
    public async Task StartNotebook() => _notebook = await InteractiveNotebook.StartAsync();

    [OneTimeTearDown]
    public void EndNotebook() => _notebook.Dispose();

    [Test]
    public async Task TheReportIsOneDisplayInHtmlAndTextThatReplacesTheProgress()
    {
        var ran = await _notebook.RunAsync("#!memit new byte[100]");

        var shown = ran.Events.OfType<DisplayEvent>().ToList();
        Assert.That(shown[0], Is.TypeOf<DisplayedValueProduced>());
        Assert.That(shown.Skip(1), Is.All.TypeOf<DisplayedValueUpdated>());
        Assert.That(shown.Select(display => display.ValueId).Distinct(), Has.One.Items);
        Assert.That(shown.SkipLast(1).Select(display => InteractiveCell.Form(display, "text/plain")).Except(["measuring: compiling"]), Is.EqualTo(new[] { "measuring: run 1 of 3", "measuring: run 2 of 3", "measuring: run 3 of 3" }));
        Assert.That(shown.Select(display => display.FormattedValues.Select(form => form.MimeType)), Is.All.EqualTo(new[] { "text/html", "text/plain" }));
        Assert.That(InteractiveCell.Form(shown[^1], "text/html"), Does.StartWith("<div class=\"memmagics ").And.Contain("128 B"));
        Assert.That(InteractiveCell.Form(shown[^1], "text/plain"), Does.Contain(": allocates 128 B; ").And.Contain("\nworst of 3: "));
    }

    [Test]
    public async Task WeavingIsShown()
    {
        await _notebook.RunAsync("object WovenFirst() => new byte[100];\nobject WovenSecond() => new byte[200];");

        var ran = await _notebook.RunAsync("#!mprun -f WovenFirst -f WovenSecond WovenFirst()");

        Assert.That(ran.Events.OfType<DisplayEvent>().Select(display => InteractiveCell.Form(display, "text/plain")), Has.Some.EqualTo("measuring: weaving 2 functions"));
    }

    [Test]
    public async Task OutputDefinesATypedVariableAndQuietShowsNothing()
    {
        var quiet = await _notebook.RunAsync("#!memit -q -o cost -r 2 new byte[1_000_000]");
        var used = await _notebook.RunAsync("cost.Runs.Select(run => run.Allocated).ToArray()");

        Assert.That(quiet.Succeeded, Is.True);
        Assert.That(quiet.Outputs, Is.Empty);
        Assert.That(used.Events.OfType<ReturnValueProduced>().Single().Value, Is.EqualTo(new[] { 1_000_024L, 1_000_024L }));
    }

    [TestCase("#!memit -r 1 --where -o origins Make(3)")]
    [TestCase("#!memit -r 1 --where exact -o origins Make(3)")]
    [TestCase("#!memit -r 1 -o origins --where\nMake(3)")]
    public async Task WhereNamesTheCellAndTheLine(string magic)
    {
        await _notebook.RunAsync("byte[][] Make(int n)\n{\n    var made = new byte[n][];\n    for (var i = 0; i < n; i++)\n        made[i] = new byte[1000];\n    return made;\n}");

        var ran = await _notebook.RunAsync(magic);
        var asked = await _notebook.RunAsync("origins.Where.Lines.Select(line => (line.Line, line.Function, line.Objects, line.Bytes, line.Alive)).ToArray()");

        Assert.That(ran.Succeeded, Is.True);
        Assert.That(InteractiveCell.Form(ran.Events.OfType<DisplayEvent>().Last(), "text/plain"), Does.Contain("line by line: #!mprun -f Make Make(3)"));
        Assert.That(asked.Events.OfType<ReturnValueProduced>().Single().Value, Is.EqualTo(new (int?, string, long, long, long)[] { (5, "Make", 3, 3072, 3072), (3, "Make", 1, 48, 48) }));
    }

    [Test]
    public async Task AReportThatIsAVariableIsShownAsAReport()
    {
        await _notebook.RunAsync("#!memit -q -o kept -r 1 new byte[100]");

        var shown = (await _notebook.RunAsync("kept")).Events.OfType<ReturnValueProduced>().Single();

        Assert.That(shown.Value, Is.TypeOf<MemitReport>());
        Assert.That(InteractiveCell.Form(shown, "text/html"), Does.StartWith("<div class=\"memmagics "));
    }

    [Test]
    public async Task CodeThatThrowsFailsTheCellWithTheExceptionAtTheCellsLine()
    {
        var ran = await _notebook.RunAsync("void Boom() => throw new InvalidOperationException(\"boom\");\n\n#!memit Boom()");

        Assert.That(ran.Failure, Does.StartWith("System.InvalidOperationException: boom").And.Match("Boom in cell [0-9]+, line 1\n.* in cell [0-9]+, line 3"));
        Assert.That(ran.Text, Does.Contain("no run completed").And.Not.Contain("boom"), "the error is shown once");
    }

    [TestCase("int {0}() => throw new InvalidOperationException(\"boom\");", "")]
    [TestCase("#!who\nint {0}() => throw new InvalidOperationException(\"boom\");", " from line 2 on")]
    [TestCase("int {0}() => throw new InvalidOperationException(\"boom\");\n#!who", "")]
    public async Task ACellIsCalledByItsPlaceAmongThoseThatRan(string cell, string part)
    {
        // GIVEN a cell, and one that fails, which counts too: front ends show a number beside it as well
        var name = $"Boom{TestContext.CurrentContext.Test.ID.Replace('-', '_')}";
        var number = _notebook.Root.SubmissionCount + 1;
        await _notebook.RunAsync(cell.Replace("{0}", name));
        await _notebook.RunAsync("nope");

        var ran = await _notebook.RunAsync($"#!memit {name}() + 1");
        var broken = await _notebook.RunAsync("#!memit nope");

        Assert.That(ran.Failure, Does.Contain($"at {name} in cell {number}{part}, line 1").And.Contain($"in cell {number + 2}, line 1"));
        Assert.That(broken.Failure, Does.StartWith($"cell {number + 3}(1,9): error CS0103"));
    }

    [Test]
    public async Task AnExceededBudgetFailsTheCellAndShowsTheFigures()
    {
        var ran = await _notebook.RunAsync("#!memit --max-allocated 100B new byte[100]");

        Assert.That(ran.Failure, Does.StartWith("Over budget: allocated 128 B"));
        Assert.That(ran.Text, Does.Contain("(allocated 128 B").And.Not.Contain("Over budget"), "the error is shown once");
    }

    [TestCase("#!memit nope(1)", "error CS0103")]
    [TestCase("#!memit --frobnicate 1", "--frobnicate is not an option of #!memit")]
    [TestCase("#!memit -r none 1", "-r")]
    [TestCase("#!memit", "has no code to measure")]
    [TestCase("#!mprun -f Nothing 1 + 1", "Nothing")]
    public async Task WhatCannotBeMeasuredFailsTheCellWithASentenceAndShowsNothing(string cell, string sentence)
    {
        var ran = await _notebook.RunAsync(cell);

        Assert.That(ran.Failure, Does.Contain(sentence).And.Not.Contain("   at MemMagics."));
        Assert.That(ran.Outputs, Is.Empty);
    }

    [Test]
    public async Task AWorkerThatDiesFailsTheCellAndTheNextOneWorks()
    {
        var dead = await _notebook.RunAsync("#!memit Environment.FailFast(\"on purpose\")");
        var next = await _notebook.RunAsync("#!memit -r 1 1 + 1");

        Assert.That(dead.Failure, Does.StartWith("The worker died in run 1 of 3"));
        Assert.That(dead.Text, Does.Not.Contain("measuring:"));
        Assert.That(next.Succeeded, Is.True);
    }

    [Test]
    public async Task HelpIsShownInAFixedWidthFont()
    {
        var ran = await _notebook.RunAsync("#!memit -h");

        Assert.That(ran.Succeeded, Is.True);
        Assert.That(InteractiveCell.Form(ran.Outputs.Single(), "text/html"), Does.StartWith("<pre>#!memit [options] &lt;code&gt;"));
    }
}
