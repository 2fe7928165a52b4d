using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace MemMagics.Tests.Hosts.Interactive;

/// <summary>What an editor is told while people type. A bar marks the place.</summary>
public class EditorTests
{
    private InteractiveNotebook _notebook = null!;

    [OneTimeSetUp]
    public async Task StartNotebook()
    {
        _notebook = await InteractiveNotebook.StartAsync();
        await _notebook.RunAsync("int[] xs = [1, 2, 3]; int Twice(int n) => 2 * n; static class Solver { public static int Solve(int n) => n; }");
    }

    [OneTimeTearDown]
    public void EndNotebook() => _notebook.Dispose();

    [TestCase("#!memit xs.|", "Length")]
    [TestCase("#!memit -r 3 --warm xs.To|", "Length")]
    [TestCase("  #!memit xs.|", "Length")]
    [TestCase("#!memit --where xs.|", "Length")]
    [TestCase("#!memit --where exact xs.|", "Length")]
    [TestCase("#!memit {\n    xs.|\n}", "Length")]
    [TestCase("#!memit { var q = xs;\n    q.|\n}", "Length")]
    [TestCase("var early = xs;\n#!memit early.|", "Length")]
    [TestCase("xs.Length\n#!memit xs.|", "Length")]
    [TestCase("#!memit a - b\n#!mprun -f Twice xs.|", "Length")]
    [TestCase("#!who\n#!memit xs.|", "Length")]
    [TestCase("#!html\n<b>\n#!csharp\n#!memit xs.|", "Length")]
    [TestCase("#!html\n<b>\n#!csharp\nvar q = xs;\nq.|\n#!memit 1", "Length")]
    [TestCase("#!mprun -f Tw|", "Twice")]
    [TestCase("#!mprun -f Tw| Twice(1)", "Twice")]
    [TestCase("#!mprun -f Solver.| Twice(1)", "Solve")]
    public async Task CSharpIsCompletedInAMagicsCell(string cell, string expected)
    {
        Assert.That((await CompleteAsync(cell)).Select(item => item.DisplayText), Has.Member(expected));
    }

    [TestCase("#!memit --wa|", "--warm")]
    [TestCase("#!memit -|", "-r")]
    [TestCase("#!memit |xs", "--repeat")]
    [TestCase("#!memit --gc |", "server")]
    [TestCase("#!memit -r 2 --timeout 1|", "10s")]
    [TestCase("#!memit --wh|", "--where")]
    [TestCase("#!memit --where |", "exact")]
    [TestCase("#!memit --where |", "--warm")]
    [TestCase("#!memit --where=s|", "sampled")]
    [TestCase("#!memit -T a.html --where exact --wa|", "--warm")]
    [TestCase("#!mem|", "#!memit")]
    [TestCase("#!memit|", "#!memit")]
    public async Task MagicsAreCompleted(string cell, string expected)
    {
        var items = await CompleteAsync(cell);

        Assert.That(items.Select(item => item.DisplayText), Has.Member(expected).And.None.Empty.And.None.EqualTo("<code>"));
    }

    [TestCase("#!memit --wa|", 8, 12)]
    [TestCase("#!memit -r 2 --timeout=1|", 23, 24)]
    public async Task WhatIsReplacedIsTheWordAtThePlace(string cell, int start, int end)
    {
        var produced = (await AskAsync(cell, (code, place) => new RequestCompletions(code, place, "csharp"))).Events.OfType<CompletionsProduced>().Single();

        Assert.That(produced.LinePositionSpan, Is.EqualTo(new LinePositionSpan(new LinePosition(0, start), new LinePosition(0, end))));
    }

    [TestCase("#!mem|it xs", "#!memit [options] <code>")]
    [TestCase("#!memit --rep|eat 3 xs", "fresh processes")]
    [TestCase("#!memit --whe|re exact xs", "--where [exact|sampled]")]
    [TestCase("#!memit --where ex|act xs", "--where [exact|sampled]")]
    [TestCase("#!memit xs.Le|ngth", "int Array.Length")]
    [TestCase("#!mprun -f Twi|ce Twice(1)", "int Twice(int n)")]
    [TestCase("#!memit {\n  Twi|ce(1);\n}", "int Twice(int n)")]
    public async Task HoverExplainsWhatIsThere(string cell, string expected)
    {
        var produced = (await AskAsync(cell, (code, place) => new RequestHoverText(code, place, "csharp"))).Events.OfType<HoverTextProduced>().Single();

        var text = produced.Content.Single().Value;
        Assert.That(text, Does.Contain(expected).And.Not.Contain("**|**"));
        Assert.That(produced.LinePositionSpan.Start.Line, Is.EqualTo(cell[..cell.IndexOf('|')].Count(character => character == '\n')));
    }

    [TestCase("#!memit Twice(|", "int Twice(int n)")]
    [TestCase("#!memit {\n  Twice(|\n}", "int Twice(int n)")]
    public async Task SignaturesAreShown(string cell, string expected)
    {
        var asked = await AskAsync(cell, (code, place) => new RequestSignatureHelp(code, place, "csharp"));

        Assert.That(asked.Events.OfType<SignatureHelpProduced>().Single().Signatures.Select(signature => signature.Label), Has.Member(expected));
    }

    [Test]
    public async Task SignaturesOfAnOptionAreNoneAndNoFailure()
    {
        var asked = await AskAsync("#!memit --rep|", (code, place) => new RequestSignatureHelp(code, place, "csharp"));

        Assert.That(asked.Succeeded, Is.True);
    }

    [TestCase("#!memit {\n    var q = 1;\n    Console.WriteLine(q);\n}")]
    [TestCase("#!memit\nvar list = new List<int>();\nlist.Add(1);\nlist.Count")]
    [TestCase("var early = xs;\n#!memit early.Sum()\n#!mprun -f Twice Twice(early.Length)")]
    [TestCase("var x = 1;\n#!memit {\n    var x = 2;\n    Console.Write(x);\n}\n#!who\nvar x = 3;")]
    [TestCase("#!memit xs\n  .Select(n => { return n; })\n  .ToArray()")]
    [TestCase("#!memit new[] { 1, 2 }\n  .Sum()")]
    [TestCase("int Local(int n)\n{\n    return n;\n}\n\n#!mprun -f Local Local(1);\nLocal(2)")]
    [TestCase("#!html\n<b>x</b>\n#!csharp\nvar below = xs;\n#!memit below.Length\n  + 1")]
    [TestCase("#!memit xs.Length\n  + 1\n#!html\n<b>x</b>")]
    [TestCase("#!memit await Task.Delay(1)\n  .ContinueWith(_ => 1)")]
    public async Task AValidCellHasNoErrors(string cell)
    {
        Assert.That((await DiagnoseAsync(cell)).Select(found => found.ToString()), Is.Empty);
        Assert.That((await _notebook.RunAsync(cell)).Succeeded, Is.True, "it is valid");
    }

    [TestCase("#!memit {\n    nope();\n}", 1, 4)]
    [TestCase("var early = nope;\n#!memit xs\n  .Sum()", 0, 12)]
    [TestCase("#!who\nvar early = nope;\n#!memit 1\n  + 1", 1, 12)]
    [TestCase("#!memit 1 +\n  nope", 1, 2)]
    public async Task AnErrorIsMarkedWhereItIs(string cell, int line, int character)
    {
        var found = (await DiagnoseAsync(cell)).First(found => found.Code == "CS0103");

        Assert.That(found.LinePositionSpan.Start, Is.EqualTo(new LinePosition(line, character)));
    }

    private async Task<IReadOnlyList<CompletionItem>> CompleteAsync(string cell) =>
        [.. (await AskAsync(cell, (code, place) => new RequestCompletions(code, place, "csharp"))).Events.OfType<CompletionsProduced>().Single().Completions];

    private Task<InteractiveCell> AskAsync(string marked, Func<string, LinePosition, KernelCommand> question)
    {
        var before = marked[..marked.IndexOf('|')].Split('\n');
        return _notebook.SendAsync(question(marked.Replace("|", ""), new LinePosition(before.Length - 1, before[^1].Length)));
    }

    private async Task<IReadOnlyList<Diagnostic>> DiagnoseAsync(string cell) =>
        [.. (await _notebook.SendAsync(new RequestDiagnostics(cell, "csharp"))).Events.OfType<DiagnosticsProduced>().SelectMany(produced => produced.Diagnostics)];
}
