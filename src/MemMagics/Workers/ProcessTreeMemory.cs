using System.Diagnostics;
using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>Resident memory of a worker together with the processes that its code starts, sampled.</summary>
internal sealed class ProcessTreeMemory(WorkerProcess worker)
{
    private readonly Lock _gate = new();
    private readonly List<Sample> _samples = [];

    /// <summary>Reads both now.</summary>
    public void Read()
    {
        var sample = new Sample(Stopwatch.GetTimestamp(), worker.Resident(), worker.ResidentOfChildren());
        lock (_gate)
            _samples.Add(sample);
    }

    /// <summary>A call's figures with the children in Peak: the largest sum, of moments of the call, minus the sum right before it.</summary>
    /// <remarks>
    /// The worker's own peak comes from the kernel and may lie between two samples: there the sum was at least that peak and the least that the children had.
    /// Adding the peaks of worker and children, which need not be at the same time, would say too much.
    /// </remarks>
    public CallFigures WithChildren(CallFigures call)
    {
        Sample[] samples;
        lock (_gate)
            samples = [.. _samples];

        var first = Math.Max(Array.FindLastIndex(samples, sample => sample.Time <= call.StartedAt), 0);
        var last = Array.FindIndex(samples, sample => sample.Time >= call.EndedAt);
        var around = samples.AsSpan()[first..(last < 0 ? samples.Length : last + 1)];
        if (around.IsEmpty)
            return call;

        // A child may have ended since the last sample before the call.
        var childrenBefore = around[0].Time > call.StartedAt ? 0 : around.Length > 1 ? Math.Min(around[0].Children, around[1].Children) : around[0].Children;
        var leastOfChildren = childrenBefore;
        var peak = 0L;
        foreach (var sample in around)
        {
            leastOfChildren = Math.Min(leastOfChildren, sample.Children);
            if (sample.Time >= call.StartedAt && sample.Time <= call.EndedAt)
                peak = Math.Max(peak, sample.Worker + sample.Children - call.ResidentBefore - childrenBefore);
        }

        return call with { Peak = Math.Max(peak, (call.Peak ?? 0) + leastOfChildren - childrenBefore) };
    }

    /// <param name="Time">When, as a <see cref="Stopwatch"/> timestamp; its clock is the same in all processes.</param>
    /// <param name="Worker">Resident memory of the worker, in bytes.</param>
    /// <param name="Children">Resident memory of the other processes, in bytes.</param>
    private readonly record struct Sample(long Time, long Worker, long Children);
}
