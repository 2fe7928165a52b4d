using System.Diagnostics;
using System.IO.MemoryMappedFiles;
using System.Text.Json;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Platform;
using MemMagics.Session;
using MemMagics.Wire.Metering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Benchmarks;

/// <summary>
/// What it takes to bring a value into a worker: captured into a snapshot and rebuilt from it, beside System.Text.Json (written
/// and read) and beside a plain copy of as many bytes through fresh shared memory. All in this process, on a heap that has
/// given its free memory back; the last column is a real worker's: what <c>#!memit --cold -r 1</c> takes more than for <c>1 + 1</c>.
/// </summary>
internal static class StateBenchmark
{
    private const int Rounds = 7;
    private const double MiB = 1024 * 1024;

    public static void Run(string[] args) => RunAsync(args).GetAwaiter().GetResult();

    private static async Task RunAsync(string[] args)
    {
        Console.WriteLine($"{"ms, medians of " + Rounds,-30} {"capture",9} {"rebuild",9} {"sum",9} {"plain copy",11} {"JSON",9} {"against copy",13} {"against JSON",13} {"worker",8} {"snapshot",11} {"notebook grew",14}");
        foreach (var workload in StateWorkload.All.Where(workload => args.Length == 0 || workload.Name.Contains(args[0], StringComparison.OrdinalIgnoreCase)))
            await RunAsync(workload);
    }

    private static async Task RunAsync(StateWorkload workload)
    {
        var session = await CSharpScript.RunAsync("", ScriptOptions.Default
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithImports("System", "System.Linq", "System.Collections.Generic")
            .WithReferences(typeof(object).Assembly, typeof(Enumerable).Assembly));
        session = await session.ContinueWithAsync(workload.Cell);
        var value = session.GetVariable("state").Value;

        using var trip = new StateTrip(session);
        var (captures, rebuilds, copies, json) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        trip.Run();
        for (var round = 0; round < Rounds; round++)
        {
            var (capture, rebuild) = trip.Run();
            captures.Add(capture);
            rebuilds.Add(rebuild);
            copies.Add(PlainCopy(trip.SnapshotLength));
        }

        for (var round = 0; round < 3; round++)
            json.Add(Json(value));

        var grown = await GrowthAsync(session);
        var worker = await WorkerAsync(session);
        var sum = Median(captures) + Median(rebuilds);
        Console.WriteLine(
            $"{workload.Name,-30} {Median(captures),9:0.0} {Median(rebuilds),9:0.0} {sum,9:0.0} {Median(copies),11:0.0} {Median(json),9:0} "
            + $"{Median(copies) / sum,11:0.0} x {Median(json) / sum,11:0.0} x {worker,8:0} {trip.SnapshotLength / MiB,7:0.0} MiB {grown / MiB,10:0.0} MiB");
    }

    /// <summary>Copies as many bytes as the snapshot has into fresh shared memory, and from there into a fresh array.</summary>
    private static unsafe double PlainCopy(long bytes)
    {
        var source = new double[bytes / sizeof(double)];
        Array.Fill(source, 1.5);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var started = Stopwatch.GetTimestamp();
        using var shared = MemoryMappedFile.CreateNew(null, source.Length * (long)sizeof(double));
        using var view = shared.CreateViewAccessor();
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        source.CopyTo(new Span<double>(start, source.Length));
        var copy = new double[source.Length];
        new ReadOnlySpan<double>(start, source.Length).CopyTo(copy);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        GC.KeepAlive(copy);
        return elapsed;
    }

    private static double Json(object value)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var started = Stopwatch.GetTimestamp();
        using var text = new MemoryStream();
        JsonSerializer.Serialize(text, value, value.GetType());
        text.Position = 0;
        JsonSerializer.Deserialize(text, value.GetType());
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>How far this process's resident memory rises while the state is captured, the snapshot included: at most, not at the end.</summary>
    private static Task<long> GrowthAsync(ScriptState session)
    {
        using var trip = new StateTrip(session);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        HostPlatform.Memory.BeginMark();
        var before = HostPlatform.Memory.Read();
        trip.Capture();
        return Task.FromResult(HostPlatform.Memory.ReadMark() - before);
    }

    private static async Task<double> WorkerAsync(ScriptState session)
    {
        await using var profiler = new MemoryProfiler();
        var (with, without) = (new List<double>(), new List<double>());
        for (var round = -1; round < 3; round++)
        {
            foreach (var (code, times) in new[] { ("1 + 1", without), ("state == null", with) })
            {
                await Task.Delay(700); // the worker on standby is refilled
                var started = Stopwatch.GetTimestamp();
                await profiler.MeasureAsync(new NotebookSession(session), new MemitRequest { Code = code, Repeat = 1, Call = CallChoice.Cold });
                if (round >= 0)
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return Median(with) - Median(without);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
