using System.Diagnostics;
using System.Runtime.Loader;
using MemMagics.Instrumentation;
using MemMagics.Wire.Messages;
using MemMagics.Worker.Probes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Mono.Cecil;

namespace MemMagics.Benchmarks;

/// <summary>What a line probe costs per executed line: the same loops woven and unwoven, and in Python's line profilers where they are installed.</summary>
internal static class ProbeBenchmark
{
    private const int Iterations = 2_000_000;
    private const int Rounds = 7;

    private const string Source = """
        using System.Collections.Generic;

        public static class Loops
        {
            public static double Arithmetic(int n)
            {
                var x = 0.5;
                var y = 1.5;
                for (var i = 0; i < n; i++)
                {
                    x = x * 1.0000001 + i;
                    y = y * 0.9999999 - x;
                    if (y < -1e9)
                        y = 0;
                }
                return x + y;
            }

            public static double Arrays(int n)
            {
                var a = new double[1024];
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    var k = i & 1023;
                    a[k] = a[k] + i;
                    sum += a[k];
                }
                return sum;
            }

            public static double Calls(int n)
            {
                var sum = 0.0;
                for (var i = 0; i < n; i++)
                {
                    sum += Half(i);
                    sum -= Half(i + 1);
                }
                return sum;
            }

            public static double Allocations(int n)
            {
                var kept = new object[16];
                for (var i = 0; i < n; i++)
                {
                    kept[i & 15] = new object();
                    kept[i & 7] = new int[4];
                }
                return kept.Length;
            }

            [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
            private static double Half(int i) => i * 0.5;
        }
        """;

    private static int s_session = 1;

    public static void Run(string[] arguments)
    {
        var (image, symbols) = Compile();
        Console.WriteLine($"{"loop",-14}{"probe",-12}{"lines",14}{"unwoven",12}{"woven",12}{"per line",12}");
        foreach (var loop in (string[])["Arithmetic", "Arrays", "Calls", "Allocations"])
        {
            Measure(loop, image, symbols, countOnly: true);
            Measure(loop, image, symbols, countOnly: false);
        }

        PythonPeers.Run(Iterations / 100);
    }

    private static void Measure(string loop, byte[] image, byte[] symbols, bool countOnly)
    {
        using var module = new CompiledModule(image, symbols, new DefaultAssemblyResolver());
        var map = new ProbeMap(s_session++);
        var method = CompiledModule.MethodsOf(module.Module.Types).Single(candidate => candidate.Method.Name == loop);
        var woven = ProbeWeaver.Weave(module.Module, [new ProfiledBody(0, BodyKind.Call, method.Method, method.Points, 0, 1)], map, countOnly);

        using var session = ProbeSession.Start(map.ToTables(1, retained: false));
        var plain = Load(image, loop);
        var probed = Load(woven.Image, loop);
        var unwoven = Best(plain);
        session.Reset();
        var with = Best(probed);
        var lines = session.Collect().SlotOccurrences.Sum() / Rounds;
        Console.WriteLine($"{loop,-14}{(countOnly ? "flow" : "every line"),-12}{lines,14:N0}{unwoven.TotalMilliseconds,9:N1} ms{with.TotalMilliseconds,9:N1} ms{(with - unwoven).TotalNanoseconds / lines,9:N2} ns");
    }

    private static Func<int, double> Load(byte[] image, string loop) =>
        new AssemblyLoadContext(loop).LoadFromStream(new MemoryStream(image)).GetType("Loops")!.GetMethod(loop)!.CreateDelegate<Func<int, double>>();

    private static TimeSpan Best(Func<int, double> loop)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            loop(Iterations);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        return best;
    }

    private static (byte[] Image, byte[] Symbols) Compile()
    {
        var tree = CSharpSyntaxTree.ParseText(Source, path: "Loops.cs", encoding: System.Text.Encoding.UTF8);
        var references = Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll")
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.dll")
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("Loops", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        return result.Success ? (image.ToArray(), symbols.ToArray()) : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }
}
