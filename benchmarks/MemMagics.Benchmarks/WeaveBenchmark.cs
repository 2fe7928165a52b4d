using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using MemMagics.Instrumentation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Wire.Messages;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Benchmarks;

/// <summary>What it takes to give one function of a large library line probes: the image read, woven and written; and all that <c>-f</c> does around it.</summary>
internal static class WeaveBenchmark
{
    private const int Rounds = 21;
    private const string Function = "MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.Transpose";

    private static readonly string s_library = typeof(Matrix<>).Assembly.Location;

    public static void Run(string[] arguments)
    {
        var session = CSharpScript.Create("1", ScriptOptions.Default.AddReferences(MetadataReference.CreateFromFile(s_library))).GetCompilation();
        var token = typeof(Matrix<>).GetMethod("Transpose", [])!.MetadataToken;
        using var libraries = new ReferencedLibraries();

        Console.WriteLine($"{Path.GetFileName(s_library)}, {new FileInfo(s_library).Length:N0} B; one function, {Rounds} rounds");
        Report("read, woven and written", [.. Enumerable.Range(0, Rounds).Select(_ => Time(() => Weave(token)))]);
        Report("-f, from its name to the woven image", [.. Enumerable.Range(0, Rounds).Select(_ => Time(() => Prepare(session, libraries)))]);
    }

    private static void Weave(int token)
    {
        using var library = new LibraryModule(s_library);
        var method = library.Method(token);
        var points = method.Body.Instructions.Take(1).Select(instruction => new SourcePoint(instruction.Offset, "", 1, 1)).ToList();
        ProbeWeaver.Weave(library.Module, [new ProfiledBody(0, BodyKind.Call, method, points, 0, 1)], new ProbeMap(1));
    }

    private static void Prepare(Microsoft.CodeAnalysis.Compilation session, ReferencedLibraries libraries) =>
        LineProfile.Prepare([Function], session, static _ => null, libraries: libraries);

    private static void Report(string name, double[] milliseconds) =>
        Console.WriteLine($"{name,-38} first {milliseconds[0],7:0} ms, then median {milliseconds[1..].Order().ElementAt(Rounds / 2),5:0} ms, min {milliseconds[1..].Min(),5:0} ms");

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
