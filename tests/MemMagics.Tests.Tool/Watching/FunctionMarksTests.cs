using System.Text.Json.Nodes;

namespace MemMagics.Tests.Watching;

/// <summary><c>memmagics plot -f</c> of a C# file, which is built once.</summary>
[Platform("Linux", Reason = "Reads /proc.")]
public sealed class FunctionMarksTests
{
    private const long MiB = 1 << 20;

    private const string App = """
        Console.WriteLine($"{Console.ReadLine()} {string.Join(",", args)} {AppContext.BaseDirectory}");
        var block = Load(50);
        for (var i = 0; i < 3; i++)
            Step(block, i);
        await Wait();
        var sum = 0L;
        for (var i = 0; i < 100_000; i++)
            sum += Tiny(i);
        Console.WriteLine(sum + new Solver().Sum(20) + Solver.Some(3).Sum());
        try
        {
            Solver.Throws();
        }
        catch (InvalidOperationException)
        {
        }

        if (args[0] == "exit")
            Solver.Exit();
        return 7;

        static byte[] Load(int megabytes)
        {
            var block = new byte[megabytes << 20];
            Array.Fill(block, (byte)1);
            return block;
        }

        static int Step(byte[] block, int i) => ((byte[])block.Clone())[i];

        static async Task Wait()
        {
            await Task.Delay(1);
            Inside();
            await Task.Yield();
        }

        static void Inside() => Thread.Sleep(1);

        static int Tiny(int i) => i % 7;

        class Solver
        {
            public int Sum(int n) => n < 1 ? 0 : n + Sum(n - 1);

            public static IEnumerable<int> Some(int n)
            {
                for (var i = 0; i < n; i++)
                    yield return i;
            }

            public static void Throws() => throw new InvalidOperationException();

            public static void Exit() => Environment.Exit(3);
        }
        """;

    private TemporaryFolder _folder = null!;
    private ToolRun _run = null!;
    private JsonNode _plot = null!;

    [OneTimeSetUp]
    public async Task Watch()
    {
        _folder = new TemporaryFolder();
        _folder.File("app.cs", App);
        _run = await RunAsync("return");
        _plot = JsonNode.Parse(_folder.Read("return.json"))!;
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void TheProgramRunsAsItDoesByItself()
    {
        Assert.That(_run.ExitCode, Is.EqualTo(7), _run.Errors);
        Assert.That(_run.Output, Does.StartWith("a line return,3 /").And.Contain("/release/\n"), "its input, its arguments, the folder that it was built into");
        Assert.That(_run.Output, Does.EndWith($"{Enumerable.Range(0, 100_000).Sum(i => i % 7) + 213}\n"));
        Assert.That((int)_plot["exitCode"]!, Is.EqualTo(7));
    }

    [Test]
    public void AFunctionIsMarkedFromItsBeginningToItsEndWithTheMemoryAtBoth()
    {
        var load = Marks("Load").Single();
        Assert.That((long)load["residentAtEnd"]! - (long)load["residentAtBegin"]!, Is.GreaterThan(49 * MiB));
        Assert.That((double)load["begin"]!, Is.GreaterThan(0));
        Assert.That(Marks("Step").Select(mark => (long)mark["calls"]!), Is.EqualTo(new[] { 1, 1, 1 }));
        double[] moments = [(double)load["end"]!, .. Marks("Step").SelectMany(mark => new[] { (double)mark["begin"]!, (double)mark["end"]! }), (double)_plot["elapsed"]!];
        Assert.That(moments, Is.Ordered);
    }

    [Test]
    public void AnAsynchronousFunctionRunsUntilItHasCompleted()
    {
        var (wait, inside) = (Marks("Wait").Single(), Marks("Inside").Single());
        Assert.That((long)wait["calls"]!, Is.EqualTo(1));
        Assert.That(new[] { (double)wait["begin"]!, (double)inside["begin"]!, (double)inside["end"]!, (double)wait["end"]! }, Is.Ordered);
    }

    [Test]
    public void RecursionIsOneRunAndSoAreIteratorsAndWhatThrowsEnds()
    {
        Assert.That(Marks("Solver.Sum").Select(mark => (long)mark["calls"]!), Is.EqualTo(new[] { 21 }));
        Assert.That(Marks("Solver.Some").Select(mark => (long)mark["calls"]!), Is.EqualTo(new[] { 1 }));
        Assert.That((double)Marks("Solver.Throws").Single()["end"]!, Is.LessThan((double)_plot["elapsed"]!));
    }

    [Test]
    public void ManyShortCallsAreFewMarksAndAllAreCounted()
    {
        Assert.That(Marks("Tiny"), Has.Count.InRange(2, 1024));
        Assert.That(Marks("Tiny").Sum(mark => (long)mark["calls"]!), Is.EqualTo(100_000));
    }

    [Test]
    public async Task AFunctionThatEndsTheProgramEndsWithIt()
    {
        var run = await RunAsync("exit", "--no-build");
        Assert.That(run.ExitCode, Is.EqualTo(3), run.Errors);
        var plot = JsonNode.Parse(_folder.Read("exit.json"))!;
        var exit = plot["functions"]!.AsArray().Single(mark => (string?)mark!["function"] == "Solver.Exit")!;
        Assert.That((double)exit["end"]!, Is.EqualTo((double)plot["elapsed"]!).Within(1e-6));
    }

    [TestCase("There is no function or type 'Laod' in this program. Did you mean Load?", "-f", "Laod", "--no-build", "app.cs")]
    [TestCase("-f marks functions of a C# file or a project; of a command nothing is known but its memory.\nmemmagics: Try 'memmagics plot --help'.", "-f", "Load", "--", "ls")]
    [TestCase("--framework is of a C# file or a project; a command is run as it is.\nmemmagics: Try 'memmagics plot --help'.", "--framework", "net10.0", "--", "ls")]
    [TestCase("--no-build is of a C# file or a project; a command is never built.\nmemmagics: Try 'memmagics plot --help'.", "--no-build", "--", "ls")]
    public async Task WhatCannotBeMarkedIsASentence(string sentence, params string[] arguments)
    {
        var run = await MemMagicsTool.RunAsync(_folder.Path, ["plot", .. arguments]);
        Assert.That(run, Is.EqualTo(new ToolRun(2, "", $"memmagics: {sentence}\n")));
    }

    private List<JsonNode> Marks(string function) => [.. _plot["functions"]!.AsArray().Where(mark => (string?)mark!["function"] == function).Select(mark => mark!)];

    private async Task<ToolRun> RunAsync(string name, params string[] options)
    {
        _folder.File("input.txt", "a line\n");
        var functions = new[] { "Load", "Step", "Wait", "Inside", "Tiny", "Solver" }.Select(function => $"-f {function}");
        var command = $"{MemMagicsTool.InShell} plot {string.Join(' ', options)} -T {name}.json {string.Join(' ', functions)} app.cs -- {name} 3 < input.txt";
        return await ToolRun.OfAsync(new System.Diagnostics.ProcessStartInfo("sh", ["-c", command]) { WorkingDirectory = _folder.Path });
    }
}
