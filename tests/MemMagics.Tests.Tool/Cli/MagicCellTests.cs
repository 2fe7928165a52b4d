using MemMagics.Cli.Embedding;
using MemMagics.Cli.Scripting;
using MemMagics.Reports;

namespace MemMagics.Tests.Cli;

[NonParallelizable]
public class MagicCellTests
{
    private RecordedSession _session = null!;

    [SetUp]
    public void StartSession() => _session = new RecordedSession();

    [TearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [Test]
    public async Task AMeasurementCanBeTheFirstThingInASession()
    {
        // act
        var ran = await RunAsync("#!memit 1 + 1");

        // assert
        Assert.That(ran.Result.Reports.Single(), Is.TypeOf<MemitReport>().With.Property(nameof(MemitReport.Runs)).Count.EqualTo(3));
        var shown = ran.Output.Items.OfType<CellOutputItem.Displayed>().Single().Content;
        Assert.That(shown.Text, Does.Contain(": allocates ").And.Contain("\nworst of 3: "));
        Assert.That(shown.ByMimeType["text/html"], Does.StartWith("<div class=\"memmagics "));
    }

    [Test]
    public async Task CodeBeforeAMagicRunsFirstAndKeepsItsLines()
    {
        // GIVEN a cell with code before and after its magic
        var ran = await RunAsync("Console.WriteLine(\"first\");\n#!memit -r 1 1 + 1\n#!time\nthrow new Exception(\"late\");");

        // THEN all happened in order, and the later code's line is the cell's
        Assert.That(ran.Output.Items[0], Is.EqualTo(new CellOutputItem.Stream(OutputStream.Out, "first" + Environment.NewLine)));
        Assert.That(ran.Output.Items[1], Is.TypeOf<CellOutputItem.Displayed>());
        Assert.That(ran.Result.Error!.Places, Is.EqualTo(new[] { "cell 1, line 4" }));
        Assert.That(ran.Text, Does.Contain("Wall time: "));
    }

    [Test]
    public async Task ReplayKnowsTheReportsThatEarlierCellsUse()
    {
        // GIVEN a report in a variable, and a cell that uses it
        await RunAsync("#!memit -q -o cost -r 2 new byte[1000]");
        await RunAsync("var runs = cost.Runs.Count;");

        // WHEN the earlier cells run again
        var ran = await RunAsync("#!memit --replay -r 1 new byte[runs]");

        // THEN the report was there
        Assert.That(ran.Result.Error, Is.Null);
        Assert.That(ran.Result.Reports.Cast<MemitReport>().Single().Runs[0].Allocated, Is.EqualTo(24 + 8));
    }

    [Test]
    public async Task ReplayGoesOnAfterACellThatFailedAsTheNotebookDid()
    {
        // GIVEN a cell that failed halfway, and one that goes on
        await RunAsync("var length = 100;\nthrow new InvalidOperationException(\"halfway\");");
        await RunAsync("length += 28;");

        // WHEN the earlier cells run again
        var ran = await RunAsync("#!memit --replay -r 1 new byte[length]");

        // THEN they leave what they left in the notebook
        Assert.That(ran.Result.Error?.Text, Is.Null);
        Assert.That(ran.Result.Reports.Cast<MemitReport>().Single().Runs[0].Allocated, Is.EqualTo(24 + 128));
    }

    [Test]
    public async Task OutputIsATypedVariableAndQuietShowsNothing()
    {
        // GIVEN
        var quiet = await RunAsync("#!memit -q -o cost -r 2 new byte[1_000_000]");

        // WHEN
        var used = await RunAsync("cost.Runs.Select(run => run.Allocated).Max()");

        // THEN
        Assert.That(quiet.Output.Items, Is.Empty);
        Assert.That(quiet.Result.Reports, Has.Count.EqualTo(1));
        Assert.That(used.Text, Is.EqualTo("1000024\n"));
        Assert.That((await RunAsync("cost")).Text, Does.Contain(": allocates ").And.Contain("\nworst of 2: "));
    }

    [Test]
    public async Task ABudgetExceededFailsTheCellAndTheReportIsShownAllTheSame()
    {
        var ran = await RunAsync("#!memit -q --max-allocated 1KB -r 1 new byte[1_000_000]");
        Assert.That(ran.Result.Status, Is.EqualTo(CellStatus.Failed));
        Assert.That(ran.Result.Error!.Message, Does.StartWith("Over budget: allocated 1,000,024 B"));
        Assert.That(ran.Text, Does.Contain("one run: ").And.Contain("new byte[1_000_000]: OVER BUDGET; allocates 1,000,024 B").And.Not.Contain("Over budget"), "a reader sees first that it failed, and is told why once");
    }

    [Test]
    public async Task WhatCannotBeMeasuredIsASentenceAndTheSessionGoesOn()
    {
        Assert.That((await RunAsync("#!memit nope + 1")).Result.Error!.Message, Is.EqualTo("cell 1(1,9): error CS0103: The name 'nope' does not exist in the current context"));
        Assert.That((await RunAsync("#!memit --bogus 1")).Result.Error!.Message, Does.StartWith("--bogus is not an option of #!memit."));
        Assert.That((await RunAsync("#!memit")).Result.Status, Is.EqualTo(CellStatus.Failed));
        Assert.That((await RunAsync("#!memit -r 1 1 + 1")).Result.Status, Is.EqualTo(CellStatus.Ok));
    }

    [Test]
    public async Task HelpIsShownAndNothingMeasured()
    {
        var ran = await RunAsync("#!mprun -h");
        Assert.That(ran.Result.Status, Is.EqualTo(CellStatus.Ok));
        Assert.That(ran.Result.Reports, Is.Empty);
        Assert.That(ran.Text, Does.Contain("--function"));
    }

    [Test]
    public async Task DisplayInMeasuredCodePrintsText()
    {
        var ran = await RunAsync("#!memit --cold -r 1 display(new[] { 1, 2 });");
        Assert.That(ran.Result.Reports.Single().Printed, Is.EqualTo("int[2] { 1, 2 }" + Environment.NewLine));
    }

    [Test]
    public async Task WhateverMeasuredCodeDisplaysItIsPrintedAsTextAndNeverAsMarkup()
    {
        await RunAsync("using static Microsoft.DotNet.Interactive.Formatting.PocketViewTags;\nrecord City(string Name, int People);\nvar cities = new[] { new City(\"Ulm\", 128928) };\nvar shown = display(1);");
        var ran = await RunAsync("#!memit --cold -r 1 cities.DisplayTable(); cities.Display(\"text/html\"); HTML(\"<b>bold</b>\").Display(); ((object)p(i(\"slanted\"))).Display(); new System.Data.DataTable { TableName = \"empty\" }.Display(); shown.Update(\"new\");");

        var printed = ran.Result.Reports.Single().Printed!.ReplaceLineEndings("\n");
        Assert.That(printed, Is.EqualTo("Name  People\n============\nUlm   128928\nName  People\n============\nUlm   128928\nbold\nslanted\nempty\nnew\n"));
    }

    [Test]
    public async Task AnInterruptedMeasurementEndsAtOnceAndTheSessionGoesOn()
    {
        // GIVEN a measurement that never ends, which says when it is running
        using var interrupt = new CancellationTokenSource();
        var running = new Interrupting(interrupt);

        // WHEN it is interrupted while it runs
        var result = await _session.Session.RunCellAsync(new CellSource("cell 1", "#!memit -t 5m while (true) { }"), running, interrupt.Token);

        // THEN
        Assert.That(result.Error!.Text, Is.EqualTo("Interrupted."));
        Assert.That((await RunAsync("#!memit -r 1 1 + 1")).Result.Status, Is.EqualTo(CellStatus.Ok));
    }

    private Task<RanCell> RunAsync(string text) => _session.RunAsync(text);

    /// <summary>Interrupts a cell as soon as its first run has begun.</summary>
    private sealed class Interrupting(CancellationTokenSource interrupt) : ICellOutput
    {
        public void Wait(string? step)
        {
            if (step?.Contains("run 1", StringComparison.Ordinal) == true)
                interrupt.CancelAsync();
        }

        public void Write(OutputStream stream, string text)
        {
        }

        public void Display(DisplayedContent content)
        {
        }

        public void Update(DisplayedContent content)
        {
        }

        public void Fail(CellError error)
        {
        }
    }
}
