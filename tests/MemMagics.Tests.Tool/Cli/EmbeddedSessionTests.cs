using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

[NonParallelizable]
public class EmbeddedSessionTests
{
    private RecordedSession _session = null!;

    [SetUp]
    public void StartSession() => _session = new RecordedSession();

    [TearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [Test]
    public async Task TheLastExpressionIsShownAlsoWhenItIsNull()
    {
        Assert.That((await RunAsync("var x = 20;\nx + 1")).Text, Is.EqualTo("21\n"));
        Assert.That((await RunAsync("(string)null")).Text, Is.EqualTo("null\n"));
        Assert.That((await RunAsync("x = 3;")).Text, Is.Empty);
        Assert.That((await RunAsync("void F() { }\nF()")).Text, Is.Empty);
    }

    [Test]
    public async Task CellsHaveTheSymbolsOfAReleaseBuild()
    {
        var ran = await RunAsync("#if TRACE && RELEASE && NET10_0_OR_GREATER && !DEBUG\nConsole.Write(\"as shipped\");\n#endif");

        Assert.That(ran.Text, Is.EqualTo("as shipped"));
    }

    [Test]
    public async Task CompileErrorsNameCellLineAndColumnAndLeaveTheSessionAsItWas()
    {
        // GIVEN
        await RunAsync("var x = 1;");

        // WHEN
        var broken = await RunAsync("var fine = 2;\n\n  nope + 1");

        // THEN
        Assert.That(broken.Result.Status, Is.EqualTo(CellStatus.Failed));
        Assert.That(broken.Result.Error!.Text, Is.EqualTo("cell 2(3,3): error CS0103: The name 'nope' does not exist in the current context"));
        Assert.That((await RunAsync("x")).Text, Is.EqualTo("1\n"));
        Assert.That((await RunAsync("fine")).Result.Error!.Kind, Is.EqualTo("CS0103"));
    }

    [Test]
    public async Task ExceptionsNameFunctionCellAndLineAndWhatWasAssignedBeforeStays()
    {
        // GIVEN a function of an earlier cell that throws
        await RunAsync("int Half(int n)\n{\n    if (n % 2 == 1)\n        throw new ArgumentException($\"{n} is odd\");\n    return n / 2;\n}");

        // WHEN a cell meets it after assigning a variable
        var thrown = await RunAsync("var before = Half(8);\nvar after = Half(7);");

        // THEN
        Assert.That(thrown.Result.Error!.Text, Is.EqualTo("System.ArgumentException: 7 is odd\n   at Half in cell 1, line 4\n   at cell 2, line 2"));
        Assert.That((await RunAsync("(before, after)")).Text, Is.EqualTo("(4, 0)\n"));
    }

    [Test]
    public async Task ExceptionsOfAsyncCodeLambdasAndTypesAreNamedAsWritten()
    {
        // GIVEN
        await RunAsync("class Reader\n{\n    public async Task<int> ReadAsync(Func<int> source)\n    {\n        await Task.Yield();\n        return source();\n    }\n}");

        // WHEN
        var thrown = await RunAsync("await new Reader().ReadAsync(\n    () => throw new IOException(\"gone\"))");

        // THEN
        Assert.That(thrown.Result.Error!.Places, Is.EqualTo(new[] { "lambda in cell 2, line 2", "Reader.ReadAsync in cell 1, line 6", "cell 2, line 1" }));
    }

    [Test]
    public async Task InnerExceptionsAreTold()
    {
        var thrown = await RunAsync("Task.Run(() => int.Parse(\"x\")).Wait();");
        Assert.That(thrown.Result.Error!.Message, Does.StartWith("System.AggregateException: ").And.Contain("\n ---> System.FormatException: "));
        Assert.That(thrown.Result.Error.Places[^1], Is.EqualTo("cell 1, line 1"));
    }

    [Test]
    public async Task ConsoleOutputOfAllThreadsGoesToTheCellInOrder()
    {
        // act
        var ran = await RunAsync("Console.Write(\"a\");\nawait Task.Run(() => Console.WriteLine(\"b\"));\nConsole.Error.WriteLine(\"c\");\nConsole.WriteLine(1.5);");

        // assert
        Assert.That(ran.Output.Items, Is.EqualTo(new CellOutputItem[]
        {
            new CellOutputItem.Stream(OutputStream.Out, "ab\n"), new CellOutputItem.Stream(OutputStream.Error, "c\n"), new CellOutputItem.Stream(OutputStream.Out, "1.5\n"),
        }));
    }

    [Test]
    public async Task WhereACellSendsTheConsoleIsForThatCellOnly()
    {
        await RunAsync("Console.SetOut(TextWriter.Null); Console.Write(1);");
        var later = await RunAsync("Console.Write(2);");
        Assert.That(later.Text, Is.EqualTo("2"));
    }

    [Test]
    public async Task DisplayShowsValuesInOrderAndUpdatesThemInPlaceAlsoFromALaterCell()
    {
        // act
        var first = await RunAsync("var shown = display(\"one\");\ndisplay(HTML(\"<b>two</b>\"));\nshown");
        var later = await RunAsync("shown.Update(\"uno\");");

        // assert
        Assert.That(first.Text, Is.EqualTo("one\ntwo\n"));
        Assert.That(first.Output.Items.OfType<CellOutputItem.Displayed>().Last().Content.ByMimeType["text/html"], Is.EqualTo("<b>two</b>"));
        Assert.That(later.Text, Is.Empty);
    }

    [Test]
    public async Task SequencesOfObjectsAreShownAsTablesWithEncodedText()
    {
        var ran = await RunAsync("new[] { new { Name = \"<x>\", Size = 2 } }.Where(item => item.Size > 1)");
        Assert.That(ran.Text, Is.EqualTo("Name  Size\n==========\n<x>      2\n"));
        var html = ran.Output.Items.OfType<CellOutputItem.Displayed>().Single().Content.ByMimeType["text/html"];
        Assert.That(html, Does.Contain("<th>Name</th><th>Size</th>").And.Contain("<td>&lt;x&gt;</td>").And.Not.Contain("<x>"));
    }

    [Test]
    public async Task FilesAreReferencedAndLoadedRelativeToTheNotebook()
    {
        // GIVEN a script beside the notebook, and a library in a folder below
        _session.Folder.File("tools.csx", "int Twice(int n) => 2 * n;\nvoid Fail() => throw new Exception(\"no\");");
        Directory.CreateDirectory(Path.Combine(_session.Folder.Path, "lib"));
        File.Copy(typeof(AngleSharp.IConfiguration).Assembly.Location, Path.Combine(_session.Folder.Path, "lib", "AngleSharp.dll"));

        // WHEN
        var loaded = await RunAsync("#load \"tools.csx\"\nTwice(21)");
        var referenced = await RunAsync("#r \"lib/AngleSharp.dll\"\ntypeof(AngleSharp.IConfiguration).Name");
        var thrown = await RunAsync("Fail();");

        // THEN
        Assert.That(loaded.Text, Is.EqualTo("42\n"));
        Assert.That(referenced.Text, Is.EqualTo("IConfiguration\n"));
        Assert.That(thrown.Result.Error!.Places, Is.EqualTo(new[] { $"Fail in {Path.Combine(_session.Folder.Path, "tools.csx")}, line 2", "cell 3, line 1" }));
    }

    [Test]
    public async Task TimeTellsTheWallTimeAndWhatNobodyKnowsIsASentenceWithTheNearestName()
    {
        Assert.That((await RunAsync("#!time\nConsole.WriteLine(1);")).Text, Does.Match(@"^1\nWall time: [\d.]+ m?s\n$"));
        Assert.That((await RunAsync("var x = 1;\n#!tiem")).Result.Error!.Text, Does.StartWith("cell 2, line 2: there is no magic #!tiem. Did you mean #!time? There are #!about, ").And.EndsWith(" and #!whos."));
        Assert.That((await RunAsync("#!csharp\n\"\"\"\n#!whos\n\"\"\"")).Text, Is.EqualTo("#!whos\n"));
    }

    [Test]
    public async Task OurOwnPackageIsBuiltIn()
    {
        Assert.That((await RunAsync("#r \"nuget: MemMagics\"")).Text, Is.EqualTo("MemMagics is built in: #!memit and #!mprun are ready.\n"));
    }

    [TestCase("while (true);", TestName = "AnInterruptStopsALoopThatNeverLooks")]
    [TestCase("while (true) try { while (true); } catch (Exception) { }", TestName = "AnInterruptStopsALoopThatCatchesEverything")]
    [TestCase("Thread.Sleep(Timeout.Infinite);", TestName = "AnInterruptStopsASleep")]
    [TestCase("Task.Delay(Timeout.Infinite).Wait();", TestName = "AnInterruptStopsAWaitForATask")]
    [TestCase("await Task.Delay(Timeout.Infinite);", TestName = "AnInterruptStopsAnAwait")]
    [TestCase("await Task.Yield(); while (true);", TestName = "AnInterruptStopsALoopAfterAnAwait")]
    [TestCase("while (true) await Task.Yield();", TestName = "AnInterruptStopsALoopOfAwaits")]
    [TestCase("while (true) await Task.Run(() => 1);", TestName = "AnInterruptStopsALoopOfAwaitedTasks")]
    [TestCase("Enumerable.Repeat(1, int.MaxValue).Select(x => { while (true); return x; })", TestName = "AnInterruptStopsAValueThatIsNeverShown")]
    public async Task AnInterruptStopsTheCellAndTheSessionGoesOn(string code)
    {
        // GIVEN a cell that tells us that it runs, and never ends
        await RunAsync("var kept = 42;");
        using var interrupt = new CancellationTokenSource();
        using var begun = new EventWaitHandle(false, EventResetMode.ManualReset);
        AppDomain.CurrentDomain.SetData("begun", begun);
        var running = RunAsync($"((EventWaitHandle)AppDomain.CurrentDomain.GetData(\"begun\")).Set();\n{code}", interrupt.Token);
        await Task.Run(begun.WaitOne);

        // WHEN
        await interrupt.CancelAsync();
        var ran = await running;

        // THEN
        Assert.That(ran.Result.Error!.Message, Is.EqualTo("Interrupted."));
        Assert.That((await RunAsync("kept")).Text, Is.EqualTo("42\n"));
    }

    [Test]
    public async Task AnExceptionOnAThreadThatACellStartedIsToldAndTheSessionGoesOn()
    {
        var ran = await RunAsync("var thread = new Thread(() => throw new Exception(\"alone\"));\nthread.Start();\nthread.Join();");
        Assert.That(ran.Text, Is.EqualTo("A thread that a cell has started ended with an exception:\nSystem.Exception: alone\n   at lambda in cell 1, line 1\n"));
        Assert.That((await RunAsync("1 + 1")).Text, Is.EqualTo("2\n"));
    }

    [Test]
    public async Task ACellThatCannotBeStoppedIsToldOfItsOutputDroppedAndTheSessionGoesOn()
    {
        // GIVEN a cell that waits in a finally block, where no thread can be stopped
        await RunAsync("var kept = 42;");
        using var interrupt = new CancellationTokenSource();
        using var begun = new EventWaitHandle(false, EventResetMode.ManualReset);
        using var released = new EventWaitHandle(false, EventResetMode.ManualReset);
        using var printed = new EventWaitHandle(false, EventResetMode.ManualReset);
        foreach (var (name, handle) in new[] { ("begun", begun), ("released", released), ("printed", printed) })
            AppDomain.CurrentDomain.SetData(name, handle);
        var running = RunAsync("""
            EventWaitHandle Handle(string name) => (EventWaitHandle)AppDomain.CurrentDomain.GetData(name);
            try { Handle("begun").Set(); }
            finally
            {
                for (var i = 0; i < 2; i++)
                    try { Handle("released").WaitOne(); } catch (ThreadInterruptedException) { }
                Console.WriteLine("too late");
                Handle("printed").Set();
            }
            """, interrupt.Token);
        await Task.Run(begun.WaitOne);

        // WHEN it is interrupted, another cell runs, and then the first goes on
        await interrupt.CancelAsync();
        var ran = await running;
        var next = await RunAsync("kept");
        released.Set();
        await Task.Run(printed.WaitOne);

        // THEN
        Assert.That(ran.Result.Error!.Message, Does.StartWith("Interrupted; the cell's code does not stop by itself"));
        Assert.That(next.Text, Is.EqualTo("42\n"));
        Assert.That(ran.Text, Is.Empty);
        Assert.That((await RunAsync("1 + 1")).Text, Is.EqualTo("2\n"));
    }

    [Test]
    public async Task CellsAreCompiledInRelease()
    {
        var ran = await RunAsync("class C { }\ntypeof(C).Assembly.GetCustomAttributes(typeof(System.Diagnostics.DebuggableAttribute), false).Cast<System.Diagnostics.DebuggableAttribute>().Any(a => a.IsJITOptimizerDisabled)");
        Assert.That(ran.Text, Is.EqualTo("false\n"));
    }

    private Task<RanCell> RunAsync(string text, CancellationToken cancellationToken = default) => _session.RunAsync(text, cancellationToken);
}
