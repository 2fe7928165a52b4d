using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>The lines of a function add up to what it allocates, to the byte, and to what it allocates without probes.</summary>
public class ConservationTests
{
    private const string Cell = """
        using System.Runtime.CompilerServices;

        class Noisy : IDisposable
        {
            public static List<object> Log = new(64);
            public void Dispose() => Log.Add(new byte[50]);
        }

        byte[][] Loop(int n)
        {
            var all = new byte[n][];
            for (var i = 0; i < n; i++)
            {
                all[i] = new byte[100];
            }
            return all;
        }

        object Branch(int n)
        {
            if (n > 3)
                return new byte[10];
            // never here
            return new byte[20];
        }

        object Nested(int n)
        {
            var first = Loop(n);
            var second = Branch(n);
            return new[] { first, second };
        }

        object Recursive(int depth)
        {
            if (depth == 0)
                return new byte[1000];
            var mine = new byte[100];
            var rest = Recursive(depth - 1);
            return new[] { mine, rest };
        }

        object EarlyReturn(int[] values)
        {
            foreach (var value in values)
            {
                if (value > 2)
                    return new long[value];
            }
            return null;
        }

        string Caught(int n)
        {
            try
            {
                var wasted = new byte[n].Length / (n - n);
                return wasted.ToString();
            }
            catch (DivideByZeroException) when (n > 1)
            {
                return new string('x', n);
            }
            finally
            {
                Noisy.Log.Clear();
            }
        }

        object ThrownOut(int n)
        {
            var before = new byte[n];
            Noisy.Log.Add(before);
            if (n > 1)
                throw new InvalidOperationException("thrown at " + n);
            return before;
        }

        int Using(int n)
        {
            Noisy.Log.Clear();
            using var one = new Noisy();
            using (var two = new Noisy())
            {
                Noisy.Log.Add(new byte[n]);
            }
            return Noisy.Log.Count;
        }

        object SwitchExpression(object value) => value switch
        {
            int i when i > 10 => new byte[i],
            int i => new byte[i * 2],
            string text =>
                text + "!",
            _ => new object(),
        };

        object Lambda(int n)
        {
            Func<int, byte[]> make = size =>
            {
                var wanted = size + n;
                return new byte[wanted];
            };
            return Enumerable.Range(1, 3)
                .Select(make)
                .Select(bytes => bytes.Length)
                .ToList();
        }

        object LocalFunction(int n)
        {
            var kept = new List<byte[]>();
            Add(n);
            Add(n * 2);
            return kept;

            void Add(int size)
            {
                kept.Add(new byte[size]);
                if (size > 100)
                    Add(size / 2);
            }
        }

        T[] Generic<T>(int n) where T : new()
        {
            var all = new T[n];
            for (var i = 0; i < n; i++)
                all[i] = new T();
            return all;
        }

        object Query(int n)
        {
            var words = from i in Enumerable.Range(0, n)
                        let word = new string('w', i)
                        where word.Length > 1
                        select word + "s";
            return words.ToArray();
        }
        """;

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(Cell);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("Loop(10)", "Loop")]
    [TestCase("Branch(5)", "Branch")]
    [TestCase("Nested(5)", "Nested")]
    [TestCase("Recursive(10)", "Recursive")]
    [TestCase("EarlyReturn(Enumerable.Range(1, 9).ToArray())", "EarlyReturn")]
    [TestCase("Caught(100)", "Caught")]
    [TestCase("SwitchExpression(5)", "SwitchExpression")]
    [TestCase("SwitchExpression(\"text\")", "SwitchExpression")]
    [TestCase("Lambda(10)", "Lambda")]
    [TestCase("LocalFunction(70)", "LocalFunction")]
    [TestCase("Generic<object>(10)", "Generic")]
    [TestCase("Generic<Guid>(10)", "Generic")]
    [TestCase("Query(10)", "Query")]
    public async Task LinesAddUpToTheTotalAndToTheUnwovenCell(string code, string function)
    {
        // act: the cell's own lambda does nothing but call, so that it allocates what the function does
        var named = await _session.Mprun(code, function);
        var cell = await _session.Mprun(code);

        // assert
        var lines = named[function];
        Assert.That(lines.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(lines.Total.Allocated));
        Assert.That(cell["cell 2"].Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(cell["cell 2"].Total.Allocated));
        Assert.That(cell.AllocatedWithoutProbes, Is.Null.Or.EqualTo(cell["cell 2"].Total.Allocated));
        Assert.That(lines.Total.Allocated, Is.LessThanOrEqualTo(cell["cell 2"].Total.Allocated));
    }

    // The third call is the first one without probes: it takes so long that a warm call would not be made unasked. On a busy machine any may.
    [Test]
    public async Task AWarmCallIsComparedWithAWarmCallHoweverLongTheFirstOneTakes()
    {
        // arrange
        using var folder = new TemporaryFolder();
        var log = folder.File("calls", "");
        await using var session = await ScriptSession.Start("""
            object Logged(string log)
            {
                File.AppendAllText(log, ".");
                if (new FileInfo(log).Length == 3)
                    System.Threading.Thread.Sleep(2100);
                return new byte[100];
            }
            """);

        // act
        var report = await session.Mprun($"Logged(@\"{log}\")", "Logged");

        // assert
        Assert.That(report.Measured, Is.EqualTo(MeasuredCall.Warm));
        Assert.That(report.AllocatedWithoutProbes, Is.Null.Or.EqualTo(report.AllocatedWithProbes));
        Assert.That(report.Notes, Has.None.StartsWith("With line probes"));
    }

    [Test]
    public async Task LoopChargesEachLineExactly()
    {
        var run = await _session.Mprun("Loop(10)", "Loop");

        Assert.That(LineTable.Of(run["Loop"]), Is.EqualTo(new[]
        {
            "9 byte[][] Loop(int n)",
            "10 {",
            "11     var all = new byte[n][]; | 1x 104 B",
            "12     for (var i = 0; i < n; i++) | 11x 0 B",
            "13     {",
            "14         all[i] = new byte[100]; | 10x 1280 B",
            "15     }",
            "16     return all; | 1x 0 B",
            "17 }",
        }));
    }

    [Test]
    public async Task RecursionIsChargedOnceUnderTheLineThatCalled()
    {
        var run = await _session.Mprun("Recursive(2)", "Recursive");

        Assert.That(LineTable.Of(run["Recursive"]), Is.EqualTo(new[]
        {
            "34 object Recursive(int depth)",
            "35 {",
            "36     if (depth == 0) | 3x 0 B",
            "37         return new byte[1000]; | 1x 0 B",
            "38     var mine = new byte[100]; | 2x 128 B",
            "39     var rest = Recursive(depth - 1); | 2x 1192 B",
            "40     return new[] { mine, rest }; | 2x 40 B",
            "41 }",
        }));
        Assert.That(run["Recursive"].Total.Activations, Is.EqualTo(3));
    }

    [Test]
    public async Task LinesUpToAnExceptionKeepTheirBytes()
    {
        var run = await _session.Mprun("ThrownOut(100)", "ThrownOut");

        var lines = run["ThrownOut"].Lines.Where(line => line.Occurrences > 0).ToList();
        Assert.That(run.Failure, Does.Contain("thrown at 100"));
        Assert.That(lines.Select(line => line.Content.Trim()), Is.EqualTo(new[]
        {
            "var before = new byte[n];",
            "Noisy.Log.Add(before);",
            "if (n > 1)",
            "throw new InvalidOperationException(\"thrown at \" + n);",
        }));
        Assert.That(lines[0].Allocated, Is.EqualTo(128));
        Assert.That(lines.Sum(line => line.Allocated), Is.EqualTo(run["ThrownOut"].Total.Allocated));
    }

    [Test]
    public async Task LambdaHasItsOwnLinesInTheFunctionItIsWrittenIn()
    {
        var run = await _session.Mprun("Lambda(10)", "Lambda");

        var lines = run["Lambda"].Lines.Where(line => line.Occurrences > 0).ToDictionary(line => line.Content.Trim());
        Assert.That(lines["return new byte[wanted];"].Occurrences, Is.EqualTo(3));
        Assert.That(lines["return new byte[wanted];"].Allocated, Is.EqualTo(3 * 40));
        Assert.That(lines[".Select(bytes => bytes.Length)"].Occurrences, Is.EqualTo(3));
        Assert.That(run["Lambda"].Lines.Where(line => line.LastLine is not null).Select(line => line.LastLine - line.Line), Is.Not.Empty.And.All.GreaterThan(0), "a statement of several lines");
    }

    [Test]
    public async Task CellWithoutNamesShowsItsOwnCodeAndItsFunctions()
    {
        const string Code = """
            var kept = Make(3);
            return kept;

            byte[] Make(int n)
            {
                return new byte[n];
            }
            """;

        var run = await _session.Mprun(Code);

        Assert.That(run.Functions.Select(function => function.Name), Is.EqualTo(new[] { "cell 2", "Make" }));
        Assert.That(LineTable.Of(run["Make"]), Is.EqualTo(new[]
        {
            "4 byte[] Make(int n)",
            "5 {",
            "6     return new byte[n]; | 1x 32 B",
            "7 }",
        }));
        Assert.That(LineTable.Of(run["cell 2"]).Take(2), Is.EqualTo(new[] { "1 #!mprun var kept = Make(3); | 1x 32 B", "2 return kept; | 1x 0 B" }));
    }
}
