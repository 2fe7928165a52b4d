using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Watching;

/// <summary><c>memmagics plot</c> of real commands. What is read from <c>/proc</c> exists on Linux only.</summary>
[Platform("Linux", Reason = "Reads /proc.")]
public sealed class PlotCommandTests
{
    private const long MiB = 1 << 20;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        _folder = new TemporaryFolder();
        _folder.File("hold.py", Programs.Hold);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public async Task TheCommandsStreamsAndExitCodeAreItsOwnAndTheChartIsOnStandardError()
    {
        _folder.File("app.py", "from hold import *\nprint(input(), flush=True)\nprint('oh', file=sys.stderr, flush=True)\nblock = hold(100)\nseen()\nsys.exit(5)\n");

        using var tool = MemMagicsTool.Start(_folder.Path, "plot", "-T", "out.json", "-T", "out.svg", "--", "python3", "app.py");
        await tool.StandardInput.WriteLineAsync("a line");
        tool.StandardInput.Close();
        var errors = tool.StandardError.ReadToEndAsync();
        var output = await tool.StandardOutput.ReadToEndAsync();
        await tool.WaitForExitAsync();

        Assert.That((tool.ExitCode, output), Is.EqualTo((5, "a line\n")));
        Assert.That(await errors, Does.StartWith("oh\npython3 app.py\npeak ").And.Contain("; exit code 5\n").And.Contain("100 MiB ┤"));
        var plot = JsonNode.Parse(_folder.Read("out.json"))!;
        Assert.That((int)plot["exitCode"]!, Is.EqualTo(5));
        Assert.That((long)plot["peak"]!["resident"]!, Is.GreaterThan(100 * MiB));
        Assert.That(plot["samples"]!.AsArray().Max(sample => (long)sample!["resident"]!), Is.EqualTo((long)plot["peak"]!["resident"]!));
        Assert.That(plot["collections"]!.AsArray(), Is.Empty);
        Assert.That(System.Xml.Linq.XDocument.Parse(_folder.Read("out.svg")).Root!.Name.LocalName, Is.EqualTo("svg"));
    }

    [Test]
    public async Task APeakBetweenTwoSamplesIsTheKernelsMark()
    {
        // GIVEN a program that is read once when it starts, and then after 100 MiB have come and gone
        _folder.File("app.py", "from hold import *\nhold(100)\nseen()\n");

        // WHEN
        var plot = await PlotAsync("--interval", "500ms", "--", "python3", "app.py");

        // THEN
        Assert.That((long)plot["peak"]!["resident"]!, Is.GreaterThan(100 * MiB));
        Assert.That((long)plot["samples"]!.AsArray()[^1]!["resident"]!, Is.LessThan(100 * MiB));
    }

    [Test]
    public async Task WithAFormatStandardOutputIsTheDocumentAlone()
    {
        var json = await MemMagicsTool.RunAsync(_folder.Path, "plot", "--format", "json", "--", "sh", "-c", "echo printed");
        var markdown = await MemMagicsTool.RunAsync(_folder.Path, "plot", "--format", "markdown", "--", "sh", "-c", "echo printed");

        Assert.That((json.Errors, (string?)JsonNode.Parse(json.Output)!["command"]), Is.EqualTo(("printed\n", "sh -c \"echo printed\"")));
        Assert.That((string?)JsonNode.Parse(json.Output)!["reports"]![0]!["kind"], Is.EqualTo("plot"));
        Assert.That(markdown.Errors, Is.EqualTo("printed\n"));
        Assert.That(markdown.Output, Does.Contain("```sh\nsh -c \"echo printed\"\n```"));
    }

    [Test]
    public async Task ChildrenAreCountedInWhenAskedFor()
    {
        // GIVEN two processes that wait for each other, both with memory
        _folder.File("child.py", """
            from hold import *
            block = hold(60)
            open(sys.argv[1], 'w').close()
            while not os.path.exists(sys.argv[2]):
                time.sleep(0.001)
            seen()
            """);
        string[] command = ["--", "sh", "-c", "python3 child.py a b & python3 child.py b a; wait"];

        // WHEN
        var all = await PlotAsync(["-c", .. command]);

        // THEN
        Assert.That((long)all["peak"]!["resident"]!, Is.GreaterThan(120 * MiB));
        var processes = all["processes"]!.AsArray();
        Assert.That((string?)processes[0]!["command"], Does.Contain("/sh -c "));

        // Where python3 is a script that finds the version to start, it has processes of that name before the one with memory.
        foreach (var name in new[] { "python3 child.py a b", "python3 child.py b a" })
            Assert.That(processes.Where(process => ((string)process!["command"]!).EndsWith(name)).Max(process => (long)process!["peak"]!), Is.GreaterThan(60 * MiB).And.LessThan(120 * MiB));

        var own = await PlotAsync(command);
        Assert.That((long)own["peak"]!["resident"]!, Is.LessThan(60 * MiB));
        Assert.That(own["processes"]!.AsArray(), Is.Empty);
    }

    [TestCase("There is no command 'no-such-command' in PATH.", "--", "no-such-command")]
    [TestCase("There is no program './hold.txt'.", "--", "./hold.txt")]
    [TestCase("'./' is a folder, not a program.", "--", "./")]
    [TestCase("There is no command 'hold.py' in PATH. For the one in this folder, write ./hold.py.", "--", "hold.py")]
    public async Task ACommandThatCannotBeRunIsOneSentence(string sentence, params string[] arguments)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, ["plot", .. arguments]);
        Assert.That(run, Is.EqualTo(new ToolRun(2, "", $"memmagics: {sentence}\n")));
    }

    [TestCase("What is to be watched? memmagics plot -- dotnet app.dll, or memmagics plot app.cs, or --project src/App.")]
    [TestCase("'python3' is no C# file and no project. Write -- before a command: memmagics plot -- python3 \"my app.py\"", "python3", "my app.py")]
    [TestCase("'a.csx' is a script, which is no program of its own. memmagics memit --plot a.csx draws its memory.", "a.csx")]
    [TestCase("'memmagics plot' has no option '--intervall'. Did you mean --interval?", "--intervall", "1s", "--", "python3")]
    [TestCase("--interval takes a time from 1ms up to 1h such as 10ms, 500ms or 1s, not '0'.", "--interval", "0", "--", "python3")]
    public async Task AWrongCommandLineIsOneSentence(string sentence, params string[] arguments)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, ["plot", .. arguments]);
        Assert.That(run, Is.EqualTo(new ToolRun(2, "", $"memmagics: {sentence}\nmemmagics: Try 'memmagics plot --help'.\n")));
    }

    [Test]
    public async Task AFileThatCannotBeWrittenIsSaidBeforeTheCommandRuns()
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, "plot", "-T", "nowhere/out.svg", "--", "touch", "ran");
        Assert.That(run.ExitCode, Is.EqualTo(2));
        Assert.That(run.Errors, Does.StartWith("memmagics: The report cannot be saved to 'nowhere/out.svg': "));
        Assert.That(File.Exists(Path.Combine(_folder.Path, "ran")), Is.False);
    }

    [Test]
    public async Task ACommandThatEndsAtOnceAndOneThatIsKilledHaveTheirExitCodes()
    {
        Assert.That((await MemMagicsTool.RunAsync(_folder.Path, "plot", "--", "false")).ExitCode, Is.EqualTo(1));
        Assert.That((await MemMagicsTool.RunAsync(_folder.Path, "plot", "--", "sh", "-c", "kill -SEGV $$")).ExitCode, Is.EqualTo(139));
    }

    [Test]
    public async Task AGigabyteOfOutputPassesThrough()
    {
        var run = await ShellAsync($"{MemMagicsTool.InShell} plot -- head -c 1000000000 /dev/zero 2> chart.txt | wc -c");
        Assert.That((run.Output.Trim(), run.Errors), Is.EqualTo(("1000000000", "")));
        Assert.That(_folder.Read("chart.txt"), Does.Contain("; exit code 0\n"));
    }

    [Test]
    public async Task ADaemonIsLeftAlone()
    {
        var run = await ShellAsync($"{MemMagicsTool.InShell} plot -c -- sh -c 'setsid sleep 1000 < /dev/null > /dev/null 2>&1 & echo $! > pid'; kill $(cat pid) && echo ran on");
        Assert.That(run.Output, Is.EqualTo("ran on\n"));
    }

    [Test]
    public async Task AnInterruptIsPassedOnAndWhatWasSeenIsDrawn()
    {
        // GIVEN a command that ends when it is interrupted, and says so
        _folder.File("app.py", "from hold import *\nblock = hold(50)\nseen()\ntry:\n    print('ready', flush=True)\n    time.sleep(1000)\nexcept KeyboardInterrupt:\n    print('interrupted', flush=True)\n");
        using var tool = MemMagicsTool.StartInForeground(_folder.Path, "plot", "-T", "out.json", "--", "env", "--default-signal=INT", "python3", "app.py");
        Assert.That(await tool.StandardOutput.ReadLineAsync(), Is.EqualTo("ready"));

        // WHEN
        await SignalAsync("-INT", tool.Id);

        // THEN
        Assert.That(await tool.StandardOutput.ReadToEndAsync(), Is.EqualTo("interrupted\n"));
        Assert.That(await tool.StandardError.ReadToEndAsync(), Does.Contain("; interrupted\n"));
        await tool.WaitForExitAsync();
        Assert.That(tool.ExitCode, Is.EqualTo(130));
        Assert.That((long)JsonNode.Parse(_folder.Read("out.json"))!["peak"]!["resident"]!, Is.GreaterThan(50 * MiB));
    }

    [Test]
    public async Task ASecondInterruptEndsWhatDoesNotFollowTheFirst()
    {
        // GIVEN a command and its child that take no notice of signals
        using var tool = MemMagicsTool.StartInForeground(_folder.Path, "plot", "--", "sh", "-c", "trap '' INT TERM; sleep 1000 & echo $!; wait; wait");
        var child = int.Parse((await tool.StandardOutput.ReadLineAsync())!);
        var errors = tool.StandardError.ReadToEndAsync();

        // WHEN
        await SignalAsync("-INT", tool.Id);
        await SignalAsync("-INT", tool.Id);
        await tool.WaitForExitAsync();

        // THEN
        Assert.That(tool.ExitCode, Is.EqualTo(130));
        Assert.That(await errors, Does.Contain("; interrupted\n"));
        Assert.That(IsRunning(child), Is.False);
    }

    private async Task<JsonNode> PlotAsync(params string[] arguments)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, ["plot", "--format", "json", .. arguments]);
        Assert.That(run.ExitCode, Is.Zero, run.Errors);
        return JsonNode.Parse(run.Output)!["reports"]![0]!;
    }

    private Task<ToolRun> ShellAsync(string script) => ToolRun.OfAsync(new ProcessStartInfo("sh", ["-c", script]) { WorkingDirectory = _folder.Path });

    /// <summary>Whether there is such a process, other than one that has ended and that nobody has asked about.</summary>
    private static bool IsRunning(int process)
    {
        try
        {
            return !File.ReadAllText($"/proc/{process}/stat").Contains(") Z ");
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task SignalAsync(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, $"{process}"]);
        await kill.WaitForExitAsync();
    }
}
