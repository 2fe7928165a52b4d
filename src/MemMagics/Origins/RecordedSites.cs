using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Origins.Recording;

namespace MemMagics.Origins;

/// <summary>Makes from what was counted and sampled the sites that a call's allocated bytes come from.</summary>
internal static class RecordedSites
{
    // What the runtime does on the finalizer thread after a full collection, and the meter itself: not in Allocated either.
    private static readonly string[] s_notMeasured = ["System.Gen2GcCallback", "MemMagics.Wire.Metering.Meter", "MemMagics.Wire.Metering.FinalizerThread"];

    // What the framework does when a session of events begins or ends: in Allocated only because of the recording.
    private const string EventSession = "System.Diagnostics.Tracing.EventPipeEventProvider";

    /// <summary>The sites of a recording that is complete.</summary>
    /// <param name="recording">The recording.</param>
    /// <param name="allocated">What the call allocated, in bytes, recording included; afterwards without it. What was not counted of it is shared out among the samples.</param>
    public static IReadOnlyList<RecordedSite> Of(AllocationRecording recording, ref long allocated)
    {
        var recorder = recording.Recorder!;
        var isRecording = Below(recorder.Tree, recording.Code, static type => type == EventSession);
        var isOther = Below(recorder.Tree, recording.Code, static type => type == EventSession || s_notMeasured.Contains(type));
        var sites = new List<RecordedSite>();
        foreach (ref readonly var site in recorder.Counted.Sites)
        {
            if (isRecording[site.Node])
                allocated -= site.Bytes;
            else if (site.Objects > 0 && !isOther[site.Node])
                sites.Add(new RecordedSite(site.Node, recording.NameOf(site.Type), site.Objects, site.Bytes, site.Alive, Variance: 0));
        }

        if (recording.IsSampled && allocated > sites.Sum(static site => site.Bytes))
            sites.AddRange(Estimated(recording, isOther, allocated - sites.Sum(static site => site.Bytes)));

        return sites;
    }

    /// <summary>Which nodes are a method of some types, or are called by one.</summary>
    private static bool[] Below(CallTree tree, CodeMap code, Func<string, bool> isOfType)
    {
        var below = new bool[tree.Count];
        for (var node = 1; node < tree.Count; node++)
            below[node] = below[tree.Parent(node)] || (code.MethodAt(tree.Address(node)) is { } method && isOfType(method.Type));

        return below;
    }

    /// <summary>What the samples stand for, scaled so that it adds up to the given bytes exactly.</summary>
    private static IEnumerable<RecordedSite> Estimated(AllocationRecording recording, bool[] isOther, long bytes)
    {
        var estimates = new Dictionary<(int Node, long Type), Estimate>();
        foreach (ref readonly var sample in recording.Recorder!.Samples)
        {
            if (sample.Time >= recording.Call.Begin && sample.Time <= recording.Call.End && !isOther[sample.Node])
                estimates[(sample.Node, sample.Type)] = estimates.GetValueOrDefault((sample.Node, sample.Type)).With(sample);
        }

        var factor = bytes / estimates.Values.Sum(static estimate => estimate.Bytes);
        var (estimated, taken) = (0.0, 0L);
        foreach (var ((node, type), estimate) in estimates)
        {
            // Each rounds away what those before it have left, so that nothing is lost or added.
            estimated += estimate.Bytes * factor;
            var own = (long)Math.Round(estimated) - taken;
            taken += own;
            yield return new RecordedSite(
                node, recording.NameOf(type), Math.Max(1, (long)Math.Round(estimate.Objects * factor)), own,
                Math.Min(own, (long)Math.Round(estimate.Alive * factor)), estimate.Variance * factor * factor)
            { IsSampled = true };
        }
    }

    private readonly record struct Estimate(double Objects, double Bytes, double Alive, double Variance)
    {
        public Estimate With(ObjectSample sample)
        {
            var bytes = sample.Bytes * sample.Weight;
            return new Estimate(Objects + sample.Weight, Bytes + bytes, Alive + (sample.IsAlive ? bytes : 0), Variance + sample.Variance);
        }
    }
}
