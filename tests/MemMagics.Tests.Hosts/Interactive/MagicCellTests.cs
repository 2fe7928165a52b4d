using MemMagics.Reports;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary>What may stand in a cell with magics.</summary>
public class MagicCellTests
{
    private InteractiveNotebook _notebook = null!;

    [OneTimeSetUp]
    public async Task StartNotebook()
    {
        _notebook = await InteractiveNotebook.StartAsync();
        var ran = await _notebook.RunAsync("int a = 5, b = 3; int[] xs = [1, 2, 3]; string Foo(string x, string y) => x + y;");
        Assert.That(ran.Succeeded, Is.True);
    }

    [OneTimeTearDown]
    public void EndNotebook() => _notebook.Dispose();

    // Most of these the host's own parser refuses, takes apart, or binds to variables.
    [TestCase("a - b", 0)]
    [TestCase("a -b", 0)]
    [TestCase("@a", 0)]
    [TestCase("-- -a", 0)]
    [TestCase("new[] { 1, 2 }.Sum()", 32)]
    [TestCase("xs.Select(x => { return x * 2; }).ToList()", 120)]
    [TestCase("$\"{a} {b}\"", 32)]
    [TestCase("-r 2 --timeout 10s Foo(@\"c:\\x\", \"--y\")", 40)]
    [TestCase("(object)xs is int[] { Length: 3 }", 0)]
    [TestCase("new { A = 1, B = \"--two\" }", 32)]
    [TestCase("--warm --repeat 1 new byte[1_000_000]", 1_000_024)]
    [TestCase("\n\nvar list = new List<int>(10);\nlist.Add(1);\nlist.Count", 96)]
    public async Task AnyCSharpMayFollowAMagic(string code, long allocated)
    {
        // act
        var ran = await _notebook.RunAsync($"#!memit {code}");

        // assert
        Assert.That(ran.End, Is.TypeOf<CommandSucceeded>(), ran.Text);
        Assert.That(ran.Text, Does.Contain($": allocates {allocated:N0} B").And.Contain($"(allocated {allocated:N0} B"));
    }

    [Test]
    public async Task CodeBeforeAMagicRunsInTheNotebookFirst()
    {
        var ran = await _notebook.RunAsync("var early = new int[] { 1, 2 };\n\n#!memit early.ToArray()\n#!mprun -f Foo Foo(\"a\", \"b\")\n#!who\nvar late = early.Length;");

        Assert.That(ran.Outputs.Select(output => output.Value.GetType().Name), Is.EqualTo(new[] { nameof(MemitReport), nameof(LineReport), "KernelValues" }));
        Assert.That(ran.Text, Does.Contain("(allocated 32 B").And.Contain("Foo (cell 2): line 1 allocates 100 %"));
        Assert.That((await _notebook.RunAsync("late")).Text, Does.Contain('2'));
    }

    [TestCase("#!who\n#!memit -r 1 a - b", TestName = "{m}: below #!who")]
    [TestCase("  #!memit -r 1 a - b", TestName = "{m}: indented")]
    [TestCase("int c = 2;\n\t#!memit -r 1 c - b", TestName = "{m}: indented below code")]
    [TestCase("var d = 2;\r\n#!memit -r 1 d - b\r\n", TestName = "{m}: CRLF")]
    [TestCase("#!csharp\n#!memit -r 1 a - b", TestName = "{m}: below a kernel's name")]
    [TestCase("#!html\n<b>q</b>\n#!c#\n#!memit -r 1 a - b", TestName = "{m}: below another kernel's code")]
    public async Task AMagicWorks(string cell)
    {
        var ran = await _notebook.RunAsync(cell);

        Assert.That(ran.Succeeded, Is.True);
        Assert.That(ran.Text, Does.Contain("one run: ").And.Contain("(allocated 0 B"));
    }

    [Test]
    public async Task CodeOfAnotherKernelAboveAMagicGoesToThatKernelOnce()
    {
        var ran = await _notebook.RunAsync("#!html\n<b>only</b>\n#!csharp\n#!memit -r 1 a - b");

        Assert.That(ran.Events.OfType<DisplayedValueProduced>().Count(shown => InteractiveCell.Form(shown, "text/html")!.Contains("<b>only</b>")), Is.EqualTo(1));
    }

    [TestCase("#!memit xs.Length", "html")]
    [TestCase("<b>x</b>\n#!memit xs.Length", "html")]
    [TestCase("#!html\n#!memit xs.Length", "csharp")]
    public async Task InACellOfAnotherLanguageASentenceSaysThatItIsForCSharp(string cell, string kernel)
    {
        var ran = await _notebook.RunAsync(cell, kernel);

        Assert.That(ran.Failure, Does.Contain("C# cell"));
        Assert.That(ran.Outputs, Is.Empty);
    }

    [Test]
    public async Task WhenCodeAboveAMagicDoesNotCompileTheCellFailsAtItsOwnLineAndNothingIsMeasured()
    {
        var ran = await _notebook.RunAsync("// first line\nvar broken = nope;\n#!memit a - b");

        Assert.That(ran.Failure, Does.StartWith("(2,14): error CS0103"));
        Assert.That(ran.Outputs, Is.Empty);
    }

    [TestCase("throw new InvalidOperationException(\"boom\");\n#!memit a - b")]
    [TestCase("#!who\nthrow new InvalidOperationException(\"boom\");\n#!memit a - b")]
    public async Task WhenCodeAboveAMagicThrowsTheCellFailsAndNothingIsMeasured(string cell)
    {
        var ran = await _notebook.RunAsync(cell);

        Assert.That(ran.Failure, Does.Contain("InvalidOperationException: boom"));
        Assert.That(ran.Text, Does.Not.Contain("worst of"));
    }

    [Test]
    public async Task ACellThatCodeSendsToTheKernelIsMeasuredWithinIt()
    {
        var ran = await _notebook.RunAsync(
            "await Microsoft.DotNet.Interactive.Kernel.Root.SendAsync(new Microsoft.DotNet.Interactive.Commands.SubmitCode(\"#!memit -r 1 a - b\"));\n#!memit -r 1 new byte[100]");

        Assert.That(ran.Succeeded, Is.True);
        Assert.That(ran.Outputs, Has.Count.EqualTo(2));
        Assert.That(ran.Text, Does.Contain("(allocated 0 B").And.Contain("(allocated 128 B"));
    }

    [TestCase("var text = @\"\n#!memit a\n\"; text.Length", 11)]
    [TestCase("/*\n#!memit a\n*/ 1 + 1", 2)]
    public async Task WhatIsAMagicToTheHostOnlyStaysTextAndComment(string cell, int value)
    {
        var ran = await _notebook.RunAsync(cell);

        Assert.That(ran.Events.OfType<ReturnValueProduced>().Single().Value, Is.EqualTo(value));
    }

    [Test]
    public async Task ADirectiveInsideAStringOfAnotherLanguageIsRefusedWithASentence()
    {
        var ran = await _notebook.RunAsync("<pre>\"\"\"\n#!memit a\n\"\"\"</pre>", "html");

        Assert.That(ran.Failure, Does.Contain("not inside a string or a comment"));
    }
}
