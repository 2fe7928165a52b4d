using System.Diagnostics;
using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;

namespace MemMagics.Tests.Cli;

/// <summary>Cells that ask: by <c>Console.ReadLine</c>, <c>input</c> and <c>password</c>.</summary>
[NonParallelizable]
public sealed class InputTests : TestsInAFolder
{
    private const string Asking = """
        #!csharp
        var name = input("Name? ");
        Console.WriteLine($"Hello {name}");
        #!csharp
        Console.Write("Age? ");
        var age = Console.ReadLine();
        Console.WriteLine(age.Length);
        #!csharp
        password("Word? ").Length
        #!csharp
        #!set --name town --value @input:"Your town"
        #!set --name key --value @password
        (town, key.Length)
        #!csharp
        Console.ReadLine() is null
        #!csharp
        input()

        """;

    [Test]
    public async Task InARunTheLinesOfStandardInputAreTheAnswersAndAPasswordIsNotKept()
    {
        // GIVEN answers for five of seven questions
        Folder.File("ask.dib", Asking);

        // WHEN
        var run = await RunAsync("Ada\n42\nsecret\nBern\nsecret, too\n", "run", "ask.dib", "--save", "asked.ipynb");

        // THEN
        Assert.That(run.Output, Is.EqualTo("""
            [1] var name = input("Name? "); …
            Name? Ada
            Hello Ada

            [2] Console.Write("Age? "); …
            Age? 2

            [3] password("Word? ").Length
            Word? 
            6

            [4] #!set --name town --value @input:"Your town" …
            Your town: Bern
            --value of key: 
            (Bern, 11)

            [5] Console.ReadLine() is null
            true

            [6] input()
            System.InvalidOperationException: The input has ended, and the question was not answered.
               at cell 6, line 1
            [6] failed

            ask.dib: 5 ok, 1 failed (cell 6)

            """));
        Assert.That(Folder.Read("asked.ipynb"), Does.Contain("Name? Ada").And.Not.Contain("secret"));
    }

    [TestCase("input(\"Name? \")", "   at cell 1, line 1\n")]
    [TestCase("Console.ReadLine()", "   at System.Console.ReadLine\n   at cell 1, line 1\n")]
    [TestCase("await Console.In.ReadLineAsync()", "   at cell 1, line 1\n")]
    public async Task WhereNobodyCanAnswerTheCellSaysWhatToDo(string code, string places)
    {
        Folder.File("ask.dib", $"#!csharp\n{code}\n");

        var run = await RunAsync("", "run", "ask.dib");

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("System.InvalidOperationException: The notebook asks for input (Console.ReadLine, input), and 'memmagics run' has nobody to ask. Give it the answers in a file, one a line (memmagics run NOTEBOOK < answers.txt),")
            .And.Contain(places).And.Not.Contain("MemMagics.").And.Not.Contain("/src/"));
    }

    [Test]
    [Platform("Linux", Reason = "The terminal is one of its 'script'.")]
    public async Task AtATerminalTheUserIsAskedAndThePasswordIsNotSeen()
    {
        // GIVEN
        Folder.File("ask.dib", Asking);

        // WHEN the user types when asked
        using var process = Start("script", ["-qefc", $"{MemMagicsTool.InShell} run ask.dib --save asked.ipynb", "/dev/null"]);
        await using var patience = new Timer(_ => process.Kill(entireProcessTree: true), null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan); // instead of waiting for ever
        var seen = "";
        foreach (var (asked, answer) in new[] { ("Name? ", "Ada\r"), ("Age? ", "42\r"), ("Word? ", "secret\r"), ("Your town: ", "Bern\r"), ("--value of key: ", "secret\r"), ("is null", "\u0004") })
        {
            // Not where the cell's line has it, in quotes. A status line may have stood before it, whose last character is of an escape sequence.
            while (!seen.Replace($"\"{asked}", "", StringComparison.Ordinal).Contains(asked, StringComparison.Ordinal))
            {
                var character = process.StandardOutput.Read();
                Assert.That(character, Is.Not.EqualTo(-1), seen);
                seen += (char)character;
            }

            await process.StandardInput.WriteAsync(answer);
            await process.StandardInput.FlushAsync();
        }

        // THEN
        process.StandardInput.Close();
        seen += await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(seen, Does.Contain("Hello Ada").And.Contain("Age? 42").And.Not.Contain("secret"));
        Assert.That(Folder.Read("asked.ipynb"), Does.Contain("Name? Ada").And.Contain("Age? 42").And.Not.Contain("secret"));
    }

    [TestCase("Console.Read() + \",\" + Console.Read() + \",\" + Console.ReadLine()", new[] { "abc" }, "97,98,c")]
    [TestCase("Console.ReadLine() + Console.In.Peek() + Console.ReadLine()", new[] { "a", "b" }, "a98b")]
    [TestCase("Console.In.ReadToEnd()", new[] { "a", "", "b" }, "a\n\nb\n")]
    [TestCase("string text = \"\"; while (Console.Read() is var c && c != -1) text += (char)c; text", new[] { "a", "b" }, "a\nb\n")]
    [TestCase("var some = new char[99]; Console.In.Read(some, 0, 99) + \",\" + Console.ReadLine()", new[] { "ab", "c" }, "3,c")]
    [TestCase("Task.Run(() => input(\"Name? \")).Result + await Task.Run(Console.ReadLine)", new[] { "a", "b" }, "ab")]
    [TestCase("Console.Read();", new[] { "left over" }, "")]
    public async Task EveryWayOfReadingTheConsoleAsksForLinesAsItNeedsThem(string code, string[] lines, string expected)
    {
        await using var session = new EmbeddedSession(Folder.Path);
        var output = new OutputRecord();

        // act
        var result = await session.RunCellAsync(new CellSource("cell 1", code), output, default, new Lines(lines));
        var next = await session.RunCellAsync(new CellSource("cell 2", "Console.ReadLine()"), new OutputRecord(), default, new Lines("own"));

        // assert
        Assert.That(result.Error?.Text, Is.Null);
        Assert.That(output.Text, Is.EqualTo(expected.Length == 0 || expected.EndsWith('\n') ? expected : expected + "\n"));
        Assert.That(next.Error?.Text, Is.Null);
    }

    [TestCase("#!set --name x --value @input:\"Your name\"\nx", new[] { "Ada" }, "Ada\n", "Your name: ")]
    [TestCase("#!set --name x --value=@input:Name?\nx", new[] { "Ada" }, "Ada\n", "Name? ")]
    [TestCase("#!set --name x --value @input\nx", new[] { "Ada B" }, "Ada B\n", "--value of x: ")]
    [TestCase("#!set --name x --value @input:{\"prompt\": \"Your name, please.\", \"type\": \"text\"}\nx", new[] { "Ada" }, "Ada\n", "Your name, please. ")]
    [TestCase("#!set --value @password:{\"saveAs\": \"a } b\"} --name x\nx.Length", new[] { "secret" }, "6\n", "--value of x: (unseen)")]
    [TestCase("#!set --name @input:\"Which name\" --value @password:\"Which value?\"\nada", new[] { "ada", "@csharp:nowhere" }, "@csharp:nowhere\n", "Which name: |Which value? (unseen)", Description = "an answer is a text, whatever it looks like")]
    [TestCase("#!value --name v --from-file @input:{\"type\": \"file\"}\n#!csharp\n#!share --from value v\nv", new[] { "some text.txt" }, "in the file\n", "--from-file of v: ")]
    [TestCase("#!import @input:\"Which file?\"\nimported", new[] { "some import.csx" }, "5\n", "Which file? ")]
    public async Task DirectivesAskForWhatStandsAsInputOrPasswordInThem(string cell, string[] answers, string output, string questions)
    {
        Folder.File("some text.txt", "in the file");
        Folder.File("some import.csx", "var imported = 5;");
        await using var session = new EmbeddedSession(Folder.Path);
        var (shown, lines) = (new OutputRecord(), new Lines(answers));

        // act
        var result = await session.RunCellAsync(new CellSource("cell 1", cell), shown, default, lines);

        // assert
        Assert.That(result.Error?.Text, Is.Null);
        Assert.That(shown.Text, Is.EqualTo(output));
        Assert.That(string.Join('|', lines.Questions), Is.EqualTo(questions));
    }

    [TestCase("input(\"Name? \")")]
    [TestCase("password()")]
    public async Task MeasuredCodeIsToldToAskBefore(string code)
    {
        await using var session = new EmbeddedSession(Folder.Path);

        var result = await session.RunCellAsync(new CellSource("cell 1", $"#!memit -r 1 {code}"), new OutputRecord(), default, new Lines("never"));

        Assert.That(result.Error!.Text, Does.StartWith("System.InvalidOperationException: Measured code cannot ask for input: it runs several times, in processes of its own. Ask in a cell before,").And.Not.Contain("MemMagics"));
    }

    [Test]
    public async Task AServedCellAsksByAnEventAndAnInterruptEndsTheQuestion()
    {
        using var process = MemMagicsTool.Start(Folder.Path, "serve", "--log", "log.txt");
        var answered = await ExecuteAsync("$\"{input(\\\"Name? \\\")} {password()}\"", asks: true, """{"type":"input","id":"1","value":"Ada"}""", """{"type":"input","id":"1","value":"secret"}""");
        var ended = await ExecuteAsync("Console.ReadLine() ?? \\\"none\\\"", asks: true, """{"type":"input","id":"1","value":null}""");
        var stopped = await ExecuteAsync("while (true) { try { Console.ReadLine(); } catch (Exception) { } }", asks: true, """{"type":"interrupt"}""");
        await SendAsync("""{"type":"input","id":"1","value":"too late"}""");
        var refused = await ExecuteAsync("Console.ReadLine()", asks: false);
        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.That(answered.Where(static message => (string?)message["type"] == "input").Select(static message => ((string?)message["prompt"], (bool)message["password"]!)), Is.EqualTo(new[] { ("Name? ", false), ("Password: ", true) }));
        Assert.That((string?)answered.Single(static message => (string?)message["type"] == "result")["data"]!["text/plain"], Is.EqualTo("Ada secret"));
        Assert.That((string?)ended.Single(static message => (string?)message["type"] == "result")["data"]!["text/plain"], Is.EqualTo("none"));
        Assert.That((string?)stopped[^1]["status"], Is.EqualTo("interrupted"));
        Assert.That((string?)refused.Single(static message => (string?)message["type"] == "error")["message"], Does.Contain("this front end has nobody to ask"));
        Assert.That(Folder.Read("log.txt"), Does.Contain("(an answer to the cell's question)").And.Not.Contain("\"value\""));

        async Task<List<JsonObject>> ExecuteAsync(string code, bool asks, params string[] answers)
        {
            await SendAsync($$"""{"type":"execute","id":"1","input":{{(asks ? "true" : "false")}},"code":"{{code.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}}"}""");
            var messages = new List<JsonObject>();
            var next = 0;
            do
            {
                messages.Add(JsonNode.Parse((await process.StandardOutput.ReadLineAsync())!)!.AsObject());
                if ((string?)messages[^1]["type"] == "input")
                    await SendAsync(answers[next++]);
            }
            while ((string?)messages[^1]["type"] != "executed");

            return messages;
        }

        async Task SendAsync(string line)
        {
            await process.StandardInput.WriteLineAsync(line);
            await process.StandardInput.FlushAsync();
        }
    }

    private Task<ToolRun> RunAsync(string input, params string[] arguments) => ToolRun.OfAsync(MemMagicsTool.Command(Folder.Path, arguments), input);

    private Process Start(string program, string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder.Path, RedirectStandardInput = true, RedirectStandardOutput = true })!;

    private sealed class Lines(params string[] lines) : ICellInput
    {
        private readonly Queue<string> _lines = new(lines);

        public List<string> Questions { get; } = [];

        public string? Ask(string prompt, bool isPassword)
        {
            lock (_lines)
            {
                Questions.Add(isPassword ? $"{prompt}(unseen)" : prompt);
                return _lines.TryDequeue(out var line) ? line : null;
            }
        }
    }
}
