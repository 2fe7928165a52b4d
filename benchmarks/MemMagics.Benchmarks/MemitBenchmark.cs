using System.Diagnostics;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Benchmarks;

/// <summary>What <c>#!memit -r 3 1 + 1</c> takes on a warm session, beside one bare start of <c>dotnet hello.dll</c>, with 3 and with 300 earlier cells.</summary>
internal static class MemitBenchmark
{
    private const int Rounds = 15;

    // The workers on standby are refilled in the idle time between measurements, as between two cells of a person.
    private static readonly TimeSpan s_idle = TimeSpan.FromMilliseconds(700);

    public static void Run(string[] args) => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        using var hello = new HelloProgram();
        await using var small = new Notebook(await SessionAsync(cells: 3));
        await using var large = new Notebook(await SessionAsync(cells: 300));
        var timings = new (string Name, Func<Task> Work, List<double> Milliseconds)[]
        {
            ("dotnet hello.dll", hello.RunAsync, []),
            ("memit, 3 earlier cells", small.MemitAsync, []),
            ("memit, 300 earlier cells", large.MemitAsync, []),
        };
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var (_, work, milliseconds) in timings)
            {
                await Task.Delay(s_idle);
                var started = Stopwatch.GetTimestamp();
                await work();
                if (round >= 0)
                    milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        var unit = Median(timings[0].Milliseconds);
        foreach (var (name, _, milliseconds) in timings)
            Console.WriteLine($"{name,-26} median {Median(milliseconds),6:0.0} ms  (min {milliseconds.Min():0.0}, max {milliseconds.Max():0.0})  {Median(milliseconds) / unit:0.00} x hello");

        Console.WriteLine($"300 cells against 3: {Median(timings[2].Milliseconds) / Median(timings[1].Milliseconds):0.00} x");
    }

    private static async Task<ScriptState> SessionAsync(int cells)
    {
        ScriptState state = await CSharpScript.RunAsync("", ScriptOptions.Default.WithOptimizationLevel(OptimizationLevel.Release));
        for (var cell = 0; cell < cells; cell++)
            state = await state.ContinueWithAsync($"var x{cell} = new int[100]; int F{cell}(int n) => n + x{cell}.Length;");

        return state;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed class Notebook(ScriptState state) : IAsyncDisposable
    {
        private readonly MemoryProfiler _profiler = new();

        public Task MemitAsync() => _profiler.MeasureAsync(new NotebookSession(state), new MemitRequest { Code = "1 + 1", Repeat = 3 });

        public ValueTask DisposeAsync() => _profiler.DisposeAsync();
    }

    /// <summary>The least that a .NET program can be.</summary>
    private sealed class HelloProgram : IDisposable
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("memmagics-hello").FullName;

        public HelloProgram()
        {
            var tree = CSharpSyntaxTree.ParseText("System.Console.WriteLine(\"hello\");");
            var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
            string[] references = ["System.Private.CoreLib.dll", "System.Runtime.dll", "System.Console.dll"];
            CSharpCompilation.Create(
                    "hello", [tree], references.Select(name => MetadataReference.CreateFromFile(Path.Combine(framework, name))),
                    new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release))
                .Emit(Path.Combine(_folder, "hello.dll"));
            File.WriteAllText(
                Path.Combine(_folder, "hello.runtimeconfig.json"),
                $"{{\"runtimeOptions\":{{\"framework\":{{\"name\":\"Microsoft.NETCore.App\",\"version\":\"{Environment.Version}\"}}}}}}");
        }

        public async Task RunAsync()
        {
            using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(_folder, "hello.dll")]) { RedirectStandardOutput = true })!;
            await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
        }

        public void Dispose() => Directory.Delete(_folder, recursive: true);
    }
}
