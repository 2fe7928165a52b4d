using System.Diagnostics;
using System.Text;
using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Origins;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.Wire.Messages;
using MemMagics.Workers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Benchmarks;

/// <summary>
/// What <c>#!memit --where</c> costs: for each object, at paths of 5, 20 and 64 frames, beside the plain call and beside <c>#!mprun</c> of the same loop,
/// as long as the person in the notebook waits for it, reading and naming included; and until the code is called, beside a plain worker.
/// Then the same loop in Python under memray, where that is installed.
/// </summary>
internal static class WhereBenchmark
{
    private const int Objects = 500_000;
    private const int Rounds = 7;

    public static void Run(string[] arguments)
    {
        // No worker is ready before it is asked for: each measurement pays for its own.
        Environment.SetEnvironmentVariable("MEMMAGICS_STANDBY", "0");
        RunAsync().GetAwaiter().GetResult();
        MemrayPeer.Run(Objects);
    }

    private static async Task RunAsync()
    {
        Console.WriteLine($"{Objects:N0} objects of 24 B, median of {Rounds} rounds");
        Console.WriteLine($"{"frames",-8}{"plain call",14}{"--where",14}{"#!mprun",14}");
        foreach (var frames in (int[])[5, 20, 64])
        {
            await using var notebook = new Notebook(await SessionAsync(frames));
            var (plain, where, mprun) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = -1; round < Rounds; round++)
            {
                var call = await notebook.CallAsync(Objects);
                var recorded = await notebook.TimeAsync(Recorded(Objects)) - await notebook.TimeAsync(Recorded(0)) - call;
                var woven = await notebook.TimeAsync(Woven(Objects)) - await notebook.TimeAsync(Woven(0)) - call;
                if (round < 0)
                    continue;

                plain.Add(call.TotalNanoseconds / Objects);
                where.Add(recorded.TotalNanoseconds / Objects);
                mprun.Add(woven.TotalNanoseconds / Objects);
            }

            Console.WriteLine($"{frames,-8}{Median(plain),11:N0} ns{Median(where),11:N0} ns{Median(mprun),11:N0} ns");
        }

        await StartAsync();
    }

    /// <summary>From the start of a worker's process until its call can begin: of one that records, beside a plain one.</summary>
    private static async Task StartAsync()
    {
        const int Starts = 21;
        var (plain, recording) = (new List<double>(), new List<double>());
        for (var start = -2; start < Starts; start++)
        {
            var (without, with) = (await StartOfAsync(null), await StartOfAsync(new AllocationRecording(WhereChoice.Exact)));
            if (start < 0)
                continue;

            plain.Add(without.TotalMilliseconds);
            recording.Add(with.TotalMilliseconds);
        }

        Console.WriteLine($"start: plain worker {Median(plain):N0} ms, recording worker {Median(recording):N0} ms: {Median(recording) / Median(plain):0.00} x");
    }

    private static async Task<TimeSpan> StartOfAsync(AllocationRecording? recording)
    {
        var started = Stopwatch.GetTimestamp();
        await using var worker = WorkerProcess.Start(new WorkerSettings(GcFlavor.Workstation, Tiered: false, recording?.Ports));
        await worker.RunAsync(WarmUpRun.Run with { Observed = true, Plan = CallPlan.FirstOnly }, CancellationToken.None);
        while (await worker.ReceiveAsync(CancellationToken.None) is { } message)
        {
            if (message.Kind != MessageKind.CallIsNext)
                continue;

            if (recording is not null)
                await recording.CallIsNextAsync(message.Read(CallPause.Read), CancellationToken.None);
            var elapsed = Stopwatch.GetElapsedTime(started);
            await worker.EndAsync();
            if (recording is not null)
                await recording.DisposeAsync();

            return elapsed;
        }

        throw new InvalidOperationException("The worker ended before its call.");
    }

    // The figures' own run comes with each: its call is taken off.
    private static MemitRequest Recorded(int objects) => Plain(objects) with { Where = WhereChoice.Exact };

    private static MemitRequest Plain(int objects) => new() { Code = $"F1({objects})", Repeat = 1, Call = CallChoice.Cold, Timeout = TimeSpan.FromMinutes(10) };

    // Only the loop's own lines have probes.
    private static MprunRequest Woven(int objects) =>
        new() { Code = $"F1({objects})", Functions = ["Allocate"], Repeat = 1, Call = CallChoice.Cold, Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>A session with functions that call each other down to a loop that allocates: with the runtime's own above them, as many frames as asked for.</summary>
    private static async Task<ScriptState> SessionAsync(int frames)
    {
        const int Around = 2; // the measured code, and the loop
        var cell = new StringBuilder("using System.Runtime.CompilerServices; class Kept { public static object Last; }\n");
        for (var frame = 1; frame <= frames - Around; frame++)
        {
            var callee = frame == frames - Around ? "Allocate" : $"F{frame + 1}";
            cell.AppendLine($"[MethodImpl(MethodImplOptions.NoInlining)] int F{frame}(int n) {{ return 1 + {callee}(n); }}");
        }

        cell.AppendLine("[MethodImpl(MethodImplOptions.NoInlining)]\nint Allocate(int n)\n{\n    for (var i = 0; i < n; i++)\n        Kept.Last = new object();\n    return n;\n}");
        return await CSharpScript.RunAsync(
            cell.ToString(), ScriptOptions.Default.WithOptimizationLevel(OptimizationLevel.Release).WithFilePath("cell 1").WithFileEncoding(Encoding.UTF8));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private sealed class Notebook(ScriptState state) : IAsyncDisposable
    {
        private readonly MemoryProfiler _profiler = new();

        /// <summary>The time of the call alone, in a plain worker.</summary>
        public async Task<TimeSpan> CallAsync(int objects) => ((MemitReport)await _profiler.MeasureAsync(new NotebookSession(state), Plain(objects))).Worst!.Elapsed;

        /// <summary>The time of a measurement, from the magic to its report.</summary>
        public async Task<TimeSpan> TimeAsync(MeasureRequest request)
        {
            var started = Stopwatch.GetTimestamp();
            var report = await _profiler.MeasureAsync(new NotebookSession(state), request);
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (report.Failure is not null || report is MemitReport { Where: null } or MemitReport { Where.Mode: not OriginMode.Exact })
                throw new InvalidOperationException(report.Failure ?? string.Join(' ', report.Notes));

            return elapsed;
        }

        public ValueTask DisposeAsync() => _profiler.DisposeAsync();
    }
}
