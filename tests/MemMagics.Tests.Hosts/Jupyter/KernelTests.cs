using System.Text.Json.Nodes;

namespace MemMagics.Tests.Jupyter;

/// <summary>What Jupyter's users expect of a kernel, seen by a real client (jupyter_client).</summary>
[NonParallelizable]
public class KernelTests
{
    private InstalledKernel _kernel = null!;
    private JupyterClient _client = null!;

    [OneTimeSetUp]
    public async Task StartKernel()
    {
        _kernel = await InstalledKernel.CreateAsync("jupyter_client", "psutil");
        _client = await JupyterClient.StartAsync(_kernel);
    }

    [OneTimeTearDown]
    public async Task EndKernel()
    {
        if (_client is not null)
            await _client.DisposeAsync();
        _kernel?.Dispose();
    }

    [Test]
    public async Task CellsAreCountedAndTheirLastExpressionIsTheResult()
    {
        var first = await _client.ExecuteAsync("var six = 6;");
        var second = await _client.ExecuteAsync("six * 7");
        Assert.That(first.Types, Is.Empty);
        Assert.That(second.Count, Is.EqualTo(first.Count + 1));
        Assert.That(second.Result(), Is.EqualTo("42"));
        Assert.That(second.Messages.Single(message => message["type"]!.GetValue<string>() == "execute_result")["execution_count"]!.GetValue<int>(), Is.EqualTo(second.Count));
    }

    [Test]
    public async Task TheKernelSaysWhatLanguageItRuns()
    {
        var info = await _client.DoAsync("kernel_info");
        Assert.That(info["language_info"]!["name"]!.GetValue<string>(), Is.EqualTo("C#"));
        Assert.That(info["implementation"]!.GetValue<string>(), Is.EqualTo("memmagics"));
        Assert.That(info["implementation_version"]!.GetValue<string>(), Does.Match(@"^\d+\.\d+\.\d+$"));
    }

    [Test]
    public async Task OutputArrivesWhileTheCellRuns()
    {
        // GIVEN a cell that ends only when somebody has seen what it printed
        var seen = Path.Combine(_kernel.Folder, "seen");

        // WHEN
        var ran = await _client.ExecuteAsync(
            $"Console.Write(\"look\");\nwhile (!File.Exists(\"{seen}\")) Thread.Sleep(10);\nConsole.Error.Write(\"thanks\");",
            new JsonObject { ["when"] = "look", ["in"] = "stream", ["then"] = seen });

        // THEN
        Assert.That(ran.Status, Is.EqualTo("ok"));
        Assert.That(ran.Stream("stdout"), Is.EqualTo("look"));
        Assert.That(ran.Stream("stderr"), Is.EqualTo("thanks"));
    }

    [Test]
    public async Task AMillionCharactersWrittenOneByOneArriveInOrder()
    {
        var ran = await _client.ExecuteAsync("for (var i = 0; i < 1_000_000; i++) Console.Write((char)('a' + i % 26));\nConsole.Write(\"😀\"[0]); Console.Write(\"😀\"[1]);");
        var expected = string.Concat(Enumerable.Range(0, 1_000_000).Select(i => (char)('a' + (i % 26)))) + "😀";
        Assert.That(ran.Stream("stdout"), Is.EqualTo(expected));
        Assert.That(ran.Types, Has.Count.LessThan(1000));
    }

    [Test]
    public async Task WhatNativeCodeAndChildProcessesPrintIsShownAndHarmsNothing()
    {
        var ran = await _client.ExecuteAsync($$"""
            {{NativeFunctions.LibC("nint write(int descriptor, byte[] bytes, nint count)")}}
            write(1, "native\n"u8.ToArray(), 7);
            Console.Out.Flush();
            System.Diagnostics.Process.Start("sh", "-c \"echo child; echo {not json\"").WaitForExit();
            using (var opened = Console.OpenStandardOutput()) opened.Write("opened\n"u8);
            """);
        Assert.That(ran.Status, Is.EqualTo("ok"));
        Assert.That(ran.Stream("stdout"), Is.EqualTo("native\nchild\n{not json\nopened\n"));
        Assert.That((await _client.ExecuteAsync("1 + 1")).Result(), Is.EqualTo("2"));
    }

    [Test]
    public async Task RichResultsCarryTheirFormsAndPlainText()
    {
        var ran = await _client.ExecuteAsync("""
            display(HTML("<b>bold</b>"));
            display(SVG("<svg xmlns='http://www.w3.org/2000/svg'></svg>"));
            display(PNG(Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")));
            display("# title", "text/markdown");
            display("{\"a\": [1]}", "application/json");
            new Dictionary<string, int> { ["one"] = 1 }
            """);
        var shown = ran.Messages.Where(message => message["type"]!.GetValue<string>() == "display_data").Select(message => message["data"]!.AsObject()).ToList();
        Assert.That(shown[0]["text/html"]!.GetValue<string>(), Is.EqualTo("<b>bold</b>"));
        Assert.That(shown[1]["image/svg+xml"]!.GetValue<string>(), Does.StartWith("<svg"));
        Assert.That(shown[2]["image/png"]!.GetValue<string>(), Does.StartWith("iVBORw0KGgo"));
        Assert.That(shown[3]["text/markdown"]!.GetValue<string>(), Is.EqualTo("# title"));
        Assert.That(shown[4]["application/json"]!["a"]![0]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(shown, Has.All.Matches<JsonObject>(data => data.ContainsKey("text/plain")));
        Assert.That(ran.Result("text/html"), Does.Contain("<td>one</td>"));
        Assert.That(ran.Result(), Is.EqualTo("Key  Value\n==========\none      1"));
    }

    [Test]
    public async Task DisplaysAreUpdatedInPlaceAlsoFromALaterCell()
    {
        var shown = await _client.ExecuteAsync("var shown = display(\"before\");\nshown.Update(\"between\");");
        var updated = await _client.ExecuteAsync("shown.Update(HTML(\"<i>after</i>\"));");
        Assert.That(shown.Types, Is.EqualTo(new[] { "display_data", "update_display_data" }));
        Assert.That(updated.Types, Is.EqualTo(new[] { "update_display_data" }));
        Assert.That(DisplayId(updated.Messages[^1]), Is.EqualTo(DisplayId(shown.Messages[^2])));
        Assert.That(updated.Data("update_display_data", "text/html"), Is.EqualTo(new[] { "<i>after</i>" }));
    }

    [Test]
    public async Task ProgressOfAMeasurementIsUpdatedInPlaceAndTheReportTakesItsPlace()
    {
        var ran = await _client.ExecuteAsync("#!memit -r 2 new byte[1_000_000]");
        Assert.That(ran.Types[0], Is.EqualTo("display_data"));
        Assert.That(ran.Types.Skip(1), Is.All.EqualTo("update_display_data"));
        Assert.That(ran.Messages.Where(message => message["transient"] is not null).Select(DisplayId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(ran.Data("update_display_data"), Has.Some.EqualTo("measuring: run 2 of 2 …"));
        Assert.That(ran.Data("update_display_data")[^1], Does.Contain(": allocates 1,000,024 B; ").And.Contains("worst of 2: "));
        Assert.That(ran.Messages[^1]["data"]!["text/html"]!.GetValue<string>(), Does.Contain("1,000,024"));
    }

    [Test]
    public async Task ProgressLeavesNothingBehindWhereNothingIsToBeShown()
    {
        var ran = await _client.ExecuteAsync("#!memit -q -r 1 new byte[1000]");
        Assert.That(ran.Types[0], Is.EqualTo("display_data"));
        Assert.That(ran.Types[^1], Is.EqualTo("clear_output"));
    }

    [Test]
    public async Task ErrorsHaveATracebackAtTheLinesOfTheirCells()
    {
        var defined = await _client.ExecuteAsync("int Half(int n)\n{\n    if (n % 2 == 1)\n        throw new ArgumentException(\"odd\");\n    return n / 2;\n}");
        var thrown = await _client.ExecuteAsync("var four = Half(8);\nHalf(7)");
        Assert.That(thrown.Status, Is.EqualTo("error"));
        Assert.That(thrown.Error["ename"]!.GetValue<string>(), Is.EqualTo("System.ArgumentException"));
        Assert.That(thrown.Traceback, Is.EqualTo($"System.ArgumentException: odd\n   at Half in cell {defined.Count}, line 4\n   at cell {thrown.Count}, line 2"));
        Assert.That(thrown.Reply["traceback"]!.AsArray(), Has.Count.EqualTo(3));

        var broken = await _client.ExecuteAsync("var fine = 1;\n  nope");
        Assert.That(broken.Traceback, Is.EqualTo($"cell {broken.Count}(2,3): error CS0103: The name 'nope' does not exist in the current context"));
    }

    [TestCase("var x = 1;", "complete")]
    [TestCase("1 + 1", "complete")]
    [TestCase("#!memit 1 + 1", "complete")]
    [TestCase("var y = 2;\n#!mprun -f F F()", "complete")]
    [TestCase("?Console", "complete")]
    [TestCase("int F() {", "incomplete")]
    [TestCase("#!memit", "incomplete")]
    [TestCase("%%memit -r 3", "incomplete")]
    [TestCase("#!memit Solve(", "incomplete")]
    [TestCase("\"\"\"\ntext", "incomplete")]
    [TestCase("var 1x = ;", "invalid")]
    [TestCase("#!memit var 1x = ;", "invalid")]
    public async Task AConsoleIsToldWhetherACellIsComplete(string code, string status)
    {
        Assert.That((await _client.DoAsync("is_complete", code))["status"]!.GetValue<string>(), Is.EqualTo(status));
    }

    [TestCase("Console.WriteL", new[] { "WriteLine" })]
    [TestCase("matrixOfTests.Ra", new[] { "Rank" }, TestName = "CompletionKnowsTheNotebooksVariables")]
    [TestCase("matrixOf", new[] { "matrixOfTests" })]
    [TestCase("var 😀 = 1; matrixOf", new[] { "matrixOfTests" }, TestName = "CompletionCountsCodePoints")]
    [TestCase("new[] { 1 }.Sele", new[] { "Select", "SelectMany" }, TestName = "CompletionKnowsExtensionMethods")]
    [TestCase("$\"{matrixOf", new[] { "matrixOfTests" }, TestName = "CompletionWorksWithinInterpolatedStrings")]
    [TestCase("new System.Text.StringBuild", new[] { "StringBuilder" })]
    [TestCase("using System.Security.Cryptography.X509", new[] { "X509Certificates" })]
    [TestCase("DayOfWeek.Mon", new[] { "Monday" })]
    [TestCase("matrixOfTests?.Len", new[] { "Length" })]
    [TestCase("class P { public int Width { get; set; } }\nnew P { Wi", new[] { "Width" })]
    [TestCase("#!me", new[] { "#!memit", "#!mermaid" })]
    [TestCase("%%mp", new[] { "%%mprun" })]
    [TestCase("#!mprun --ti", new[] { "--tiered", "--timeout" })]
    [TestCase("#!memit --where=ex", new[] { "exact" }, TestName = "CompletionKnowsTheValuesOfWhere")]
    [TestCase("#!memit --gc ser", new[] { "server" }, TestName = "CompletionKnowsTheValuesOfOptions")]
    [TestCase("#!memit --where matrixOf", new[] { "matrixOfTests" }, TestName = "CompletionTakesTheWordAfterWhereForCode")]
    [TestCase("#!memit -r 3 --gc server matrixOf", new[] { "matrixOfTests" })]
    [TestCase("#!mprun -f matrixOfTests.Ra", new[] { "Rank" }, TestName = "CompletionKnowsFunctionsToProfile")]
    [TestCase("%memit matrixOf", new[] { "matrixOfTests" })]
    [TestCase("// Conso", new string[0], TestName = "CommentsAreNotCompleted")]
    [TestCase("\"Conso", new string[0], TestName = "StringsAreNotCompleted")]
    public async Task CompletionOffersWhatFits(string code, string[] matches)
    {
        await _client.ExecuteAsync("var matrixOfTests = new double[2, 2];");
        var completed = await _client.DoAsync("complete", code);
        Assert.That(completed["matches"]!.AsArray().Select(match => match!.GetValue<string>()), Is.EqualTo(matches));
        if (matches.Length == 0)
            return;

        // What a match replaces is what was typed of it.
        var points = code.EnumerateRunes().ToArray();
        var start = completed["cursor_start"]!.GetValue<int>();
        Assert.That(completed["cursor_end"]!.GetValue<int>(), Is.EqualTo(points.Length));
        Assert.That(matches[0], Does.StartWith(string.Concat(points[start..])));
    }

    [Test]
    public async Task InspectionTellsSignatureDocumentationAndValue()
    {
        await _client.ExecuteAsync("/// <summary>Halves a number.</summary>\n/// <param name=\"n\">An even one.</param>\nint HalfOf(int n) => n / 2;\nvar answer = 42;");
        Assert.That(await InspectAsync("HalfOf(4)", 3), Does.StartWith("int HalfOf(int n)").And.Contains("Halves a number.").And.Contains("n: An even one."));
        Assert.That(await InspectAsync("HalfOf(", 7), Does.StartWith("int HalfOf(int n)"));
        Assert.That(await InspectAsync("answer", 6), Does.StartWith("int answer").And.Contains("Value: 42"));
        Assert.That(await InspectAsync("\"\".Substring(1)", 6), Does.Contain("string string.Substring(int startIndex)").And.Contains("Retrieves a substring from this instance."));
        Assert.That(await InspectAsync("#!memit 1", 4), Does.StartWith("#!memit [options] <code>"));
        Assert.That(await InspectAsync("#!memit --repeat 3 1", 12), Does.StartWith("--repeat, -r N"));
        Assert.That((await _client.DoAsync("inspect", "nothingLikeThis"))["found"]!.GetValue<bool>(), Is.False);
    }

    [TestCase("?HalfOfHelp", "int HalfOfHelp(int n)")]
    [TestCase("HalfOfHelp?", "int HalfOfHelp(int n)")]
    [TestCase("HalfOfHelp??", "=> n / 2;")]
    [TestCase("?memit", "#!memit [options] <code>")]
    [TestCase("%mprun?", "#!mprun [options] <code>")]
    [TestCase("?nothingLikeThis", "There is nothing called 'nothingLikeThis' here.")]
    public async Task QuestionMarksAskForHelp(string code, string answer)
    {
        await _client.ExecuteAsync("int HalfOfHelp(int n) => n / 2;");
        var asked = await _client.ExecuteAsync(code);
        Assert.That(asked.Data("display_data").Single(), Does.Contain(answer));
    }

    [TestCase("interrupt", TestName = "AnInterruptStopsACellAndTheSessionGoesOn")]
    [TestCase("interrupt by message", TestName = "AnInterruptThatIsAMessageDoesTheSame")]
    [TestCase("interrupt on the shell channel", TestName = "SoDoesOneThatComesWhereCellsCome")]
    public async Task AnInterruptStopsACellAndTheSessionGoesOn(string way)
    {
        await _client.ExecuteAsync("var kept = \"still here\";");
        var stopped = await _client.ExecuteAsync("Console.Write(\"begun\");\nwhile (true) { }", new JsonObject { ["when"] = "begun", ["in"] = "stream", ["then"] = way });
        Assert.That(stopped.Status, Is.EqualTo("error"));
        Assert.That(stopped.Traceback, Is.EqualTo("Interrupted."));
        Assert.That(stopped.Interrupted, Is.EqualTo(way == "interrupt on the shell channel" ? "ok" : null));
        Assert.That((await _client.ExecuteAsync("kept")).Result(), Is.EqualTo("still here"));
    }

    [Test]
    public async Task AnInterruptThatComesBeforeTheCellHasBegunIsNotLost()
    {
        var stopped = await _client.ExecuteAsync("while (true) { }", new JsonObject { ["when"] = "while", ["in"] = "execute_input", ["then"] = "interrupt" });
        Assert.That(stopped.Traceback, Is.EqualTo("Interrupted."));
    }

    [Test]
    public async Task AnInterruptStopsAMeasurementAndTheSessionGoesOn()
    {
        await _client.ExecuteAsync("var keptToo = 7;");
        var stopped = await _client.ExecuteAsync("#!memit -t 5m while (true) { }", new JsonObject { ["when"] = "run 1", ["then"] = "interrupt" });
        Assert.That(stopped.Error["ename"]!.GetValue<string>(), Is.EqualTo("Interrupted"));
        Assert.That((await _client.ExecuteAsync("#!memit -r 1 new byte[keptToo]")).Data("update_display_data")[^1], Does.Contain("allocated 32 B"));
    }

    [Test]
    public async Task SilentCellsRunWithoutOutputAndWithoutACount()
    {
        var before = await _client.ExecuteAsync("var silent = 1;");
        var quiet = await _client.ExecuteAsync("Console.WriteLine(\"nobody hears\"); silent = 2; silent", new JsonObject { ["silent"] = true });
        var after = await _client.ExecuteAsync("silent");
        Assert.That(quiet.Status, Is.EqualTo("ok"));
        Assert.That(quiet.Messages, Is.Empty);
        Assert.That(after.Result(), Is.EqualTo("2"));
        Assert.That(after.Count, Is.EqualTo(before.Count + 1));
    }

    [Test]
    public async Task CellsThatAreNotStoredInTheHistoryAreShownButNotCounted()
    {
        var before = await _client.ExecuteAsync("1");
        var unstored = await _client.ExecuteAsync("2", new JsonObject { ["store_history"] = false });
        var after = await _client.ExecuteAsync("3");
        Assert.That(unstored.Result(), Is.EqualTo("2"));
        Assert.That(after.Count, Is.EqualTo(before.Count + 1));
    }

    [TestCase("input(\"Name? \")", "Name? ", false, new[] { "Ada é" }, "Ada é")]
    [TestCase("password()", "Password: ", true, new[] { "secret" }, "secret")]
    [TestCase("#!set --name town --value @input:\"Your town\"\ntown", "Your town: ", false, new[] { "Bern" }, "Bern")]
    [TestCase("#!set --name word --value @password\nword", "--value of word: ", true, new[] { "secret" }, "secret")]
    [TestCase("Console.ReadLine()", "", false, new[] { "a b" }, "a b")]
    [TestCase("Console.ReadLine() is null", "", false, new[] { "\u0004" }, "true")]
    [TestCase("Console.In.ReadToEnd()", "", false, new[] { "one", "two", "\u0004" }, "one\ntwo\n")]
    public async Task ACellThatAsksIsAnsweredByTheUser(string code, string prompt, bool isPassword, string[] answers, string result)
    {
        var asked = await AskingAsync(code, answers);

        Assert.That(Questions(asked), Is.All.EqualTo((prompt, isPassword)).And.Exactly(answers.Length).Items);
        Assert.That(asked.Result(), Is.EqualTo(result));
    }

    [Test]
    public async Task AnInterruptWhileACellAsksStopsItAndTheNextIsAnswered()
    {
        var stopped = await AskingAsync("var asked = true;\nwhile (true)\n{\n    try { input(\"Again? \"); }\n    catch (InvalidOperationException) { }\n}", "yes", null);
        var next = await AskingAsync("$\"{input()} {1 + 1}\"", "so");

        Assert.That(Questions(stopped), Is.EqualTo(new[] { ("Again? ", false), ("Again? ", false) }));
        Assert.That(stopped.Error["ename"]!.GetValue<string>(), Is.EqualTo("Interrupted"));
        Assert.That(next.Result(), Is.EqualTo("so 2"));
    }

    [TestCase("input()")]
    [TestCase("Console.ReadLine()")]
    public async Task AClientThatCannotAskIsToldInASentence(string code)
    {
        var refused = await _client.ExecuteAsync(code);
        Assert.That(refused.Error["evalue"]!.GetValue<string>(), Does.Contain("The cell asks for input, and this front end has nobody to ask").And.Not.Contain("MemMagics"));
    }

    [Test]
    public async Task CommsAreClosedPolitelyAndNothingElseHappens()
    {
        var opened = await _client.DoAsync(new JsonObject { ["do"] = "send", ["type"] = "comm_open", ["content"] = new JsonObject { ["comm_id"] = "c1", ["target_name"] = "jupyter.widget", ["data"] = new JsonObject() } });
        var told = await _client.DoAsync(new JsonObject { ["do"] = "send", ["type"] = "comm_msg", ["content"] = new JsonObject { ["comm_id"] = "c1", ["data"] = new JsonObject() } });
        var closing = opened["messages"]!.AsArray().Single(message => message!["type"]!.GetValue<string>() == "comm_close")!;
        Assert.That(closing["comm_id"]!.GetValue<string>(), Is.EqualTo("c1"));
        Assert.That(told["messages"]!.AsArray().Where(message => message!["type"]!.GetValue<string>() != "status"), Is.Empty);
    }

    [TestCase("%memit")]
    [TestCase("%%memit")]
    [TestCase("#!memit")]
    public async Task MemitIsKnownByTheNamesOfIPythonToo(string name)
    {
        var ran = await _client.ExecuteAsync($"var length{name.Count(c => c == '%')} = 1000;\n{name} -r 1\nnew byte[length{name.Count(c => c == '%')}]");
        Assert.That(ran.Data("update_display_data")[^1], Does.Contain("allocated 1,024 B"));
    }

    [Test]
    public async Task MprunIsKnownByTheNamesOfIPythonTooAndTextIsLeftAlone()
    {
        await _client.ExecuteAsync("byte[] Make(int n)\n{\n    return new byte[n];\n}");
        var ran = await _client.ExecuteAsync("var text = \"\"\"\n    %memit is text here\n    \"\"\";\n%mprun -f Make Make(1000)");
        Assert.That(ran.Status, Is.EqualTo("ok"));
        Assert.That(ran.Data("update_display_data")[^1], Does.Contain("1,024").And.Contains("return new byte[n];"));
        Assert.That((await _client.ExecuteAsync("text")).Result(), Is.EqualTo("%memit is text here"));
    }

    [Test]
    public async Task ACellThatEndsTheProcessIsToldAndTheNextCellHasANewSession()
    {
        await _client.ExecuteAsync("var gone = 1;");
        var ended = await _client.ExecuteAsync("Environment.FailFast(\"enough\");");
        var next = await _client.ExecuteAsync("gone");
        Assert.That(ended.Error["evalue"]!.GetValue<string>(), Does.StartWith("The C# session ended by SIGABRT.").And.Contains("a new session"));
        Assert.That(ended.Stream("stderr"), Does.Contain("enough"));
        Assert.That(next.Traceback, Does.Contain("CS0103"));
        Assert.That((await _client.ExecuteAsync("1 + 1")).Result(), Is.EqualTo("2"));
    }

    [Test]
    public async Task ARestartForgetsAllAndCountsFromOne()
    {
        await _client.ExecuteAsync("var forgotten = 1;");
        await _client.DoAsync("restart");
        var first = await _client.ExecuteAsync("forgotten");
        Assert.That(first.Count, Is.EqualTo(1));
        Assert.That(first.Traceback, Does.Contain("cell 1(1,1): error CS0103"));
    }

    private Task<ExecutedRequest> AskingAsync(string code, params string?[] answers) =>
        _client.ExecuteAsync(code, new JsonObject { ["answers"] = new JsonArray([.. answers.Select(answer => JsonValue.Create(answer))]) });

    private static IEnumerable<(string Prompt, bool IsPassword)> Questions(ExecutedRequest request) =>
        request.Messages.Where(message => message["type"]!.GetValue<string>() == "input_request").Select(message => (message["prompt"]!.GetValue<string>(), message["password"]!.GetValue<bool>()));

    private async Task<string> InspectAsync(string code, int cursor) =>
        (await _client.DoAsync("inspect", code, cursor))["data"]!["text/plain"]!.GetValue<string>();

    private static string DisplayId(JsonObject message) => message["transient"]!["display_id"]!.GetValue<string>();
}
